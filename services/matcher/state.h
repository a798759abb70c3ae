// What the matcher remembers: per address who was named there and what each signal said, per municipality the rules of
// matching and which addresses the next run must look at.
//
// All lists are kept in canonical order (lines by customer and person, signals by date and id), so that the same set of
// records gives the same bytes in whatever order it came. Written by state_codec.cc (libs/runtime/kept.h); plain
// values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libs/base/bytes.h"
#include "libs/domain/signal.h"
#include "libs/policy/policy.h"
#include "libs/residents/households.h"
#include "libs/residents/keys.h"

namespace tijdig::matcher {

struct KeptSignal {
  SignalId id;
  Date signal_date;
  Date received;
  Cents amount;
  bool crisis = false;
  bool late = false;  // came after the run of its own month

  YearMonth month() const { return signal_date.month(); }
  bool operator==(const KeptSignal&) const = default;
};

// One customer number of one partner, as the partner described its holder. A changed description is a new line, not a
// silent merge (docs/matching.md). A line of a household whose signals were all withdrawn stays as long as they would
// have, without signals: it counts for nothing, but who comes back is known to be of that household. The price is that
// the description stays as long.
struct CustomerLine {
  CustomerId customer;
  PartnerId partner;
  PartnerKind kind = PartnerKind::other;
  Person person;
  HouseholdId household;  // not set until its first match, then sticky
  std::vector<KeptSignal> signals;
  std::optional<Address> named_at;  // where the partner named it, when the register says the household lives elsewhere
  Bytes link;                       // decision of the register's linker; empty: linked by address only
  AddressId household_at;           // the door that has the household's id (one_door.h)
  bool is_apart = false;            // the household goes on behind that door, without this customer
  std::optional<Date> withdrawn;    // newest signal date of what was withdrawn since it has a household

  bool is_silent() const { return signals.empty(); }
  bool operator==(const CustomerLine&) const = default;
};
bool line_before(const CustomerLine& a, const CustomerLine& b);  // the canonical order

// A question to a person, and the answer once it is there.
struct Review {
  Hash128 task{};
  std::vector<CustomerId> left;
  std::vector<CustomerId> right;
  bool answered = false;
  bool same_household = false;

  bool is_between(const CustomerId& one, const CustomerId& other) const;
  bool operator==(const Review&) const = default;
};

// A match that went out: not made again unless its signals changed.
struct MadeMatch {
  HouseholdId household;
  YearMonth month;
  std::uint64_t signals_hash = 0;
  bool operator==(const MadeMatch&) const = default;
};

// A telephone or mail address under which an address is filed (hearing_ties.h).
struct FiledContact {
  residents::Key key = 0;
  auto operator<=>(const FiledContact&) const = default;
};

struct AddressState {
  Address address;
  std::vector<CustomerLine> lines;
  std::vector<Review> reviews;
  std::vector<MadeMatch> made;
  std::vector<YearMonth> listed;              // months whose run will look here
  std::vector<AddressId> away;                // addresses that keep lines named here
  std::vector<AddressId> guests;              // addresses whose lines are, or once were, kept here
  bool is_due = false;                        // the lines named here are linked again when the day closes
  std::vector<residents::PersonRef> told;     // residents whom lines named here place here (hearing.h), sorted
  std::vector<FiledContact> contacts;         // of the lines named here, sorted
  std::vector<residents::Together> together;  // residents here whom lines named here give one contact, sorted
  bool operator==(const AddressState&) const = default;
};

// How many addresses stand in the list of a month; the list itself is kept in blocks (processor.cc).
struct RunList {
  YearMonth month;
  std::uint32_t addresses = 0;
  bool operator==(const RunList&) const = default;
};

struct MunicipalityState {
  std::string policy_version;
  policy::Matching rules;
  std::optional<YearMonth> last_run;  // newest month that was matched; never set when matching continuously
  std::vector<RunList> lists;         // by month
  // Where policy links through the register: who lives here, and what is looked at when the day closes.
  std::uint32_t residents = 0;
  std::uint32_t due_doors = 0;      // numbers behind which households are derived anew
  std::uint32_t due_addresses = 0;  // addresses whose lines are linked again
  bool is_named = false;            // some line was looked for; until then nobody waits for the register
  bool operator==(const MunicipalityState& other) const;
};

Bytes encode(const AddressState& state);
Bytes encode(const MunicipalityState& state);
Result<> decode(BytesView wire, AddressState& state);
Result<> decode(BytesView wire, MunicipalityState& state);

}  // namespace tijdig::matcher
