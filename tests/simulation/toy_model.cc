#include "tests/simulation/toy_model.h"

#include <algorithm>

#include "tests/simulation/toy_stages.h"

namespace tijdig::simulation {

void ToyModel::fact(ToyKind kind, std::uint32_t house, std::int32_t day, std::uint32_t number, std::uint64_t id) {
  ToyMessage message;
  message.kind = kind;
  message.house = house;
  message.day = day;
  message.number = number;
  message.id = id;
  ++facts[message];
}

void ToyModel::take(const ToyMessage& signal) {
  if (!seen_.insert(signal.id).second) return;
  fact(ToyKind::counted, signal.house, signal.day, 0, signal.id);
  if (signal.received - signal.day > toy_window_days) {
    fact(ToyKind::ended, signal.house, signal.day, reason_late, signal.id);
  } else {
    signals_.push_back(signal);
  }
}

void ToyModel::enter(const ToyMessage& entry) {
  auto& held = register_[entry.house];
  held = std::max(held, std::pair(entry.day, entry.number));
}

void ToyModel::close_day(std::int32_t day) {
  if (day <= last_day_) return;
  last_day_ = day;
  if (last_run_ < 0 || day / toy_run_every_days != last_run_ / toy_run_every_days) run_matches(day);
  assign(day);
  close_cases(day);
}

void ToyModel::run_matches(std::int32_t day) {
  std::map<std::uint32_t, std::pair<std::set<std::uint32_t>, bool>> houses;  // partners in the window, any new
  for (const ToyMessage& signal : signals_) {
    if (signal.day <= day - toy_window_days) continue;
    houses[signal.house].first.insert(signal.partner);
    houses[signal.house].second |= signal.received > last_run_;
  }
  last_run_ = day;
  for (const auto& [house, found] : houses)
    if (found.first.size() >= 2 && found.second) arrive(house, day);
}

void ToyModel::arrive(std::uint32_t house, std::int32_t match_day) {
  if (register_[house].second == 1) return fact(ToyKind::ended, house, match_day, reason_blocked);
  if (open_.count(house) != 0) return fact(ToyKind::ended, house, match_day, reason_open_case);
  for (const auto& [day, waiting] : pool_)
    if (waiting == house) return fact(ToyKind::ended, house, match_day, reason_in_pool);
  pool_.emplace(match_day, house);
}

void ToyModel::assign(std::int32_t day) {
  std::map<MunicipalityCode, std::size_t> places;
  const auto pool = pool_;
  for (const auto& [match_day, house] : pool) {
    if (places[town_of(house)]++ < toy_quota) {
      open_[house] = {match_day, day};
      fact(ToyKind::assigned, house, match_day);
    } else if (day - match_day >= toy_pool_days) {
      fact(ToyKind::ended, house, match_day, reason_no_place);
    } else {
      continue;
    }
    pool_.erase({match_day, house});
  }
}

void ToyModel::close_cases(std::int32_t day) {
  const auto open = open_;
  for (const auto& [house, when] : open) {
    if (day - when.second < toy_open_days) continue;
    fact(ToyKind::closed, house, when.first);
    open_.erase(house);
  }
}

std::multiset<std::uint32_t> ToyModel::waiting_or_open() const {
  std::multiset<std::uint32_t> found;
  for (const auto& [day, house] : pool_) found.insert(house);
  for (const auto& [house, when] : open_) found.insert(house);
  return found;
}

}  // namespace tijdig::simulation
