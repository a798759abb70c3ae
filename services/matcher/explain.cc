#include "services/matcher/explain.h"

#include <fmt/format.h>

#include <set>

#include "services/matcher/window.h"

namespace tijdig::matcher {
namespace {

constexpr std::size_t members_spelled_out = 2;

bool is_worth_telling(const EvidenceRow& row) {
  return row.weight != 0 || row.what == "surname" || row.what == "initials" || row.what == "birth date" ||
         row.what == "review" || row.what == "posterior" || row.what == "veto";
}

void add_comparison(const std::vector<EvidenceRow>& rows, const std::string& who, std::vector<EvidenceRow>& into) {
  for (const EvidenceRow& row : rows)
    if (is_worth_telling(row)) into.push_back({row.what + ", " + who, row.found, row.weight});
}

EvidenceRow window_row(const Match& match, const Run& run) {
  std::set<PartnerId> this_month, window;
  for (const MatchedSignal& signal : match.signals) {
    window.insert(signal.partner);
    if (signal.month == match.month) this_month.insert(signal.partner);
  }
  const auto partners = [](std::size_t count) {
    return fmt::format("{} {}", count, count == 1 ? "partner" : "partners");
  };
  const std::string month = match.month.to_string();
  switch (match.match_class) {
    case MatchClass::same_month:
      return {"window", fmt::format("{} in {}", partners(this_month.size()), month), 0};
    case MatchClass::consecutive:
      return {"window",
              fmt::format("{} from {} to {}, {} of them in the last month", partners(window.size()),
                          window_start(match.month, run.rules).to_string(), month, this_month.size()),
              0};
    case MatchClass::by_policy:
    case MatchClass::count_:
      break;
  }
  TIJDIG_CHECK(match.match_class == MatchClass::by_policy);
  return {"window", "one signal in " + month + ", enough by policy: crisis or amount", 0};
}

EvidenceRow partners_row(const Match& match) {
  std::set<std::string> names;
  for (const MatchedSignal& signal : match.signals) names.insert(signal.partner.text());
  return {"partners", fmt::format("{}", fmt::join(names, ", ")), 0};
}

}  // namespace

std::string in_bits(names::MilliBits weight) { return ratio_text(weight, 1000, 1, false) + " bits"; }

std::vector<EvidenceRow> explain_match(const AddressState& state, const Group& group, const Match& match,
                                       const Run& run, const Linker& linker) {
  std::vector<EvidenceRow> rows{window_row(match, run), partners_row(match)};
  std::size_t late = 0;
  for (const Member& member : group.members)
    for (const KeptSignal& signal : state.lines[member.line].signals)
      if (signal.late && signal.month() >= window_start(match.month, run.rules) && signal.month() <= match.month)
        ++late;
  if (late > 0) rows.push_back({"late", fmt::format("{} signals came after the run of their own month", late), 0});
  const bool by_register = !group.anchor().rows.empty();
  if (group.members.size() > 1 || by_register)
    rows.push_back(
        {"model", fmt::format("{}; {}; the address itself adds nothing", linker.version(), linker.bounds()), 0});
  const std::string& anchor = state.lines[group.anchor().line].partner.text();
  std::size_t told = 0;
  for (const Member& member : group.members) {
    if (member.rows.empty() || told++ >= members_spelled_out) continue;
    const std::string& partner = state.lines[member.line].partner.text();
    const std::string who = by_register ? partner : partner + " with " + anchor;
    rows.push_back({"one household, " + who, in_bits(member.weight), 0});
    add_comparison(member.rows, who, rows);
  }
  if (told > members_spelled_out)
    rows.push_back({"one household, others",
                    fmt::format("{} more customers, each linked to the same {}", told - members_spelled_out,
                                by_register ? "household of the register" : "anchor"),
                    0});
  return rows;
}

std::vector<EvidenceRow> explain_doubt(const AddressState& state, const Grouping& grouping, const Doubt& doubt,
                                       const Run& run, const Linker& linker) {
  const std::string who = state.lines[grouping.groups[doubt.right].anchor().line].partner.text() + " with " +
                          state.lines[grouping.groups[doubt.left].anchor().line].partner.text();
  std::vector<EvidenceRow> rows{
      {"question", "one household or two? Together they would match in " + run.month.to_string(), 0},
      {"model", fmt::format("{}; {}", linker.version(), linker.bounds()), 0},
      {"one household, " + who, in_bits(doubt.weight), 0}};
  add_comparison(doubt.rows, who, rows);
  return rows;
}

}  // namespace tijdig::matcher
