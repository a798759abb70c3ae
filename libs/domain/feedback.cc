#include "libs/domain/feedback.h"

namespace tijdig {

Feedback feedback_on(const MatchedSignal& signal, const Match& match, Date day, EndResult result) {
  Feedback feedback;
  feedback.municipality = match.municipality;
  feedback.partner = signal.partner;
  feedback.signal = signal.id;
  feedback.day = day;
  feedback.ddas_result = std::string(ddas_text(result));
  return feedback;
}

std::vector<Feedback> feedback_on_current(const Match& match, Date day, EndResult result) {
  std::vector<Feedback> told;
  for (const MatchedSignal& signal : match.signals)
    if (signal.current) told.push_back(feedback_on(signal, match, day, result));
  return told;
}

}  // namespace tijdig
