#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "libs/runtime/kept.h"
#include "services/assignment/state.h"
#include "services/outcome_tracker/processor.h"
#include "services/outcome_tracker/rules.h"
#include "services/outcome_tracker/state.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/outlet.h"
#include "services/tijdig/shown.h"
#include "services/tijdig/store.h"
#include "services/tijdig/stored.h"

namespace tijdig::commands {
namespace {

// A match has a person for every signal; who is written alike is named once.
std::string names_of(const Match& match) {
  std::vector<std::string> names;
  for (const Person& person : match.persons) {
    std::string name = name_for_contact(person);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

// One address as it stands today.
struct Listed {
  Assignment assignment;
  std::string status;       // of its case; "reserve" where none was opened
  bool ended = false;       // nobody is to go there any more
  std::string known_since;  // the match, and a reason to stay away; "" for none
};

nlohmann::ordered_json json_of(const Listed& listed) {
  const Assignment& assignment = listed.assignment;
  const Match& match = assignment.enriched.match;
  nlohmann::ordered_json facts = nlohmann::ordered_json::array();
  for (const EvidenceRow& fact : assignment.enriched.facts)
    facts.push_back({{"what", fact.what}, {"found", fact.found}});
  return {{"case", assignment.enriched.id.to_string()},
          {"status", listed.status},
          {"ended", listed.ended},
          {"knownSinceTheMatch", listed.known_since},
          {"assignedOn", assignment.assigned_on.to_string()},
          {"deadline", assignment.deadline.to_string()},
          {"rank", assignment.rank},
          {"reserve", assignment.reserve},
          {"team", assignment.team},
          {"address", door_of(assignment.enriched).reveal(Purpose::contact)},
          {"names", names_of(match)},
          {"reason", assignment.reason},
          {"facts", std::move(facts)}};
}

void print(const Listed& listed) {
  const Assignment& assignment = listed.assignment;
  fmt::print("{}  {:3}  {}  {}  {}  {}\n    {}; help offered by {}\n", assignment.assigned_on.to_string(),
             assignment.rank, assignment.enriched.id.to_string(), listed.status,
             door_of(assignment.enriched).reveal(Purpose::contact), names_of(assignment.enriched.match),
             assignment.reason, assignment.deadline.to_string());
  if (!listed.known_since.empty()) fmt::print("    STOP, known since the match: {}\n", listed.known_since);
  for (const EvidenceRow& fact : assignment.enriched.facts) fmt::print("    {}: {}\n", fact.what, fact.found);
  if (!listed.ended && assignment.reserve) fmt::print("    nobody goes there before a place on the list comes free\n");
}

Result<assignment::Pool> pool_of(ports::BackEnd& back_end, MunicipalityCode municipality) {
  const auto lane = lane_of(back_end, flow::assignment, flow::MunicipalityKey{municipality});
  TIJDIG_TRY(const auto wire, load_one(back_end, lane, assignment::pool_key(municipality)));
  return wire ? runtime::read_kept<assignment::Pool>(*wire) : assignment::Pool{};
}

Result<Listed> as_of_today(ports::BackEnd& back_end, const assignment::Pool& pool, Assignment assignment) {
  const CaseId id = assignment.enriched.id;
  const MunicipalityCode municipality = assignment.enriched.match.municipality;
  const auto lane = lane_of(back_end, flow::outcome_tracker, flow::HouseholdKey{municipality, id.household});
  TIJDIG_TRY(const auto wire, load_one(back_end, lane, outcome_tracker::case_key(municipality, id)));
  if (!wire) {
    const bool waits = std::find(pool.reserves.begin(), pool.reserves.end(), id) != pool.reserves.end();
    return Listed{std::move(assignment), "reserve", !waits, ""};
  }
  TIJDIG_TRY(outcome_tracker::CaseFile file, runtime::read_kept<outcome_tracker::CaseFile>(*wire));
  const bool ended = file.status == outcome_tracker::Status::closed;
  std::string stop(ended ? std::string_view() : outcome_tracker::reason_to_stop(file));
  return Listed{std::move(file.assignment), std::string(outcome_tracker::name_of(file.status)), ended, std::move(stop)};
}

// Each case once, in the order in which it was first listed.
Result<std::vector<Listed>> read_walk_list(const WalkListOptions& options) {
  TIJDIG_TRY(auto back_end, open_to_read(options));
  TIJDIG_TRY(const auto policies, policies_in(*back_end));
  std::vector<Listed> all;
  for (const policy::Policy& policy : policies) {
    TIJDIG_TRY(const assignment::Pool pool, pool_of(*back_end, policy.municipality));
    Outlet outlet(*back_end, flow::topics::walk_list, {policy.municipality});
    TIJDIG_TRY(auto made, outlet.read_new());
    std::set<CaseId> seen;
    for (Assignment& one : made) {
      if (!seen.insert(one.enriched.id).second) continue;
      TIJDIG_TRY(Listed listed, as_of_today(*back_end, pool, std::move(one)));
      if (options.all || !listed.ended) all.push_back(std::move(listed));
    }
  }
  return all;
}

}  // namespace

int walk_list(const WalkListOptions& options) {
  const auto listed = read_walk_list(options);
  if (!listed) return failed(listed.error());
  if (options.json) {
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (const Listed& one : *listed) out.push_back(json_of(one));
    fmt::print("{}\n", out.dump(2));
    return exit_done;
  }
  if (listed->empty()) fmt::print("nobody is to be visited{}\n", options.all ? "" : "; `--all` shows what ended");
  for (const Listed& one : *listed) print(one);
  return exit_done;
}

}  // namespace tijdig::commands
