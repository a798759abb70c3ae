#include <fmt/format.h>

#include "libs/runtime/days.h"
#include "services/outcome_tracker/explain.h"
#include "services/outcome_tracker/processor.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/embedded.h"

namespace tijdig::commands {
namespace {

Result<std::string> explanation(const ExplainOptions& options) {
  TIJDIG_TRY(const CaseId id, CaseId::parse(options.case_number));
  TIJDIG_TRY(auto back_end, open_to_read(options.data));
  TIJDIG_TRY(const auto policies, policies_in(*back_end));
  for (const policy::Policy& policy : policies) {
    const Bytes home = flow::key_bytes(flow::HouseholdKey{policy.municipality, id.household});
    const ports::Lane lane{flow::outcome_tracker.id, flow::partition_of(home, back_end->partitions())};
    const std::vector<Bytes> keys{outcome_tracker::case_key(policy.municipality, id),
                                  runtime::day_key(policy.municipality)};
    std::vector<std::optional<Bytes>> values;
    TIJDIG_DO(back_end->load(lane, keys, values));
    if (!values[0]) continue;
    TIJDIG_TRY(const auto file, outcome_tracker::decode_case_file(*values[0]));
    const Date as_of = values[1] ? runtime::day_of(*values[1]) : file.assignment.assigned_on;
    return options.json ? outcome_tracker::explain_json(file, policy, as_of)
                        : outcome_tracker::explain_text(file, policy, as_of);
  }
  return Error::refused("there is no case with this number; `tijdig walk-list` shows the numbers");
}

}  // namespace

int explain(const ExplainOptions& options) {
  const auto text = explanation(options);
  if (!text) return failed(text.error());
  fmt::print("{}{}", *text, text->empty() || text->back() != '\n' ? "\n" : "");
  return exit_done;
}

}  // namespace tijdig::commands
