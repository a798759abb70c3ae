#include "tools/linking/training_streams.h"

#include <algorithm>

#include "libs/people/seeds.h"
#include "tools/linking/evaluation.h"
#include "tools/linking/residents_linker.h"

namespace tijdig::lab {
namespace {

using people::Observed;

std::unique_ptr<residents::Register> register_at(const Observed& seen, int month) {
  auto known = std::make_unique<residents::Register>(YearMonth(people::first_year, 1).plus_months(month).first_day());
  std::vector<residents::RegisterChange> changes;
  for (const people::RegisterLine& line : seen.register_lines)
    if (line.month <= month) changes.push_back(register_change(line, seen.addresses[line.address]));
  known->load(changes);
  return known;
}

std::vector<residents::CustomerForm> customers_of(const Observed& seen, int from, int until) {
  std::vector<int> first(seen.versions.size(), people::never);
  for (const people::SignalLine& signal : seen.signals)
    first[signal.version] = std::min(first[signal.version], signal.month);
  std::vector<residents::CustomerForm> customers;
  for (std::size_t i = 0; i < first.size(); ++i)
    if (first[i] >= from && first[i] < until) customers.push_back(customer_form(seen.versions[i]));
  return customers;
}

}  // namespace

TrainingStreams::TrainingStreams(std::uint32_t households) {
  const std::vector<std::uint32_t> sizes = split_households(households);
  for (std::size_t nth = 0; nth < people::settings.size(); ++nth)
    for (std::size_t town = 0; town < sizes.size(); ++town)
      add(people::make_world(people::settings[nth], people::training_seeds[nth], static_cast<std::uint16_t>(town),
                             sizes[town]));
  for (const Year& year : years_) towns_.push_back({year.known.get(), year.customers});
}

void TrainingStreams::add(const people::World& world) {
  for (int month = 0; month < people::months_count; month += 12)
    years_.push_back({register_at(world.observed, month), customers_of(world.observed, month, month + 12)});
}

}  // namespace tijdig::lab
