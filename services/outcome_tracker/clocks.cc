#include "services/outcome_tracker/clocks.h"

#include <fmt/format.h>

#include <algorithm>

#include "libs/domain/working_days.h"

namespace tijdig::outcome_tracker {

std::optional<Date> closes_on(const CaseFile& file, const policy::ClosingRules& rules) {
  if (file.status == Status::closed) return std::nullopt;
  Date start = file.status == Status::in_contact ? file.last_contact : file.assignment.assigned_on;
  if (file.renewed_on) start = std::max(start, *file.renewed_on);
  return plus_working_days(start, rules.no_contact_working_days);
}

std::string next_step(const CaseFile& file, const policy::ContactRules& rules, YearMonth month) {
  if (file.status == Status::closed) return "";
  if (file.status == Status::in_contact) return "agree on help and record the result";
  if (file.attempts < rules.visits_max) return fmt::format("visit {} of {}", file.attempts + 1, rules.visits_max);
  if (rules.telephone_from && month >= *rules.telephone_from) return "telephone";
  if (rules.flyer_after_last_visit) return "leave a flyer with a handwritten note";
  return "wait for the clock";
}

}  // namespace tijdig::outcome_tracker
