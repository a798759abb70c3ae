// A resident of the register and a customer of a partner, normalised once, compact, ready to be compared.
//
//   ResidentForm resident = resident_form(change);                     // one statement of the register
//   CustomerForm customer = customer_form(person, address, PartnerKind::energy);
//   Bytes kept = to_bytes(customer);                                   // a few hundred bytes, versioned, stable
//
// Normalisation is that of libs/names; `forms_version` names the layout and changes with it. A field that says nothing
// is empty, which every comparison reads as "unknown". Text of any length and any bytes is accepted: names are cut
// after `name_bytes_max` bytes before anything looks at them. Personal data without a guard: never print. Pure values.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "libs/base/bytes.h"
#include "libs/domain/ddas.h"
#include "libs/domain/person.h"
#include "libs/domain/register_facts.h"
#include "libs/residents/short_text.h"

namespace tijdig::residents {

inline constexpr std::uint8_t forms_version = 2;
inline constexpr std::size_t name_bytes_max = 200;  // the longest official name of the BRP field (LO 02.40)

using NameParts = Few<NamePart, 3>;
using PartnerParts = Few<NamePart, 2>;
using FirstNames = Few<std::uint32_t, 5>;  // hashes: each name as written, then its official forms
using Initials = Few<char, 6>;

struct Names {
  NameParts own;         // surname, or the set of surname parts of a customer
  PartnerParts partner;  // of a spouse; a customer's are all in `own`
  NamePart first;        // first of the first names
  FirstNames firsts;
  Initials initials;
  bool operator==(const Names&) const = default;
};

// Bits of ResidentForm::flags.
enum Flag : std::uint8_t {
  deceased = 1,
  moved_out = 2,            // to another municipality, or abroad
  secrecy = 4,              // geheimhouding
  under_investigation = 8,  // address in onderzoek (LO 08.83)
  shared_dwelling = 16,     // derived: more than two unrelated groups behind this door
  revoked = 32,             // this statement was an error of the register
  meant_with_parent = 64,   // of a candidate: a parent at home may be meant as well, and is the likelier holder
  under_age = 128,          // of a candidate: seldom the holder of an account
};

// What the register says of one person since one day.
struct RegisterChange {
  PersonRef person;
  Date valid_from;
  std::uint32_t revision = 0;  // a correction of the same person and day has a higher one
  Person who;                  // its BSN is not looked at
  PrivateText partner_surname;
  PrivateText partner_prefix;
  Address address;
  std::optional<Date> arrived;  // there, where the register says it
  std::optional<PersonRef> partner;
  std::vector<PersonRef> parents;  // at most two count
  bool is_deceased = false;
  bool has_moved_out = false;
  bool has_secrecy = false;
  bool is_under_investigation = false;
  bool is_revoked = false;
  friend void PrintTo(const RegisterChange&, std::ostream* out) { *out << "<private>"; }
};

struct FormerDoor {
  Door door;
  Date until;
  auto operator<=>(const FormerDoor&) const = default;
};

struct ResidentForm {
  PersonRef person;
  Names names;
  std::optional<Date> birth_date;
  Door door;
  Few<FormerDoor, 2> former;  // the newest first
  Few<Door, 2> heard;         // where texts place this person while the register does not (hearsay.h); derived
  ShortRef partner = 0;
  Few<ShortRef, 2> parents;
  ShortRef household = 0;  // derived (households.h); 0 until then
  Date valid_from;
  Date since;                     // at this door: when this person came, else what the register first said
  bool is_arrival_known = false;  // `since` is a day of arrival: said by the register, or it saw this person move
  std::uint32_t revision = 0;
  std::uint8_t flags = 0;

  bool has(Flag flag) const { return (flags & flag) != 0; }
  bool lives_here() const { return !has(deceased) && !has(moved_out) && !has(revoked) && door.is_set(); }
  bool operator==(const ResidentForm&) const = default;
  friend void PrintTo(const ResidentForm&, std::ostream* out) { *out << "<private>"; }
};

struct CustomerForm {
  PartnerKind kind = PartnerKind::other;
  Names names;
  std::optional<Date> birth_date;
  bool birth_date_is_partial = false;  // 1 January: often a year and nothing else
  bool is_business = false;
  bool names_a_couple = false;  // "Fam.", "De heer en mevrouw": an account of the household
  Door door;
  std::uint64_t telephone = 0;  // hashes; 0: none
  std::uint64_t email = 0;
  Few<Door, 2> tied;  // doors of other texts with one telephone or mail address (ties.h); derived
  bool operator==(const CustomerForm&) const = default;
  friend void PrintTo(const CustomerForm&, std::ostream* out) { *out << "<private>"; }
};

ResidentForm resident_form(const RegisterChange& change);
CustomerForm customer_form(const Person& person, const Address& address, PartnerKind kind);

// All statements about one person, oldest first, as one: today's, with former doors and former surnames beside it.
// Statements sort by (valid_from, revision); of one day the highest revision counts.
ResidentForm folded(std::span<const ResidentForm> statements);

// Reads a line of the register file. The secret turns the number into a pseudonym that cannot be guessed back.
RegisterChange change_of(const RegisterEntry& entry, BytesView secret);
PersonRef person_ref(const Bsn& bsn, BytesView secret);

Bytes to_bytes(const ResidentForm& form);
Bytes to_bytes(const CustomerForm& form);
Result<ResidentForm> resident_from_bytes(BytesView bytes);
Result<CustomerForm> customer_from_bytes(BytesView bytes);

}  // namespace tijdig::residents
