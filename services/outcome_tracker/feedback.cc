#include "services/outcome_tracker/feedback.h"

#include <tuple>

#include "libs/domain/feedback.h"

namespace tijdig::outcome_tracker {
namespace {

// No signal of this partner counts more: none is current, or this is the last of the earlier ones.
bool speaks_for_its_partner(const MatchedSignal& signal, const std::vector<MatchedSignal>& all) {
  if (signal.current) return true;
  for (const MatchedSignal& other : all) {
    if (other.partner != signal.partner || other.id == signal.id) continue;
    if (other.current || std::tie(other.signal_date, other.id) > std::tie(signal.signal_date, signal.id)) return false;
  }
  return true;
}

}  // namespace

std::vector<Feedback> feedback_of(const Match& match, const Closing& closing, const policy::ContactRules& rules) {
  std::vector<Feedback> told;
  for (const MatchedSignal& signal : match.signals) {
    if (!speaks_for_its_partner(signal, match.signals)) continue;
    Feedback feedback = feedback_on(signal, match, closing.day, closing.result);
    if (is_accepted_help(closing.result)) {
      feedback.collection_paused = true;
      feedback.pause_ends = closing.day.plus_days(rules.collection_pause_days);
    }
    told.push_back(std::move(feedback));
  }
  return told;
}

}  // namespace tijdig::outcome_tracker
