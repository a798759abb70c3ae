#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "services/tijdig/commands.h"
#include "services/tijdig/outlet.h"
#include "services/tijdig/shown.h"
#include "services/tijdig/store.h"

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

nlohmann::ordered_json json_of(const Assignment& assignment) {
  const Match& match = assignment.enriched.match;
  return {{"case", assignment.enriched.id.to_string()},
          {"assignedOn", assignment.assigned_on.to_string()},
          {"deadline", assignment.deadline.to_string()},
          {"rank", assignment.rank},
          {"reserve", assignment.reserve},
          {"team", assignment.team},
          {"address", match.address.reveal(Purpose::contact)},
          {"names", names_of(match)},
          {"reason", assignment.reason}};
}

Result<std::vector<Assignment>> read_walk_list(const StoreOptions& options) {
  TIJDIG_TRY(auto back_end, open_to_read(options));
  TIJDIG_TRY(const auto policies, policies_in(*back_end));
  std::vector<Assignment> all;
  for (const policy::Policy& policy : policies) {
    Outlet outlet(*back_end, flow::topics::walk_list, {policy.municipality});
    TIJDIG_TRY(auto listed, outlet.read_new());
    all.insert(all.end(), listed.begin(), listed.end());
  }
  return all;
}

}  // namespace

int walk_list(const DataOptions& options) {
  const auto listed = read_walk_list(options);
  if (!listed) return failed(listed.error());
  if (options.json) {
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (const Assignment& assignment : *listed) out.push_back(json_of(assignment));
    fmt::print("{}\n", out.dump(2));
    return exit_done;
  }
  for (const Assignment& assignment : *listed)
    fmt::print("{}  {:3}{}  {}  {}\n    {}; help offered by {}\n", assignment.assigned_on.to_string(), assignment.rank,
               assignment.reserve ? " reserve" : "", assignment.enriched.id.to_string(),
               assignment.enriched.match.address.reveal(Purpose::contact) + "  " + names_of(assignment.enriched.match),
               assignment.reason, assignment.deadline.to_string());
  return exit_done;
}

}  // namespace tijdig::commands
