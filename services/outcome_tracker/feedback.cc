#include "services/outcome_tracker/feedback.h"

namespace tijdig::outcome_tracker {

std::vector<Feedback> feedback_of(const Match& match, const Closing& closing, const policy::ContactRules& rules) {
  std::vector<Feedback> told;
  for (const MatchedSignal& signal : match.signals) {
    if (!signal.current) continue;
    Feedback feedback;
    feedback.municipality = match.municipality;
    feedback.partner = signal.partner;
    feedback.signal = signal.id;
    feedback.day = closing.day;
    feedback.ddas_result = std::string(ddas_text(closing.result));
    if (is_accepted_help(closing.result)) {
      feedback.collection_paused = true;
      feedback.pause_ends = closing.day.plus_days(rules.collection_pause_days);
    }
    told.push_back(std::move(feedback));
  }
  return told;
}

}  // namespace tijdig::outcome_tracker
