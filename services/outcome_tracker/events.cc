#include "services/outcome_tracker/events.h"

#include <algorithm>

#include "libs/domain/approach_ends.h"

namespace tijdig::outcome_tracker {
namespace {

// By the household itself, in a case of before: the register does not take that back.
bool was_said(std::string_view code) {
  return code == approach_ends::recently_refused.code || code == approach_ends::repeated.code;
}

void change(CaseFile& file, const AttemptMade& made) {
  ++file.attempts;
  if (!made.attempt.reached) return;
  file.ever_reached = true;
  file.last_contact = std::max(file.last_contact, made.day);
}

void change(CaseFile& file, const CaseChecked& checked) {
  EnrichedCase& enriched = file.assignment.enriched;
  enriched.now_at = checked.now.now_at;
  enriched.secrecy = checked.now.secrecy;
  enriched.residents = checked.now.residents;
  enriched.facts = checked.now.facts;
  enriched.answered = checked.now.answered;
  if (!checked.ended.empty() || !was_said(file.stay_away)) file.stay_away = checked.ended;
}

void change(CaseFile& file, const SignalsHeard& heard) {
  if (heard.count_again && file.stay_away == approach_ends::signals_withdrawn.code) file.stay_away.clear();
  if (heard.has_new_crisis && was_said(file.stay_away)) file.stay_away.clear();
  if (heard.deadline) file.assignment.deadline = *heard.deadline;
  file.renewed_on = std::max(file.renewed_on, heard.renewed_on);
}

void change(CaseFile& file, const GoneOnHere& here) {
  EnrichedCase& enriched = file.assignment.enriched;
  if (here.household) enriched.match.household = *here.household;
  if (here.lives_at && enriched.match.address != *here.lives_at) {
    enriched.match.address = *here.lives_at;
    enriched.now_at.reset();
  }
  if (here.is_alone) file.two_in_contact = false;
  file.attempts += here.attempts;
  for (const auto* signals : {&here.taken_over, &here.reported_there})
    file.taken_over.insert(file.taken_over.end(), signals->begin(), signals->end());
  std::sort(file.taken_over.begin(), file.taken_over.end());
}

void change(CaseFile& file, const Closing& closing) {
  file.result = closing.given;
  if (closing.goes_on_as) file.goes_on_as = closing.goes_on_as;
}

void change(CaseFile& file, const HistoryLine& line) {
  file.history.push_back(line);
  file.status = line.to;
}

}  // namespace

CaseFile evolve(CaseFile file, const Events& events) {
  if (events.entry) file.entries.insert(*events.entry);
  if (events.attempt) change(file, *events.attempt);
  if (events.unlinked.undone) file.undone.push_back(*events.unlinked.undone);
  for (const LinkUndone& told : events.breaches) std::erase(file.undone, told);
  if (events.newer_match) file.assignment.enriched.match = *events.newer_match;
  if (events.looked_up) change(file, *events.looked_up);
  change(file, events.heard);
  if (events.two_in_contact) file.two_in_contact = true;
  change(file, events.gone_on_here);
  if (events.closing) change(file, *events.closing);
  for (const HistoryLine& line : events.transitions) change(file, line);
  return file;
}

}  // namespace tijdig::outcome_tracker
