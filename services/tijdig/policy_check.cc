#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "libs/base/read_file.h"
#include "libs/policy/policy.h"
#include "services/tijdig/commands.h"

namespace tijdig::commands {
namespace {

void print_json(const std::vector<policy::PolicyProblem>& problems, const std::string& version) {
  nlohmann::ordered_json out;
  out["version"] = version;
  out["problems"] = nlohmann::ordered_json::array();
  for (const policy::PolicyProblem& problem : problems)
    out["problems"].push_back({{"line", problem.line}, {"key", problem.key}, {"expected", problem.expected}});
  fmt::print("{}\n", out.dump(2));
}

}  // namespace

int policy_check(const PolicyCheckOptions& options) {
  const auto yaml = read_file(options.file);
  if (!yaml) return failed(yaml.error());
  std::vector<policy::PolicyProblem> problems;
  const auto rules = policy::parse_policy(*yaml, &problems);
  if (options.json) {
    print_json(problems, rules ? rules->version : "");
  } else if (rules) {
    fmt::print("{}: good; {} ({}), version {}\n", options.file.string(), rules->name, rules->municipality.to_string(),
               rules->version);
  } else {
    fmt::print(stderr, "{}:\n", options.file.string());
    for (const policy::PolicyProblem& problem : problems)
      fmt::print(stderr, "  line {}, {}: {}\n", problem.line, problem.key, problem.expected);
  }
  return rules ? exit_done : exit_nothing_taken;
}

}  // namespace tijdig::commands
