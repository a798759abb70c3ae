#include "services/outcome_tracker/lifecycle_markdown.h"

#include <fmt/format.h>

#include "libs/base/check.h"
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
      return "without a link that a person undid it is no match";
    case Trigger::approach_ended:
      return "it became known that nobody should go there: died, left, opted out, helped already, signals withdrawn";
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
  out +=
      "\nA caseworker's entry for a closed case is kept as a fact, and a later result corrects the earlier one. The "
      "clock is\n"
      "30 working days in Zoetermeer (L18), counted from the walk list, or from the last contact once somebody was "
      "reached. It\n"
      "begins anew when an open case gets a crisis signal, or a partner, that it did not know.\n"
      "\nTwo households that become one have one case: the one with which somebody came farther goes on, with all "
      "signals "
      "of\n"
      "both. Where somebody was spoken with in both, both say STOP and a caseworker decides (ADR 0018).\n";
  return out;
}

}  // namespace tijdig::outcome_tracker
