#include "tests/scenarios/happenings.h"

#include <fmt/format.h>

#include <algorithm>

namespace tijdig::scenarios {
namespace {

namespace topics = flow::topics;

std::string signals_of(const Match& match) {
  std::string text;
  for (const MatchedSignal& signal : match.signals) {
    if (!signal.current) continue;
    text += (text.empty() ? "" : ", ") + signal.partner.text() + " " + signal.amount.to_string();
    if (signal.month != match.month) text += " of " + signal.month.to_string();
  }
  return text;
}

// A long reason goes on in a second line.
std::string wrapped(std::string reason) {
  constexpr std::size_t columns = 106;
  if (reason.size() <= columns) return reason;
  const std::size_t at = reason.rfind("; ", columns);
  return at == std::string::npos ? reason : reason.replace(at, 2, ";\n          ");
}

}  // namespace

// The harness lets every record stand in the log twice; outlets may therefore hold copies, which say nothing new.
template <class Key, class Message>
std::vector<Message> Happenings::fresh(const flow::Topic<Key, Message>& topic) {
  std::vector<Message> messages;
  std::vector<Bytes>& seen = seen_[topic.info.id];
  for (const ports::InRecord& record : flow_.records_on(topic.info.id)) {
    if (std::find(seen.begin(), seen.end(), record.value) != seen.end()) continue;
    seen.push_back(record.value);
    auto message = codec::decode<Message>(record.value);
    TIJDIG_CHECK(message.has_value());
    messages.push_back(*std::move(message));
  }
  return messages;
}

void Happenings::say(const std::string& what, const std::string& about) {
  lines_.push_back(fmt::format("{:<10} {}", what, about));
}

std::string Happenings::name_of(const HouseholdId& household) const {
  const auto known = households_.find(household);
  return known == households_.end() ? "unknown household" : known->second;
}

void Happenings::look(const Match& match) {
  const std::string address = match.address.reveal(Purpose::synthetic);
  households_[match.household] =
      fmt::format("{}, {}", match.persons.front().surname.reveal(Purpose::synthetic), address);
  matches_[match.id] = match.household;
  for (const MatchedSignal& signal : match.signals) signals_[signal.id] = match.household;
  const std::string when =
      fmt::format("{}: {} in {}", name_of(match.household), code_of(match.match_class), match.month.to_string());
  const std::string signals = signals_of(match);
  say("match", fmt::format("{}{}by {}", when, when.size() + signals.size() > 104 ? "\n  " : " ", signals));
}

void Happenings::look(const Assignment& made) {
  const std::string address = door_of(made.enriched).reveal(Purpose::synthetic);
  cases_[address] = made.enriched.id;
  const std::string name = name_of(made.enriched.id.household);
  const std::string moved = name.ends_with(address) ? "" : ", now at " + address;
  say(made.reserve ? "reserve" : "walk list",
      fmt::format("{}{}: {}, place {}, offer help by {}\n{:4}because {}", name, moved, made.team, made.rank,
                  made.deadline.to_string(), "", wrapped(made.reason)));
  for (const EvidenceRow& fact : made.enriched.facts)
    if (fact.found.find("check by hand") != std::string::npos) say("note", name + ": " + fact.what + " " + fact.found);
}

void Happenings::look(const CaseChecked& checked) {
  const EnrichedCase& now = checked.now;
  std::vector<std::string> more;
  if (!checked.ended.empty()) more.push_back("do not go: " + checked.ended);
  if (now.now_at) more.push_back("now at " + now.now_at->reveal(Purpose::synthetic));
  if (now.secrecy) more.push_back("secret address");
  const std::string& register_says = now.facts.front().found;
  const std::string then = fmt::format("{}", fmt::join(more, ", "));
  const char* between = more.empty() ? "" : register_says.size() + then.size() > 85 ? ",\n      " : ", ";
  say("news", fmt::format("{}: {}{}{}", name_of(now.id.household), register_says, between, then));
}

void Happenings::look(const CaseStands& stands) {
  if (stands.household.is_set()) return;  // said before, and passed on to whom it concerns
  const bool spoken_with = stands.standing == CaseStanding::in_contact;
  say("case stays",
      fmt::format("{}: {}, though {} has a case", name_of(stands.id.household),
                  spoken_with ? "somebody was spoken with" : "somebody was there", name_of(stands.other.household)));
}

void Happenings::look(const CaseGoesOn& goes_on) {
  const std::string name = name_of(goes_on.id.household);
  if (goes_on.match)
    say("open case", name + ": its caseworker gets the signals of " + name_of(goes_on.other->household));
  else if (goes_on.is_alone)
    say("open case", name + ": the only one of its household");
  else if (goes_on.address)
    say("open case", name + ": its household lives at " + goes_on.address->reveal(Purpose::synthetic));
}

void Happenings::look(const ReviewTask& task) {
  questions_[task.address] = task;
  for (const EvidenceRow& row : task.evidence)
    if (row.what == "question") say("question", row.found);
}

void Happenings::look(const LateSignal& late) {
  say("late", late.partner.text() + ": a signal of " + late.month.to_string());
}

void Happenings::look(const BreachTask& task) {
  say("breach?", fmt::format("{}: link of {} undone after {} {}; report by {}", name_of(task.case_id.household),
                             task.partner.text(), task.attempts, task.attempts == 1 ? "attempt" : "attempts",
                             task.report_by.to_string()));
}

void Happenings::look(const DeliveryReceipt& receipt) {
  if (receipt.already_received) return;
  for (const RowReceipt& row : receipt.rows)
    for (const RowProblem& problem : row.problems)
      say("refused", fmt::format("{}: {} {}", receipt.partner.text(), problem.field, problem.reason));
}

void Happenings::look(const Feedback& feedback) {
  const auto household = signals_.find(feedback.signal);
  const std::string about = household == signals_.end() ? "a signal" : name_of(household->second);
  std::string pause;
  if (feedback.pause_ends) pause = ", collection paused until " + feedback.pause_ends->to_string();
  say("told", fmt::format("{} about {}: {}{}", feedback.partner.text(), about, feedback.ddas_result, pause));
}

void Happenings::look_at_facts() {
  for (const FactsMessage& fact : fresh(topics::facts)) {
    if (const auto* ended = std::get_if<MatchEnded>(&fact))
      say("ended", fmt::format("{}: {}", name_of(matches_[ended->match]), ended->reason));
    if (const auto* closed = std::get_if<CaseClosed>(&fact))
      say("closed", fmt::format("{}: {} on {}{}", name_of(closed->id.household), closed->local_code,
                                closed->day.to_string(), closed->by_clock ? ", by the clock" : ""));
  }
}

std::vector<std::string> Happenings::since_last_look() {
  lines_.clear();
  for (const DeliveryReceipt& receipt : fresh(topics::receipts)) look(receipt);
  for (const LateSignal& late : fresh(topics::late)) look(late);
  for (const MatchesMessage& message : fresh(topics::matches)) {
    if (const auto* match = std::get_if<Match>(&message)) look(*match);
    if (const auto* merged = std::get_if<HouseholdMerged>(&message))
      say("joined", name_of(merged->from) + ": one household with " + name_of(merged->into));
    if (const auto* stands = std::get_if<CaseStands>(&message)) look(*stands);
  }
  for (const ReviewTask& task : fresh(topics::review_tasks)) look(task);
  for (const WorkMessage& message : fresh(topics::work)) {
    if (const auto* updated = std::get_if<CaseUpdated>(&message))
      say("open case", name_of(updated->id.household) + ": its caseworker gets the new signals");
    if (const auto* checked = std::get_if<CaseChecked>(&message)) look(*checked);
    if (const auto* goes_on = std::get_if<CaseGoesOn>(&message)) look(*goes_on);
  }
  for (const Assignment& made : fresh(topics::walk_list)) look(made);
  look_at_facts();
  for (const BreachTask& task : fresh(topics::breach_tasks)) look(task);
  for (const Feedback& feedback : fresh(topics::feedback)) look(feedback);
  const std::size_t dead_letters = flow_.dead_letters();
  if (dead_letters != dead_letters_) say("dead", flow_.dead_letter_reasons());
  dead_letters_ = dead_letters;
  std::stable_sort(lines_.begin(), lines_.end());
  std::vector<std::string> single_lines;
  for (const std::string& line : lines_) {
    const std::size_t end = line.find('\n');
    single_lines.push_back(line.substr(0, end));
    if (end != std::string::npos) single_lines.push_back(line.substr(end + 1));
  }
  return single_lines;
}

CaseId Happenings::case_at(const std::string& address) const {
  const auto found = cases_.find(address);
  TIJDIG_CHECK(found != cases_.end());
  return found->second;
}

ReviewTask Happenings::question_at(AddressId address) const {
  const auto found = questions_.find(address);
  TIJDIG_CHECK(found != questions_.end());
  return found->second;
}

}  // namespace tijdig::scenarios
