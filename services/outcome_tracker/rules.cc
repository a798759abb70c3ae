#include "services/outcome_tracker/rules.h"

#include <algorithm>

namespace tijdig::outcome_tracker {

std::string_view reason_to_stop(const CaseFile& file) {
  if (!file.stay_away.empty()) return file.stay_away;
  return file.two_in_contact ? approach_ends::merged.code : std::string_view();
}

Status apply(Status from, Trigger trigger, Date day, std::vector<HistoryLine>& history) {
  const std::optional<Status> to = next_status(from, trigger);
  TIJDIG_CHECK(to.has_value());
  history.push_back({day, trigger, from, *to});
  return *to;
}

EndResult clock_result(const CaseFile& file) {
  return file.ever_reached ? EndResult::no_reaction_after_contact : EndResult::no_contact;
}

Closing closed_by(const ApproachEnd& end, const CaseFile& file, Date day) {
  Closing closing;
  closing.day = day;
  closing.without_attempt = file.attempts == 0;
  closing.local_code = end.code;
  closing.result = end.result;
  closing.given = CaseResult{std::string(end.code), {}, "", {}};
  return closing;
}

bool asks_for_a_visit(const MatchedSignal& signal, const Match& known) {
  if (!signal.current) return false;
  const auto& before = known.signals;
  const bool knows_partner = std::any_of(
      before.begin(), before.end(), [&](const MatchedSignal& earlier) { return earlier.partner == signal.partner; });
  return !knows_partner || is_new_crisis(signal, known);
}

bool is_new_crisis(const MatchedSignal& signal, const Match& known) {
  if (!signal.current || !signal.crisis) return false;
  return std::none_of(known.signals.begin(), known.signals.end(),
                      [&](const MatchedSignal& earlier) { return earlier.crisis && earlier.id == signal.id; });
}

}  // namespace tijdig::outcome_tracker
