// What the register says about the persons of a match: the residence rules L26 and L27, and who is on which list.
//
//   place = moved_in(place, entry);                       // entries and lists come in as records
//   people_to_ask(request, place)                         // needs: whose person records must be looked up
//   answer(request, {register_loaded, place, persons})    // the answer, from those facts alone
//
// A named person is found at the address by comparing persons (libs/names, model `same_person`), so that a prefix, a
// mark or a maiden name does not make a stranger. Somebody lives here when at least one named person is registered
// here; only then is nothing else asked. Else the latest that is known of each named person counts: an unknown among
// them makes the answer `not_registered`, which a person must look at and which never drops a match (L26). Who moved
// within the municipality is answered with the new address, when all recognised moved to one address (L27).
// Lists count for the household: a named person, a resident recognised as one, or somebody the register keeps in the
// same household. Pure; any thread. What is asked is limited by needs.h to what may be asked before contact (L28).
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "services/enrichment/register_state.h"

namespace tijdig::enrichment {

// Names a person without naming: hash of BSN, or of surname and birth date. Nullopt when neither is known.
using PersonKey = Hash128;
std::optional<PersonKey> person_key_of(MunicipalityCode municipality, const Person& person);

inline constexpr int days_gone_remembered = 3 * 365;

// One resident at this place from now on; of what is known the newest entry counts, an older one changes nothing.
void move_in(PlaceRecord& place, const RegisterEntry& entry);
// The person of `entry` is registered elsewhere, or left.
void move_out(PlaceRecord& place, const RegisterEntry& entry);
void put_on_list(std::vector<ListEntry>& listings, const ListEntry& entry);
// One row of a list. What the same list says here of the same person with, or without, a citizen number stands and ends
// with it: both numbers are equal, or one is unknown, surname and birth date are equal, and no initial speaks against
// it. Two numbers are two persons. Returns what the list now says of the person, each to be filed under its own person
// key; nothing when a newer row said it before.
std::vector<ListEntry> put_on_list(PlaceRecord& place, const ListEntry& entry);

struct DeskFacts {
  bool register_loaded = false;
  PlaceRecord place;
  std::map<PersonKey, PersonRecord> persons;
};

std::vector<PersonKey> people_to_ask(const LookupRequest& request, const PlaceRecord& place);
LookupAnswer answer(const LookupRequest& request, const DeskFacts& facts);
// What an answer says, not of which match or when: two that say the same have the same number, and none has 0.
std::uint64_t said_by(const LookupAnswer& answer);

}  // namespace tijdig::enrichment
