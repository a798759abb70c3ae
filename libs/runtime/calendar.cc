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

Result<std::optional<Bytes>> Calendar::stored(ports::Lane lane, const Bytes& key) {
  TIJDIG_DO(pump_.back_end().recover(lane));  // what is committed but not yet in the store counts
  std::vector<std::optional<Bytes>> values;
  TIJDIG_DO(pump_.back_end().load(lane, std::span(&key, 1), values));
  return std::move(values[0]);
}

Result<> Calendar::activate(const PolicyActivated& rules) {
  TIJDIG_DO(pump_.settle());
  const ports::Partition partitions = pump_.back_end().partitions();
  const Bytes key = policy_key(rules.municipality);
  std::vector<ports::OutRecord> records;
  for (const Announcement& announcement : announcements) {
    for (const ports::Partition partition : partitions_of(*announcement.stage, rules.municipality, partitions)) {
      TIJDIG_TRY(const auto active, stored({announcement.stage->id, partition}, key));
      if (active && *active == rules.yaml) continue;
      records.push_back({announcement.stage->inbox,
                         partition,
                         {},
                         flow::key_bytes(flow::MunicipalityKey{rules.municipality}),
                         announcement.policy(rules)});
    }
  }
  if (records.empty()) return {};
  TIJDIG_DO(pump_.back_end().append_durably(std::move(records)));
  return pump_.settle();
}

Result<> Calendar::close_day(MunicipalityCode municipality, Date day) {
  return close_day(std::vector{municipality}, day);
}

Result<> Calendar::close_day(const std::vector<MunicipalityCode>& municipalities, Date day) {
  TIJDIG_DO(pump_.settle());
  const ports::Partition partitions = pump_.back_end().partitions();
  for (const Announcement& announcement : announcements) {
    if (announcement.day == nullptr) continue;
    std::vector<ports::OutRecord> records;
    for (const MunicipalityCode municipality : municipalities) {
      const Bytes key = flow::key_bytes(flow::MunicipalityKey{municipality});
      for (const ports::Partition partition : partitions_of(*announcement.stage, municipality, partitions)) {
        TIJDIG_TRY(const auto last, stored({announcement.stage->id, partition}, day_key(municipality)));
        if (last && day <= day_of(*last)) continue;
        records.push_back({announcement.stage->inbox, partition, {}, key, announcement.day({municipality, day})});
      }
    }
    if (records.empty()) continue;
    TIJDIG_DO(pump_.back_end().append_durably(std::move(records)));
    TIJDIG_DO(pump_.settle());
  }
  return {};
}

Result<std::optional<Date>> Calendar::last_day_closed(MunicipalityCode municipality) {
  std::optional<Date> oldest;
  for (const Announcement& announcement : announcements) {
    if (announcement.day == nullptr) continue;
    for (const ports::Partition partition :
         partitions_of(*announcement.stage, municipality, pump_.back_end().partitions())) {
      TIJDIG_TRY(const auto last, stored({announcement.stage->id, partition}, day_key(municipality)));
      if (!last) return std::optional<Date>();
      const Date day = day_of(*last);
      oldest = oldest ? std::min(*oldest, day) : day;
    }
  }
  return oldest;
}

}  // namespace tijdig::runtime
