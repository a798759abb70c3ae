// One arrears report of one partner about one customer, believed and immutable (DDAS `Vroegsignaal`).
//
// A correction replaces what an earlier signal said, with history; a withdrawal says it should not count any more
// (L12). Both name the signal by its id.
#pragma once

#include "libs/domain/address.h"
#include "libs/domain/ddas.h"
#include "libs/domain/ids.h"
#include "libs/domain/money.h"
#include "libs/domain/person.h"

namespace tijdig {

struct Signal {
  SignalId id;
  MunicipalityCode municipality;
  PartnerId partner;
  PartnerKind kind = PartnerKind::other;
  CustomerId customer;
  Person person;
  Address address;
  Cents amount;
  Date arrears_origin_date;
  Date signal_date;  // decides the month; not the day of receipt
  Date received;     // starts the 28-day clock (L13)
  bool crisis = false;
  bool warm_transfer = false;
  bool operator==(const Signal&) const = default;
  friend void PrintTo(const Signal&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

struct SignalCorrected {
  SignalId id;
  Signal now;  // the whole signal as it should have been; `now.id == id`
  bool operator==(const SignalCorrected&) const = default;
  friend void PrintTo(const SignalCorrected&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

struct SignalWithdrawn {
  SignalId id;
  MunicipalityCode municipality;
  Address address;  // where the matcher keeps it
  Date received;
  bool moved = false;  // it stands, at another address: the partner corrected that
  bool operator==(const SignalWithdrawn&) const = default;
  friend void PrintTo(const SignalWithdrawn&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

}  // namespace tijdig
