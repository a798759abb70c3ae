#include "services/outcome_tracker/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "libs/domain/approach_ends.h"
#include "libs/domain/match_signals.h"
#include "services/outcome_tracker/clocks.h"
#include "services/outcome_tracker/decide.h"
#include "services/outcome_tracker/rules.h"

namespace tijdig::outcome_tracker {
namespace {

using Json = nlohmann::ordered_json;

struct Ending {
  std::string code;
  std::string label;
  std::string ddas;
  bool by_clock = false;
};

std::optional<Ending> ending_of(const CaseFile& file, const policy::Policy& policy) {
  if (file.status != Status::closed) return std::nullopt;
  Ending ending;
  ending.by_clock = !file.result;
  ending.code = file.result ? file.result->local_code : policy.closing.no_contact_code;
  const policy::ResultCode* known = policy.result(ending.code);
  ending.label = known == nullptr ? ending.code : known->label;
  if (ending.by_clock || known != nullptr) {
    ending.ddas = std::string(ddas_text(ending.by_clock ? clock_result(file) : known->ddas));
  } else if (const ApproachEnd* end = approach_end(ending.code)) {
    ending.label = end->label;
    ending.ddas = std::string(ddas_text(end->result));
  }
  return ending;
}

// Of a closed case the result says it.
bool is_to_stop(const CaseFile& file) { return file.status != Status::closed && !reason_to_stop(file).empty(); }

bool is_overdue(const CaseFile& file, Date as_of) {
  return file.status != Status::closed && !file.ever_reached && file.assignment.deadline < as_of;
}

std::string signal_line(const MatchedSignal& signal) {
  return fmt::format("  {}  {:<24} EUR {:>10}  received {}{}{}\n", signal.signal_date.to_string(),
                     ddas_text(signal.kind), signal.amount.to_string(), signal.received.to_string(),
                     signal.crisis ? ", crisis" : "", signal.current ? "" : ", earlier: not counted");
}

std::string evidence_lines(const std::vector<EvidenceRow>& rows) {
  std::string out;
  for (const EvidenceRow& row : rows)
    out += fmt::format("  {}: {}{}\n", row.what, row.found,
                       row.weight == 0 ? "" : fmt::format(" ({:+} milli-bits)", row.weight));
  return out.empty() ? "  none\n" : out;
}

std::string state_lines(const CaseFile& file, const policy::Policy& policy, Date as_of) {
  const Assignment& assignment = file.assignment;
  std::string out =
      fmt::format("case {}: {}, on {}\n", assignment.enriched.id.to_string(), name_of(file.status), as_of.to_string());
  out += fmt::format("  team {}, place {} on the list of {}\n", assignment.team, assignment.rank,
                     assignment.assigned_on.to_string());
  out += fmt::format("  help must be offered by {}{}\n", assignment.deadline.to_string(),
                     is_overdue(file, as_of) ? ": OVERDUE" : "");
  if (const std::string step = next_step(file, policy.contact, as_of.month()); !step.empty())
    out += fmt::format("  next step: {}\n", step);
  if (const auto day = closes_on(file, policy.closing))
    out += fmt::format("  closes by itself at the end of {}\n", day->to_string());
  if (const auto ending = ending_of(file, policy))
    out += fmt::format("  result: {} ({}){}\n", ending->label, ending->ddas, ending->by_clock ? ", by the clock" : "");
  if (file.goes_on_as) out += fmt::format("  goes on as case {}\n", file.goes_on_as->to_string());
  if (file.result && !file.result->causes.empty())
    out += fmt::format("  causes: {}\n", fmt::join(file.result->causes, ", "));
  return out;
}

Json json_of(const std::vector<EvidenceRow>& rows) {
  Json out = Json::array();
  for (const EvidenceRow& row : rows)
    out.push_back({{"what", row.what}, {"found", row.found}, {"weightMillibits", row.weight}});
  return out;
}

Json json_of(const std::vector<MatchedSignal>& signals) {
  Json out = Json::array();
  for (const MatchedSignal& signal : signals)
    out.push_back({{"kind", code_of(signal.kind)},
                   {"amountCents", signal.amount.count()},
                   {"signalDate", signal.signal_date.to_string()},
                   {"received", signal.received.to_string()},
                   {"current", signal.current},
                   {"crisis", signal.crisis}});
  return out;
}

Json json_of(const std::vector<HistoryLine>& history) {
  Json out = Json::array();
  for (const HistoryLine& line : history)
    out.push_back({{"day", line.day.to_string()},
                   {"trigger", name_of(line.trigger)},
                   {"from", name_of(line.from)},
                   {"to", name_of(line.to)}});
  return out;
}

Json json_of(const std::optional<Ending>& ending, const CaseFile& file) {
  if (!ending) return nullptr;
  Json out{{"code", ending->code}, {"label", ending->label}, {"ddas", ending->ddas}, {"byClock", ending->by_clock}};
  const CaseResult given = file.result.value_or(CaseResult{});
  out["causes"] = given.causes;
  out["composition"] = given.composition;
  out["otherProblems"] = given.other_problems;
  return out;
}

}  // namespace

std::string explain_text(const CaseFile& file, const policy::Policy& policy, Date as_of) {
  const Match& match = file.assignment.enriched.match;
  std::string out;
  if (is_to_stop(file)) out += fmt::format("STOP, known since the match: {}\n\n", reason_to_stop(file));
  out += state_lines(file, policy, as_of);
  out +=
      fmt::format("\nwhy this household (policy {})\n  {}\n", file.assignment.policy_version, file.assignment.reason);
  out += fmt::format("\nevidence of the match (policy {})\n{}", match.policy_version, evidence_lines(match.evidence));
  out += fmt::format("\nwhat the registers said\n{}", evidence_lines(file.assignment.enriched.facts));
  out += "\nsignals\n";
  for (const MatchedSignal& signal : match.signals) out += signal_line(signal);
  out += fmt::format("  total of what counts: EUR {}\n", current_debt(match).to_string());
  out += fmt::format("\nhistory ({} attempts)\n", file.attempts);
  if (file.history.empty()) out += "  nothing yet\n";
  for (const HistoryLine& line : file.history)
    out += fmt::format("  {}  {:<14}  {} -> {}\n", line.day.to_string(), name_of(line.trigger), name_of(line.from),
                       name_of(line.to));
  return out;
}

std::string explain_json(const CaseFile& file, const policy::Policy& policy, Date as_of) {
  const Assignment& assignment = file.assignment;
  const Match& match = assignment.enriched.match;
  const std::string step = next_step(file, policy.contact, as_of.month());
  const auto closes = closes_on(file, policy.closing);
  Json out{{"case", assignment.enriched.id.to_string()},
           {"asOf", as_of.to_string()},
           {"status", name_of(file.status)},
           {"team", assignment.team},
           {"rank", assignment.rank},
           {"assignedOn", assignment.assigned_on.to_string()},
           {"deadline", assignment.deadline.to_string()},
           {"overdue", is_overdue(file, as_of)},
           {"reason", assignment.reason},
           {"assignedByPolicyVersion", assignment.policy_version},
           {"matchClass", code_of(match.match_class)},
           {"policyVersion", match.policy_version},
           {"attempts", file.attempts},
           {"totalCents", current_debt(match).count()}};
  out["nextStep"] = step.empty() ? Json() : Json(step);
  out["closesOn"] = closes ? Json(closes->to_string()) : Json();
  if (is_to_stop(file)) out["knownSinceTheMatch"] = reason_to_stop(file);
  if (file.goes_on_as) out["goesOnAs"] = file.goes_on_as->to_string();
  out["result"] = json_of(ending_of(file, policy), file);
  out["evidence"] = json_of(match.evidence);
  out["facts"] = json_of(assignment.enriched.facts);
  out["signals"] = json_of(match.signals);
  out["history"] = json_of(file.history);
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tijdig::outcome_tracker
