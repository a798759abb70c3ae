#include "libs/runtime/calendar.h"

#include <algorithm>

#include "libs/codec/codec.h"
#include "libs/runtime/days.h"
#include "libs/runtime/policy_of.h"

namespace tijdig::runtime {
namespace {

// One row per inbox: how a record that goes to everybody is written there.
struct Announcement {
  const flow::StageInfo* stage;
  Bytes (*policy)(const PolicyActivated& rules);
  Bytes (*day)(const DayClosed& closed);  // nullptr: this stage does not hear of days
};

template <class Message>
Bytes as_policy(const PolicyActivated& rules) {
  return codec::encode(Message(rules));
}
template <class Message>
Bytes as_day(const DayClosed& closed) {
  return codec::encode(Message(closed));
}

// Down the map.
constexpr Announcement announcements[] = {
    {&flow::signal_ingest, &as_policy<DeliveriesMessage>, nullptr},
    {&flow::matcher, &as_policy<SignalsMessage>, &as_day<SignalsMessage>},
    {&flow::register_desk, &as_policy<LookupsMessage>, nullptr},
    {&flow::enrichment, &as_policy<MatchesMessage>, nullptr},
    {&flow::assignment, &as_policy<CasesMessage>, &as_day<CasesMessage>},
    {&flow::outcome_tracker, &as_policy<WorkMessage>, &as_day<WorkMessage>},
    {&flow::reporting, &as_policy<FactsMessage>, &as_day<FactsMessage>},
};

constexpr bool announcements_follow_the_map() {
  if (std::size(announcements) != flow::stages.size()) return false;
  for (std::size_t i = 0; i < flow::stages.size(); ++i)
    if (announcements[i].stage->id != flow::stages[i].id ||
        (announcements[i].day != nullptr) != flow::stages[i].told_of_days)
      return false;
  return true;
}
static_assert(announcements_follow_the_map());

}  // namespace

std::vector<ports::Partition> partitions_of(const flow::StageInfo& stage, MunicipalityCode municipality,
                                            ports::Partition partitions) {
  if (flow::topics::find(stage.inbox)->key == flow::KeyKind::municipality)
    return {flow::partition_of(flow::key_bytes(flow::MunicipalityKey{municipality}), partitions)};
  std::vector<ports::Partition> all;
  for (ports::Partition partition = 0; partition < partitions; ++partition) all.push_back(partition);
  return all;
}

// The answers to `keys`, in their order. Each lane is asked once for all of them: there may be hundreds of towns.
Result<std::vector<std::optional<Bytes>>> Calendar::stored(ports::Lane lane, std::span<const Bytes> keys) {
  std::vector<std::optional<Bytes>> values;
  if (keys.empty()) return values;
  TIJDIG_DO(pump_.back_end().recover(lane));  // what is committed but not yet in the store counts
  TIJDIG_DO(pump_.back_end().load(lane, keys, values));
  return values;
}

// To every lane that has other rules.
Result<std::vector<ports::OutRecord>> Calendar::announced(const PolicyActivated& rules) {
  const ports::Partition partitions = pump_.back_end().partitions();
  const Bytes key = policy_key(rules.municipality);
  std::vector<ports::OutRecord> records;
  for (const Announcement& announcement : announcements) {
    for (const ports::Partition partition : partitions_of(*announcement.stage, rules.municipality, partitions)) {
      TIJDIG_TRY(const auto active, stored({announcement.stage->id, partition}, std::span(&key, 1)));
      if (active[0] && *active[0] == rules.yaml) continue;
      records.push_back({announcement.stage->inbox,
                         partition,
                         {},
                         flow::key_bytes(flow::MunicipalityKey{rules.municipality}),
                         announcement.policy(rules)});
    }
  }
  return records;
}

Result<bool> Calendar::is_in_force(const PolicyActivated& rules) {
  TIJDIG_TRY(const auto records, announced(rules));
  return records.empty();
}

Result<> Calendar::activate(const PolicyActivated& rules) {
  TIJDIG_DO(pump_.settle());
  TIJDIG_TRY(auto records, announced(rules));
  if (records.empty()) return {};
  TIJDIG_DO(pump_.back_end().append_durably(std::move(records)));
  return pump_.settle();
}

Result<> Calendar::close_day(MunicipalityCode municipality, Date day) {
  return close_day(std::vector{municipality}, day);
}

// Which of them have not closed the day in this partition, in the order in which they were given.
Result<std::vector<MunicipalityCode>> Calendar::not_closed(const std::vector<MunicipalityCode>& municipalities,
                                                           ports::Lane lane, Date day) {
  std::vector<bool> is_open(municipalities.size(), true);
  std::vector<std::size_t> unsure;
  std::vector<Bytes> keys;
  for (std::size_t i = 0; i < municipalities.size(); ++i) {
    const auto newest = closed_.find(municipalities[i]);
    if (newest != closed_.end() && newest->second.plus_days(1) == day) continue;
    unsure.push_back(i);
    keys.push_back(day_key(municipalities[i]));
  }
  TIJDIG_TRY(const auto last, stored(lane, keys));
  for (std::size_t i = 0; i < unsure.size(); ++i) is_open[unsure[i]] = !last[i] || day_of(*last[i]) < day;
  std::vector<MunicipalityCode> open;
  for (std::size_t i = 0; i < municipalities.size(); ++i)
    if (is_open[i]) open.push_back(municipalities[i]);
  return open;
}

Result<> Calendar::close_day(const std::vector<MunicipalityCode>& municipalities, Date day) {
  TIJDIG_DO(pump_.settle());
  const ports::Partition partitions = pump_.back_end().partitions();
  for (const Announcement& announcement : announcements) {
    if (announcement.day == nullptr) continue;
    std::vector<std::vector<MunicipalityCode>> in_partition(partitions);
    for (const MunicipalityCode municipality : municipalities)
      for (const ports::Partition partition : partitions_of(*announcement.stage, municipality, partitions))
        in_partition[partition].push_back(municipality);
    std::vector<ports::OutRecord> records;
    for (ports::Partition partition = 0; partition < partitions; ++partition) {
      TIJDIG_TRY(const auto open, not_closed(in_partition[partition], {announcement.stage->id, partition}, day));
      for (const MunicipalityCode municipality : open)
        records.push_back({announcement.stage->inbox,
                           partition,
                           {},
                           flow::key_bytes(flow::MunicipalityKey{municipality}),
                           announcement.day({municipality, day})});
    }
    if (records.empty()) continue;
    TIJDIG_DO(pump_.back_end().append(std::move(records)));
    TIJDIG_DO(pump_.settle());
  }
  for (const MunicipalityCode municipality : municipalities) closed_[municipality] = day;
  return {};
}

Result<std::optional<Date>> Calendar::last_day_closed(MunicipalityCode municipality) {
  for (const auto* known : {&closed_, &found_closed_})
    if (const auto day = known->find(municipality); day != known->end()) return std::optional(day->second);
  std::optional<Date> oldest;
  for (const Announcement& announcement : announcements) {
    if (announcement.day == nullptr) continue;
    for (const ports::Partition partition :
         partitions_of(*announcement.stage, municipality, pump_.back_end().partitions())) {
      const Bytes key = day_key(municipality);
      TIJDIG_TRY(const auto last, stored({announcement.stage->id, partition}, std::span(&key, 1)));
      if (!last[0]) return std::optional<Date>();
      const Date day = day_of(*last[0]);
      oldest = oldest ? std::min(*oldest, day) : day;
    }
  }
  if (oldest) found_closed_[municipality] = *oldest;
  return oldest;
}

}  // namespace tijdig::runtime
