// What the registers say, as records: entries that came in through the register door, questions, and answers.
//
// The register desk (services/enrichment) keeps the newest entry of every resident and answers questions; the answer
// travels with the decision, so a replay asks nobody (docs/adr/0008).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libs/domain/match.h"

namespace tijdig {

// One line of a BRP-shaped register file: one resident at one address.
struct RegisterEntry {
  MunicipalityCode municipality;
  Date as_of;                                  // day of the file
  Person person;                               // with BSN
  Address address;                             // where this person is registered
  std::optional<Date> arrived = std::nullopt;  // there: datum aanvang adreshouding (LO BRP 10.30)
  bool deceased = false;
  bool moved_out = false;            // to another municipality
  bool secrecy = false;              // geheimhouding
  bool under_investigation = false;  // address in onderzoek
  std::string household;             // opaque grouping of the source; relations, never shown
  // Family relations as the register states them; who lives together is derived from these and never from a given id.
  std::optional<Bsn> partner;
  PrivateText partner_surname;  // of a spouse or registered partner, who may live elsewhere
  PrivateText partner_prefix;
  std::vector<Bsn> parents;  // at most two
  bool operator==(const RegisterEntry&) const = default;
  friend void PrintTo(const RegisterEntry&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

// One line of the debt-help, administration, opt-out or exclusion list.
enum class ListKind : unsigned char { debt_help, administration, opt_out, exclusion, count_ };
std::string_view code_of(ListKind value);

struct ListEntry {
  MunicipalityCode municipality;
  ListKind list = ListKind::debt_help;
  Date as_of;
  Person person;  // BSN, or surname and birth date
  Address address;
  bool ended = false;
  bool operator==(const ListEntry&) const = default;
  friend void PrintTo(const ListEntry&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

enum class Residence : unsigned char {
  lives_here,    // at least one named person is registered at the address
  moved_within,  // registered elsewhere in the municipality
  moved_out,     // registered in another municipality
  deceased,
  not_registered,  // nobody of that name: unknown, a spelling, or a sublet -> review, never silently dropped
  no_register,     // no register was loaded; nothing is known
  count_,
};
std::string_view code_of(Residence value);

// In the phase before contact only what is needed to see whether the signal is right may be asked (L28).
struct LookupRequest {
  MatchId match;
  MunicipalityCode municipality;
  HouseholdId household;
  Address address;
  std::vector<Person> persons;
  Date asked_on = Date();
  bool watch = false;      // answer again whenever the answer changes, until WatchEnded
  std::uint64_t told = 0;  // where watched: the answer that is known already (said_by), which is not given again
  bool operator==(const LookupRequest&) const = default;
  friend void PrintTo(const LookupRequest&, std::ostream* out) { *out << "<private>"; }  // for failing tests
};

// enrichment -> register desk: nobody goes to this household any more.
struct WatchEnded {
  MunicipalityCode municipality;
  HouseholdId household;
  bool operator==(const WatchEnded&) const = default;
};

struct LookupAnswer {
  MatchId match;
  MunicipalityCode municipality;
  HouseholdId household;
  Residence residence = Residence::no_register;
  bool in_debt_help = false;
  bool under_administration = false;
  bool opted_out = false;
  bool excluded = false;  // aggression, building ban: the reason never leaves the municipality (L25)
  bool secrecy = false;
  std::uint32_t residents = 0;  // at the address
  // Where all recognised persons are registered now, when `moved_within`: the door to go to (L27).
  std::optional<Address> now_at = std::nullopt;
  Date known_on = Date();  // the day of the question, or of the entry that changed the answer
  bool operator==(const LookupAnswer&) const = default;
};

}  // namespace tijdig
