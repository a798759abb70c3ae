// `tijdig walk-list`: for caseworkers, in words; as JSON for what they work with; as CSV to take along in a
// spreadsheet, fill in, and bring back as the file of the desk (docs/town-files.md).
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "libs/base/csv_cell.h"
#include "libs/domain/match_signals.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/listed.h"
#include "services/tijdig/store.h"

namespace tijdig::commands {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const std::vector<MatchedSignal>& arrears) {
  Json rows = Json::array();
  for (const MatchedSignal& signal : arrears)
    rows.push_back({{"partner", signal.partner.text()},
                    {"kind", ddas_text(signal.kind)},
                    {"amountCents", signal.amount.count()},
                    {"signalDate", signal.signal_date.to_string()},
                    {"crisis", signal.crisis}});
  return rows;
}

Json json_of(const Listed& listed) {
  const Assignment& assignment = listed.assignment;
  const Match& match = assignment.enriched.match;
  Json facts = Json::array();
  for (const EvidenceRow& fact : assignment.enriched.facts)
    facts.push_back({{"what", fact.what}, {"found", fact.found}});
  return {{"case", assignment.enriched.id.to_string()},
          {"status", listed.status},
          {"ended", listed.ended},
          {"nextStep", listed.next_step},
          {"knownSinceTheMatch", listed.known_since},
          {"assignedOn", assignment.assigned_on.to_string()},
          {"deadline", assignment.deadline.to_string()},
          {"rank", assignment.rank},
          {"reserve", assignment.reserve},
          {"team", assignment.team},
          {"address", door_of(assignment.enriched).reveal(Purpose::contact)},
          {"names", fmt::format("{}", fmt::join(names_of(match), ", "))},
          {"telephones", telephones_of(match)},
          {"arrears", json_of(arrears_of(match))},
          {"totalCents", current_debt(match).count()},
          {"reason", assignment.reason},
          {"facts", std::move(facts)}};
}

std::string words_of(const MatchedSignal& signal) {
  return fmt::format("{} EUR {} ({}{})", signal.partner.text(), signal.amount.to_string(), ddas_text(signal.kind),
                     signal.crisis ? ", crisis" : "");
}

void print(const Listed& listed) {
  const Assignment& assignment = listed.assignment;
  const Match& match = assignment.enriched.match;
  fmt::print("{}  {:3}  {}  {}  {}  {}\n    {}; help offered by {}\n", assignment.assigned_on.to_string(),
             assignment.rank, assignment.enriched.id.to_string(), listed.status,
             door_of(assignment.enriched).reveal(Purpose::contact), fmt::join(names_of(match), ", "), assignment.reason,
             assignment.deadline.to_string());
  if (!listed.known_since.empty()) fmt::print("    STOP, known since the match: {}\n", listed.known_since);
  if (!listed.next_step.empty()) fmt::print("    next: {}\n", listed.next_step);
  std::vector<std::string> arrears;
  for (const MatchedSignal& signal : arrears_of(match)) arrears.push_back(words_of(signal));
  fmt::print("    owed: {}; together EUR {}\n", fmt::join(arrears, ", "), current_debt(match).to_string());
  if (const auto numbers = telephones_of(match); !numbers.empty())
    fmt::print("    telephone: {}\n", fmt::join(numbers, ", "));
  for (const EvidenceRow& fact : assignment.enriched.facts) fmt::print("    {}: {}\n", fact.what, fact.found);
  if (!listed.ended && assignment.reserve) fmt::print("    nobody goes there before a place on the list comes free\n");
}

// The columns of the desk's file first, empty but for the case number.
constexpr std::string_view csv_header =
    "zaaknummer;datum;soort;bereikt;dagdeel;flyer;resultaat;oorzaken;samenstelling;andereproblemen;"
    "team;toegewezen;plaats;stand;stop;volgendestap;aanbodvoor;adres;namen;telefoons;achterstanden;totaaleuro;nagaan\n";

std::string csv_line(const Listed& listed) {
  const Assignment& assignment = listed.assignment;
  const Match& match = assignment.enriched.match;
  std::vector<std::string> arrears, facts;
  for (const MatchedSignal& signal : arrears_of(match)) arrears.push_back(words_of(signal));
  for (const EvidenceRow& fact : assignment.enriched.facts)
    facts.push_back(fmt::format("{}: {}", fact.what, fact.found));
  std::string line = assignment.enriched.id.to_string() + ";;;;;;;;;";
  for (const std::string& text :
       {assignment.team, assignment.assigned_on.to_string(), std::to_string(assignment.rank), listed.status,
        listed.known_since, listed.next_step, assignment.deadline.to_string(),
        door_of(assignment.enriched).reveal(Purpose::contact), fmt::format("{}", fmt::join(names_of(match), ", ")),
        fmt::format("{}", fmt::join(telephones_of(match), ", ")), fmt::format("{}", fmt::join(arrears, ", ")),
        current_debt(match).to_string(), fmt::format("{}", fmt::join(facts, "; "))})
    line.append(";").append(spreadsheet_cell(text, ';'));
  return line + "\n";
}

void print_csv(const std::vector<Listed>& listed) {
  fmt::print("{}", csv_header);
  for (const Listed& one : listed) fmt::print("{}", csv_line(one));
}

void print_json(const std::vector<Listed>& listed) {
  Json out = Json::array();
  for (const Listed& one : listed) out.push_back(json_of(one));
  fmt::print("{}\n", out.dump(2));
}

void print_text(const std::vector<Listed>& listed, bool all) {
  if (listed.empty()) fmt::print("nobody is to be visited{}\n", all ? "" : "; `--all` shows what ended");
  for (const Listed& one : listed) print(one);
}

Result<std::vector<Listed>> listed_now(const WalkListOptions& options) {
  TIJDIG_TRY(auto back_end, open_to_read(options));
  TIJDIG_TRY(const auto policies, policies_in(*back_end));
  TIJDIG_TRY(std::vector<Listed> all, read_walk_list(*back_end, policies));
  if (!options.all) std::erase_if(all, [](const Listed& one) { return one.ended; });
  return all;
}

}  // namespace

int walk_list(const WalkListOptions& options) {
  if (options.format != "text" && options.format != "json" && options.format != "csv")
    return failed(Error::refused("--format: text, json or csv"));
  const auto listed = listed_now(options);
  if (!listed) return failed(listed.error());
  if (options.format == "json")
    print_json(*listed);
  else if (options.format == "csv")
    print_csv(*listed);
  else
    print_text(*listed, options.all);
  return exit_done;
}

}  // namespace tijdig::commands
