// Cases and rules for the tests of this room.
//
//   CaseFile file = fresh_file();                  // assigned on 2018-10-25: rent and water, EUR 350 and EUR 120
//   file = after(file, visit(1, Date(2018, 11, 2), false));
//
// Header only; test programs. What should not fail ends the program.
#pragma once

#include <string>

#include "services/outcome_tracker/decide.h"

namespace tijdig::outcome_tracker {

inline const MunicipalityCode zoetermeer = MunicipalityCode::from_number(637);

inline Hash128 hash_of(std::uint8_t number) {
  Hash128 hash{};
  hash[0] = number;
  return hash;
}

inline policy::Policy test_rules() {
  policy::Policy policy;
  policy.municipality = zoetermeer;
  policy.contact.visits_max = 2;
  policy.contact.telephone_from = YearMonth(2019, 5);
  policy.closing.no_contact_working_days = 30;
  policy.closing.no_contact_code = "no_contact";
  policy.results = {{"refuses", "wil niet geholpen worden", EndResult::solves_it_alone, true, false},
                    {"advice", "informatie en advies", EndResult::advice_or_quick_fix, false, true},
                    {"no_contact", "geen contact/onbekend", EndResult::no_contact, false, false}};
  policy.causes = {"adjustment", "survival"};
  policy.compositions = {"single"};
  policy.other_problems = {"physical"};
  return policy;
}

inline MatchedSignal owing(std::uint8_t number, const char* partner, PartnerKind kind, std::int64_t euros) {
  MatchedSignal signal;
  signal.id = SignalId::from_hash(hash_of(number));
  signal.partner = *PartnerId::parse(partner);
  signal.kind = kind;
  signal.month = YearMonth(2018, 10);
  signal.signal_date = Date(2018, 10, 3);
  signal.received = Date(2018, 10, 5);
  signal.amount = Cents::euros(euros);
  return signal;
}

inline Assignment test_assignment(std::uint8_t household = 1) {
  Assignment assignment;
  EnrichedCase& enriched = assignment.enriched;
  enriched.id = {HouseholdId::from_hash(hash_of(household)), YearMonth(2018, 10)};
  enriched.facts = {{"register", "lives here", 0}};
  enriched.match.id = MatchId::from_hash(hash_of(household));
  enriched.match.municipality = zoetermeer;
  enriched.match.household = enriched.id.household;
  enriched.match.address = {*Postcode::parse("2711AB"), *HouseNumber::parse("12", "", "")};
  enriched.match.month = YearMonth(2018, 10);
  enriched.match.matched_on = Date(2018, 10, 25);
  enriched.match.signals = {owing(1, "vestia", PartnerKind::rent, 350), owing(2, "dunea", PartnerKind::water, 120)};
  enriched.match.evidence = {{"surname", "equal", 4200}, {"window", "2 partners in 2018-10", 0}};
  enriched.match.policy_version = "0123456789abcdef";
  Person person;
  person.surname = PrivateText("Voorbeeldsma");
  enriched.match.persons = {person};
  assignment.policy_version = "fedcba9876543210";
  assignment.team = "EMMA";
  assignment.assigned_on = Date(2018, 10, 25);
  assignment.deadline = Date(2018, 11, 2);
  assignment.rank = 3;
  assignment.reason = "2 partners (water and wonen), same_month in 2018-10";
  return assignment;
}

inline CaseFile fresh_file() {
  CaseFile file;
  file.assignment = test_assignment();
  return file;
}

inline DeskEntry entry_for(std::uint8_t number, Date day) {
  DeskEntry entry;
  entry.entry = hash_of(number);
  entry.id = test_assignment().enriched.id;
  entry.municipality = zoetermeer;
  entry.day = day;
  return entry;
}

inline DeskEntry visit(std::uint8_t number, Date day, bool reached) {
  DeskEntry entry = entry_for(number, day);
  entry.attempt = ContactAttempt{ContactKind::home_visit, reached, DayPart::evening, false};
  return entry;
}

inline DeskEntry result(std::uint8_t number, Date day, const char* code) {
  DeskEntry entry = entry_for(number, day);
  entry.result = CaseResult{code, {}, "", {}};
  return entry;
}

inline CaseFile after(const CaseFile& file, const DeskEntry& entry) {
  const auto events = decide(file, entry, test_rules());
  TIJDIG_CHECK(events.has_value());
  return evolve(file, *events);
}

}  // namespace tijdig::outcome_tracker
