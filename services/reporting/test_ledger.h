// A town small enough to count by hand: ten signals, three matches, three cases.
//
//   Report report = build_report(small_ledger(), small_policy());
//
// Case A (September): Vestia 500.00 and Menzis 250.50; flyer, then contact; solves it alone after nine days.
// Case B (October): Vestia 300 and Dunea 100; one visit without contact; closed by the clock after 42 days.
// Case C (October): Vestia 60, Menzis 80 and Dunea 20; nobody has been there yet.
// Header only; test programs.
#pragma once

#include "services/reporting/tables.h"

namespace tijdig::reporting {

inline const MunicipalityCode zoetermeer = MunicipalityCode::from_number(637);
inline const YearMonth september(2018, 9);
inline const YearMonth october(2018, 10);

inline PartnerId partner(const char* slug) { return *PartnerId::parse(slug); }

inline policy::Policy small_policy() {
  policy::Policy policy;
  policy.municipality = zoetermeer;
  policy.name = "Zoetermeer";
  const auto add = [&](const char* slug, const char* name, PartnerKind kind) {
    policy::Partner one;
    one.id = partner(slug);
    one.name = name;
    one.kind = kind;
    policy.partners.push_back(one);
  };
  add("vestia", "Vestia", PartnerKind::rent);
  add("menzis", "Menzis", PartnerKind::health_insurance);
  add("dunea", "Dunea", PartnerKind::water);
  policy.results = {{"alone", "wil het zelf oplossen", EndResult::solves_it_alone, true, true},
                    {"refuses", "wil niet geholpen worden", EndResult::solves_it_alone, true, false},
                    {"no_contact", "geen contact/onbekend", EndResult::no_contact, false, false}};
  policy.causes = {"adjustment", "survival", "language"};
  policy.compositions = {"single", "couple"};
  return policy;
}

inline CaseId case_id(std::uint8_t number, YearMonth month) {
  Hash128 hash{};
  hash[0] = number;
  return {HouseholdId::from_hash(hash), month};
}

inline FactSignal owing(const char* slug, PartnerKind kind, std::int64_t amount_cents) {
  FactSignal signal;
  signal.partner = partner(slug);
  signal.kind = kind;
  signal.amount = Cents(amount_cents);
  return signal;
}

inline CaseRow case_row(std::uint8_t number, YearMonth month, Date assigned_on, std::vector<FactSignal> signals) {
  CaseRow row;
  row.assigned.id = case_id(number, month);
  row.assigned.municipality = zoetermeer;
  row.assigned.assigned_on = assigned_on;
  row.assigned.signals = std::move(signals);
  return row;
}

inline ContactTried tried(const CaseRow& row, std::uint8_t entry, Date day, bool reached, bool flyer) {
  ContactTried fact;
  fact.entry[0] = entry;
  fact.id = row.assigned.id;
  fact.municipality = zoetermeer;
  fact.day = day;
  fact.attempt = {ContactKind::home_visit, reached, DayPart::morning, flyer};
  return fact;
}

inline CaseClosed closed(const CaseRow& row, Date day, const char* code, EndResult result) {
  CaseClosed fact;
  fact.id = row.assigned.id;
  fact.municipality = zoetermeer;
  fact.day = day;
  fact.local_code = code;
  fact.result = result;
  return fact;
}

inline MatchMade match(std::uint8_t number, YearMonth month, MatchClass match_class) {
  MatchMade made;
  made.match = MatchId::from_hash(case_id(number, month).household.hash());
  made.municipality = zoetermeer;
  made.month = month;
  made.match_class = match_class;
  return made;
}

inline Ledger small_ledger() {
  Ledger ledger;
  ledger.municipality = zoetermeer;
  ledger.as_of = Date(2018, 12, 31);
  const auto count = [&](YearMonth month, const char* slug, PartnerKind kind, const char* reason, int signals) {
    ledger.signals.push_back({month, partner(slug), kind, reason, signals, 0});
  };
  count(september, "menzis", PartnerKind::health_insurance, "", 2);
  count(september, "menzis", PartnerKind::health_insurance, "amount_below_threshold", 2);
  count(september, "vestia", PartnerKind::rent, "", 3);
  count(october, "dunea", PartnerKind::water, "", 4);
  count(october, "vestia", PartnerKind::rent, "", 1);
  count(YearMonth(1999, 1), "menzis", PartnerKind::health_insurance, "signal_too_old", 1);
  ledger.matches = {match(1, september, MatchClass::same_month), match(2, october, MatchClass::consecutive),
                    match(3, october, MatchClass::same_month)};
  ledger.late = {{september, 2}};

  CaseRow a =
      case_row(1, september, Date(2018, 9, 25),
               {owing("menzis", PartnerKind::health_insurance, 25050), owing("vestia", PartnerKind::rent, 50000)});
  a.attempts = {tried(a, 1, Date(2018, 9, 28), false, true), tried(a, 2, Date(2018, 10, 2), true, false)};
  a.closed = closed(a, Date(2018, 10, 4), "alone", EndResult::solves_it_alone);
  a.closed->causes = {"adjustment", "survival"};
  a.closed->composition = "single";
  CaseRow b = case_row(2, october, Date(2018, 10, 25),
                       {owing("vestia", PartnerKind::rent, 30000), owing("dunea", PartnerKind::water, 10000)});
  b.attempts = {tried(b, 3, Date(2018, 11, 1), false, false)};
  b.closed = closed(b, Date(2018, 12, 6), "no_contact", EndResult::no_contact);
  b.closed->by_clock = true;
  CaseRow c = case_row(3, october, Date(2018, 10, 25),
                       {owing("dunea", PartnerKind::water, 2000), owing("menzis", PartnerKind::health_insurance, 8000),
                        owing("vestia", PartnerKind::rent, 6000)});
  ledger.cases = {a, b, c};
  return ledger;
}

}  // namespace tijdig::reporting
