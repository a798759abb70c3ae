#include "services/outcome_tracker/lifecycle_markdown.h"

#include <fmt/format.h>

#include "libs/base/check.h"
#include "libs/domain/approach_ends.h"
#include "services/outcome_tracker/lifecycle.h"

namespace tijdig::outcome_tracker {
namespace {

std::string_view meaning_of(Status status) {
  switch (status) {
    case Status::on_list:
      return "on the walk list; nobody has tried yet";
    case Status::trying:
      return "tried, nobody reached";
    case Status::in_contact:
      return "somebody was reached; no result yet";
    case Status::closed:
      return "has its end result";
    case Status::count_:
      break;
  }
  TIJDIG_CHECK(false);
}

std::string_view meaning_of(Trigger trigger) {
  switch (trigger) {
    case Trigger::not_reached:
      return "an attempt without contact";
    case Trigger::reached:
      return "an attempt with contact";
    case Trigger::result_given:
      return "a caseworker gave the end result";
    case Trigger::window_elapsed:
      return "the clock of policy `closing` ran out";
    case Trigger::link_undone:
      return "what is left without a link that a person undid is no match";
    case Trigger::approach_ended:
      return "it became known that nobody should go there; the reasons stand below";
    case Trigger::merged:
      return "its household became one with another, whose case goes on";
    case Trigger::count_:
      break;
  }
  TIJDIG_CHECK(false);
}

template <class Enum>
std::string meanings(std::string_view heading) {
  std::string out = fmt::format("| {} | meaning |\n|---|---|\n", heading);
  for (unsigned char i = 0; i < static_cast<unsigned char>(Enum::count_); ++i)
    out += fmt::format("| `{}` | {} |\n", name_of(static_cast<Enum>(i)), meaning_of(static_cast<Enum>(i)));
  return out;
}

// By rule, and not because a caseworker said so or a clock ran out: what approach_ends.h declares, but for those that
// are triggers of their own.
std::string reasons_to_end() {
  std::string out = "| reason | in the report | what partners hear |\n|---|---|---|\n";
  for (const ApproachEnd& end : approach_ends::all)
    if (end.code != approach_ends::link_undone.code && end.code != approach_ends::merged.code)
      out += fmt::format("| `{}` | {} | {} |\n", end.code, end.label, ddas_text(end.result));
  return out;
}

constexpr std::string_view how_it_ends = R"(
## How a case ends

- **A result** that a caseworker gave: at once, also one that corrects an earlier result.
- **The clock** of policy `closing` (30 working days in Zoetermeer, L18), counted from the walk list, or from the last
  contact once somebody was reached. It begins anew when an open case gets a crisis signal, or a partner, that it did
  not know. Rules that come into force later reach an open case on the day its clock was set to.
- **A link undone** (ADR 0010), when fewer partners are left than a match needs; also when somebody was spoken with.
- **Merged**: two households that become one have one case, the one with which somebody came farther. It goes on with
  all signals of both. Where somebody was spoken with in both, both stay open, say STOP, and a caseworker decides (ADR
  0018).
- **The approach ended** (ADR 0017): it became known that nobody should go there, for one of the reasons below. Where
  somebody was spoken with, the case stays open, says STOP, and a caseworker decides.

)";

constexpr std::string_view after_the_end = R"(
A caseworker's entry for a closed case is kept as a fact, but for one of a day after its case was merged: that belongs
to the case that goes on (`case_merged`).

A match that never came onto the walk list has no life here. Enrichment ends it with a reason of its own
(docs/rules.md), assignment with `quota_full`, `reserve_not_needed` or `newer_match`.
)";

}  // namespace

std::string lifecycle_markdown() {
  std::string out =
      "# The life of a case\n\n"
      "Made from `services/outcome_tracker/lifecycle.h` by `lifecycle_markdown()`; a test keeps it equal. Change the "
      "table\n"
      "there, not here.\n\n"
      "```mermaid\nstateDiagram-v2\n";
  out += fmt::format("  [*] --> {}\n", name_of(Status::on_list));
  for (const Transition& row : lifecycle)
    out += fmt::format("  {} --> {}: {}\n", name_of(row.from), name_of(row.to), name_of(row.trigger));
  out += "```\n\n" + meanings<Status>("status") + "\n" + meanings<Trigger>("trigger");
  out += "\n| from | trigger | to |\n|---|---|---|\n";
  for (const Transition& row : lifecycle)
    out += fmt::format("| `{}` | `{}` | `{}` |\n", name_of(row.from), name_of(row.trigger), name_of(row.to));
  return out.append(how_it_ends).append(reasons_to_end()).append(after_the_end);
}

}  // namespace tijdig::outcome_tracker
