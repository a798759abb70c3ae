// People, signals and rules for the matcher's tests, in few words. Synthetic throughout; no BSN.
//
//   Signal s = signal({.partner = "dunea", .number = "1", .surname = "Jansen", .day = "2018-10-02"});
#pragma once

#include <string>

#include "libs/domain/signal.h"
#include "libs/policy/policy.h"
#include "services/matcher/decide.h"
#include "services/matcher/evolve.h"

namespace tijdig::matcher {

inline const MunicipalityCode town_code = MunicipalityCode::from_number(637);

struct Told {
  std::string partner = "dunea";
  std::string number = "1";  // customer number
  std::string surname = "Jansen";
  std::string day = "2018-10-02";
  std::string house = "12";
  std::string initials = "";
  std::string born = "";
  std::int64_t euros = 100;
  bool crisis = false;
  std::string postcode = "2711AB";
  std::string telephone = "";
};

inline Signal signal(const Told& told) {
  Signal signal;
  signal.municipality = town_code;
  signal.partner = *PartnerId::parse(told.partner);
  signal.kind = told.partner == "dunea"    ? PartnerKind::water
                : told.partner == "eneco"  ? PartnerKind::energy
                : told.partner == "menzis" ? PartnerKind::health_insurance
                                           : PartnerKind::rent;
  signal.id = SignalId::of(StableHasher("test-signal").add(told.partner).add(told.number).add(told.day));
  signal.customer = CustomerId::of(StableHasher("test-customer").add(told.partner).add(told.number));
  signal.person.surname = PrivateText(told.surname);
  signal.person.initials = PrivateText(told.initials);
  signal.person.telephone = PrivateText(told.telephone);
  if (!told.born.empty()) signal.person.birth_date = *Date::parse(told.born);
  signal.address = {*Postcode::parse(told.postcode), *HouseNumber::parse(told.house, "", "")};
  signal.amount = Cents::euros(told.euros);
  signal.signal_date = *Date::parse(told.day);
  signal.received = signal.signal_date.plus_days(1);
  signal.arrears_origin_date = signal.signal_date.plus_days(-40);
  signal.crisis = told.crisis;
  return signal;
}

inline Run run_of(YearMonth month) {
  return {town_code, month, Date(month.year(), month.month(), 25), policy::Matching{}, "0123456789abcdef"};
}

inline AddressState address_with(const std::vector<Told>& told) {
  AddressState state;
  for (const Told& one : told) TIJDIG_CHECK(add(state, signal(one), false).has_value());
  return state;
}

}  // namespace tijdig::matcher
