// RapidCheck generators of what messages are made of: dates, amounts, ids, addresses, persons. See generators.h.
#pragma once

#include <rapidcheck.h>
#include <string>
#include <vector>
#include "libs/domain/inboxes.h"
#include "tests/harness/test_bsns.h"

namespace tijdig::harness {

template <class Integer>
Integer any_between(Integer first, Integer last) {
  return static_cast<Integer>(
      *rc::gen::inRange<std::int64_t>(static_cast<std::int64_t>(first), static_cast<std::int64_t>(last) + 1));
}

inline bool any_bool() { return *rc::gen::arbitrary<bool>(); }

template <class Enum>
Enum any_enum() {
  return static_cast<Enum>(any_between(0, static_cast<int>(Enum::count_) - 1));
}

template <class Make>
auto any_vector(Make make, int items_max = 4) {
  std::vector<decltype(make())> values(static_cast<std::size_t>(any_between(0, items_max)));
  for (auto& value : values) value = make();
  return values;
}

template <class Make>
auto any_optional(Make make) {
  return any_bool() ? std::optional<decltype(make())>(make()) : std::nullopt;
}

// Dutch names have accents, apostrophes and blanks; empty is common.
inline std::string any_text() {
  const std::vector<std::string> letters = {"a", "b", "é", "ï", "ß", " ", "-", "'", "Z", "0", "ş", ";", "\"", "\n"};
  std::string text;
  for (int i = any_between(0, 8); i > 0; --i) text += *rc::gen::elementOf(letters);
  return text;
}

inline PrivateText any_private_text() { return PrivateText(any_text()); }
inline Date any_date() { return Date::from_days(any_between(-43829, 84005)); }  // 1850-01-01 to 2199-12-31
inline YearMonth any_month() { return any_date().month(); }
inline Cents any_cents() { return Cents(any_between<std::int64_t>(-1'000'000'000, 1'000'000'000)); }

inline Hash128 any_hash() {
  Hash128 hash;
  for (std::uint8_t& byte : hash) byte = static_cast<std::uint8_t>(any_between(0, 255));
  return hash;
}

template <class SomeId>
SomeId any_id() {
  return SomeId::from_hash(any_hash());
}

inline CaseId any_case_id() { return {any_id<HouseholdId>(), any_month()}; }
inline MunicipalityCode any_municipality() {
  return MunicipalityCode::from_number(any_between<std::uint16_t>(1, 9999));
}

inline PartnerId any_partner() {
  const std::vector<std::string> slugs = {"de-goede-woning", "vestia", "dunea", "eneco", "a", "partner-2"};
  return *PartnerId::parse(*rc::gen::elementOf(slugs));
}

inline Address any_address() {
  const auto letter = [] { return static_cast<char>('A' + any_between(0, 25)); };
  std::string postcode = std::to_string(any_between(1000, 9999)) + letter() + letter();
  if (postcode[4] == 'S') postcode[4] = 'T';
  const std::vector<std::string> additions = {"", "", "A", "3", "A3", "BIS", "H", "12"};
  return {*Postcode::parse(postcode),
          *HouseNumber::parse(std::to_string(any_between(1, 99999)), "", *rc::gen::elementOf(additions))};
}

inline Bsn any_bsn() { return *Bsn::parse(test_bsn(any_between<std::size_t>(0, test_bsns.size() - 1))); }

inline Person any_person() {
  Person person;
  person.surname = any_private_text();
  person.prefix = any_private_text();
  person.initials = any_private_text();
  person.first_name = any_private_text();
  person.birth_date = any_optional(any_date);
  if (any_bool()) person.bsn = any_bsn();
  person.telephone = any_private_text();
  person.email = any_private_text();
  return person;
}

inline EvidenceRow any_evidence() { return {any_text(), any_text(), any_between(-20'000, 20'000)}; }
inline DayClosed any_day_closed() { return {any_municipality(), any_date()}; }
inline PolicyActivated any_policy_activated() { return {any_municipality(), any_text(), any_text()}; }

}  // namespace tijdig::harness
