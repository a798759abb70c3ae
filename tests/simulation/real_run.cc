#include "tests/simulation/real_run.h"

#include <algorithm>

#include "libs/domain/approach_ends.h"
#include "libs/runtime/dead_letter.h"
#include "libs/runtime/state_hash.h"
#include "services/tijdig/stages.h"

namespace tijdig::simulation {
namespace {

class RealRun {
 public:
  RealRun(std::uint64_t seed, const PlantedBugs& bugs)
      : world_(seed, bugs, [](const std::uint64_t*) { return commands::all_stages(); }) {}

  RealOutcome run() {
    world_.activate(town_.policy.activation());
    for (const Date day : town_.days) live_through(day);
    world_.calm_down();
    world_.close({town_.policy.municipality}, town_.days.back().plus_days(1));
    check_dead_letters();
    world_.check_rebuild();
    return outcome();
  }

 private:
  void live_through(Date day) {
    auto inputs = desk_until(day);
    if (const auto found = town_.inputs.find(day); found != town_.inputs.end())
      inputs.insert(inputs.end(), found->second.begin(), found->second.end());
    world_.chance.shuffle(inputs);
    for (const DoorRecord& input : inputs) {
      if (!world_.wrong.empty()) return;
      const auto record = world_.at_door(input.topic, input.key, input.value);
      world_.append(record);
      if (&input == &inputs.front() && is_after_walk_list_ && world_.chance.percent(50)) world_.go_down();
      if (world_.chance.percent(20)) world_.append(record);
      world_.some_steps();
    }
    world_.close({town_.policy.municipality}, day);
    is_after_walk_list_ = day.day() == 25;
    if (day.day() == 25) hand_out_walk_list();
  }

  void hand_out_walk_list() {
    for (const Bytes& wire : walk_list()) {
      const auto made = codec::decode<Assignment>(wire);
      if (!made || made->reserve || !handed_out_.insert(made->enriched.id).second) continue;
      for (const auto& [day, entry] : caseworker_of(made->enriched.id, made->assigned_on)) desk_[day].push_back(entry);
    }
  }

  std::vector<DoorRecord> desk_until(Date day) {
    std::vector<DoorRecord> entries;
    while (!desk_.empty() && desk_.begin()->first <= day) {
      const auto& first = desk_.begin()->second;
      entries.insert(entries.end(), first.begin(), first.end());
      desk_.erase(desk_.begin());
    }
    return entries;
  }

  std::vector<Bytes> walk_list() {
    std::vector<Bytes> list;
    for (const auto& record : world_.records_on(flow::topics::walk_list.info.id)) list.push_back(record.value);
    std::sort(list.begin(), list.end());
    return list;
  }

  void check_dead_letters() {
    for (const auto& record : world_.records_on(flow::topics::dead_letters.id)) {
      const auto letter = runtime::decode_dead_letter(record.value);
      if (world_.wrong.empty()) world_.wrong = "stage " + std::to_string(letter->stage) + " refused: " + letter->detail;
    }
  }

  RealOutcome outcome() {
    RealOutcome outcome;
    outcome.verdict = world_.verdict();
    outcome.walk_list = walk_list();
    for (const auto& record : world_.records_on(flow::topics::matches.info.id)) {
      const auto message = codec::decode<MatchesMessage>(record.value);
      const auto* match = message ? std::get_if<Match>(&*message) : nullptr;
      if (match != nullptr) outcome.matched.emplace(match->address.reveal(Purpose::synthetic), match->month);
    }
    for (const auto& record : world_.records_on(flow::topics::work.info.id)) {
      const auto message = codec::decode<WorkMessage>(record.value);
      if (const auto* checked = message ? std::get_if<CaseChecked>(&*message) : nullptr)
        outcome.news.insert(checked->ended);
    }
    std::set<CaseId> merged;
    for (const auto& record : world_.records_on(flow::topics::facts.info.id)) {
      const auto message = codec::decode<FactsMessage>(record.value);
      const auto* closed = message ? std::get_if<CaseClosed>(&*message) : nullptr;
      if (closed != nullptr && closed->local_code == approach_ends::merged.code) merged.insert(closed->id);
    }
    outcome.merged = merged.size();
    outcome.report = *runtime::content_hash(world_.memory(), std::span(&flow::reporting, 1));
    return outcome;
  }

  const SmallTown& town_ = small_town();
  World world_;
  std::map<Date, std::vector<DoorRecord>> desk_;
  std::set<CaseId> handed_out_;
  bool is_after_walk_list_ = false;
};

}  // namespace

RealOutcome run_small_town(std::uint64_t seed, const PlantedBugs& bugs) { return RealRun(seed, bugs).run(); }

std::string complaint_about(const RealOutcome& outcome, const RealOutcome& right) {
  if (!outcome.verdict.wrong.empty()) return outcome.verdict.wrong;
  if (outcome.matched != small_town().must_match) return "the matches are not those of the plain rule";
  if (outcome.walk_list != right.walk_list) return "the walk list differs from that of another seed";
  if (outcome.report != right.report) return "the report differs from that of another seed";
  if (outcome.news != right.news) return "other news of cases than with another seed";
  if (outcome.merged != right.merged) return "other cases end for another one than with another seed";
  return "";
}

}  // namespace tijdig::simulation
