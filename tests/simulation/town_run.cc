#include "tests/simulation/town_run.h"

#include <algorithm>
#include <iterator>

#include "libs/codec/codec.h"
#include "libs/flow/flow.h"
#include "libs/runtime/calendar.h"
#include "libs/runtime/state_hash.h"

namespace tijdig::simulation {
namespace {

class TownRun {
 public:
  TownRun(runtime::Pump& pump, const UntilDone& until_done) : pump_(pump), until_done_(until_done) {}

  TownResult run() {
    runtime::Calendar calendar(pump_);
    until_done_([&] { return calendar.activate(town_.policy.activation()); });
    for (const Date day : town_.days) {
      if (const auto found = town_.inputs.find(day); found != town_.inputs.end()) bring(found->second);
      while (!desk_.empty() && desk_.begin()->first <= day) {
        bring(desk_.begin()->second);
        desk_.erase(desk_.begin());
      }
      until_done_([&] { return calendar.close_day(town_.policy.municipality, day); });
      if (day.day() == 25) hand_out_walk_list();
    }
    until_done_([&] { return calendar.close_day(town_.policy.municipality, town_.days.back().plus_days(1)); });
    return result();
  }

 private:
  void bring(const std::vector<DoorRecord>& inputs) {
    std::vector<ports::OutRecord> records;
    for (const DoorRecord& input : inputs) {
      const auto partition = flow::partition_of(input.key, pump_.back_end().partitions());
      records.push_back({input.topic, partition, {}, input.key, input.value});
    }
    until_done_([&] { return pump_.back_end().append_durably(records); });
  }

  std::vector<ports::InRecord> records_on(flow::TopicId topic) {
    std::vector<ports::InRecord> records;
    for (ports::Partition partition = 0; partition < pump_.back_end().partitions(); ++partition) {
      until_done_([&]() -> Result<> {
        std::vector<ports::InRecord> found;
        TIJDIG_DO(pump_.back_end().read(topic, partition, 0, 1'000'000, found));
        std::move(found.begin(), found.end(), std::back_inserter(records));
        return {};
      });
    }
    return records;
  }

  void hand_out_walk_list() {
    for (const auto& record : records_on(flow::topics::walk_list.info.id)) {
      const auto made = codec::decode<Assignment>(record.value);
      if (!made || made->reserve || !handed_out_.insert(made->enriched.id).second) continue;
      for (const auto& [day, entry] : caseworker_of(made->enriched.id, made->assigned_on)) desk_[day].push_back(entry);
    }
  }

  TownResult result() {
    TownResult result;
    for (const flow::TopicInfo& topic : flow::topics::all) {
      std::set<std::pair<flow::TopicId, ports::Provenance>> causes;
      for (const auto& record : records_on(topic.id))
        if (!record.cause.from_door() && !causes.emplace(topic.id, record.cause).second) ++result.derived_twice;
    }
    for (const auto& record : records_on(flow::topics::walk_list.info.id)) result.walk_list.push_back(record.value);
    std::sort(result.walk_list.begin(), result.walk_list.end());
    for (const auto& record : records_on(flow::topics::matches.info.id)) {
      const auto message = codec::decode<MatchesMessage>(record.value);
      const auto* match = message ? std::get_if<Match>(&*message) : nullptr;
      if (match != nullptr) result.matched.emplace(match->address.reveal(Purpose::synthetic), match->month);
    }
    result.dead_letters = records_on(flow::topics::dead_letters.id).size();
    until_done_([&]() -> Result<> {
      TIJDIG_TRY(result.report, runtime::content_hash(pump_.back_end(), std::span(&flow::reporting, 1)));
      return {};
    });
    return result;
  }

  const SmallTown& town_ = small_town();
  runtime::Pump& pump_;
  const UntilDone& until_done_;
  std::map<Date, std::vector<DoorRecord>> desk_;
  std::set<CaseId> handed_out_;
};

}  // namespace

TownResult live_through_small_town(runtime::Pump& pump, const UntilDone& until_done) {
  return TownRun(pump, until_done).run();
}

}  // namespace tijdig::simulation
