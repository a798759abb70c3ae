#include "services/enrichment/register_desk.h"

#include "libs/domain/address_id.h"
#include "libs/domain/entry_refusals.h"
#include "libs/runtime/policy_of.h"

namespace tijdig::enrichment {
namespace {

Bytes place_key(MunicipalityCode municipality, const Address& address) {
  Bytes key("a");
  key.append(address_id_of(municipality, address).bytes());
  return key;
}

Bytes person_state_key(const PersonKey& person) {
  Bytes key("b");
  key.append(reinterpret_cast<const char*>(person.data()), person.size());
  return key;
}

Bytes loaded_key(MunicipalityCode municipality) {
  Bytes key("r");
  append_big_endian(key, municipality.number());
  return key;
}

Result<PlaceRecord> load_place(const Bytes& key, runtime::Turn& turn) {
  const auto wire = turn.load(key);
  if (!wire) return PlaceRecord{};
  return decode_place(*wire);
}

// Some two thousand people: more is no dwelling, and reading them all again for each that comes would take for ever.
constexpr std::size_t place_bytes_max = std::size_t{256} << 10;

Result<PlaceRecord> load_place_with_room(const Bytes& key, runtime::Turn& turn) {
  const auto wire = turn.load(key);
  if (!wire) return PlaceRecord{};
  if (wire->size() > place_bytes_max) return refused(entry_refusals::address_crowded);
  return decode_place(*wire);
}

Result<PersonRecord> load_person(const PersonKey& key, runtime::Turn& turn) {
  const auto wire = turn.load(person_state_key(key));
  if (!wire) return PersonRecord{};
  return decode_person(*wire);
}

Result<> file_by_person(const ListEntry& entry, runtime::Turn& turn) {
  const auto key = person_key_of(entry.municipality, entry.person);
  if (!key) return {};
  TIJDIG_TRY(PersonRecord person, load_person(*key, turn));
  put_on_list(person.listings, entry);
  turn.save(person_state_key(*key), encode(person));
  return {};
}

// A list may name a person without a place.
bool names_a_place(const Address& address) { return !address.postcode.reveal(Purpose::register_check).empty(); }

}  // namespace

void RegisterDesk::prefetch(const LookupsMessage& message, runtime::KeySink& keys) const {
  const auto need_person = [&](MunicipalityCode municipality, const Person& person) {
    if (const auto key = person_key_of(municipality, person)) keys.need(person_state_key(*key));
  };
  if (const auto* entry = std::get_if<RegisterEntry>(&message)) {
    keys.need(loaded_key(entry->municipality));
    keys.need(place_key(entry->municipality, entry->address));
    need_person(entry->municipality, entry->person);
  } else if (const auto* listing = std::get_if<ListEntry>(&message)) {
    keys.need(place_key(listing->municipality, listing->address));
    need_person(listing->municipality, listing->person);
  } else if (const auto* request = std::get_if<LookupRequest>(&message)) {
    keys.need(loaded_key(request->municipality));
    keys.need(place_key(request->municipality, request->address));
    for (const Person& named : request->persons) need_person(request->municipality, named);
  }
}

Result<> RegisterDesk::handle(const LookupsMessage& message, runtime::Turn& turn) const {
  if (const auto* entry = std::get_if<RegisterEntry>(&message)) return take(*entry, turn);
  if (const auto* listing = std::get_if<ListEntry>(&message)) return take(*listing, turn);
  if (const auto* request = std::get_if<LookupRequest>(&message)) return reply(*request, turn);
  return runtime::remember_policy(std::get<PolicyActivated>(message), turn);
}

Result<> RegisterDesk::take(const RegisterEntry& entry, runtime::Turn& turn) const {
  const Bytes place_at = place_key(entry.municipality, entry.address);
  TIJDIG_TRY(PlaceRecord place, load_place_with_room(place_at, turn));
  if (const auto key = person_key_of(entry.municipality, entry.person)) {
    TIJDIG_TRY(PersonRecord person, load_person(*key, turn));
    if (person.entry && person.entry->as_of > entry.as_of) return {};
    if (person.entry && person.entry->address != entry.address) {
      const Bytes before_at = place_key(entry.municipality, person.entry->address);
      TIJDIG_TRY(PlaceRecord before, load_place(before_at, turn));
      move_out(before, entry);
      turn.save(before_at, encode(before));
    }
    person.entry = entry;
    turn.save(person_state_key(*key), encode(person));
  }
  move_in(place, entry);
  turn.save(place_at, encode(place));
  const Bytes loaded = loaded_key(entry.municipality);
  if (!turn.load(loaded)) turn.save(loaded, Bytes("1"));
  return {};
}

Result<> RegisterDesk::take(const ListEntry& entry, runtime::Turn& turn) const {
  if (!names_a_place(entry.address)) return file_by_person(entry, turn);
  const Bytes place_at = place_key(entry.municipality, entry.address);
  TIJDIG_TRY(PlaceRecord place, load_place_with_room(place_at, turn));
  const std::vector<ListEntry> all = put_on_list(place, entry);
  turn.save(place_at, encode(place));
  // With and without a number a person has two keys; a record left behind would keep the household from being helped.
  for (const ListEntry& one : all) TIJDIG_DO(file_by_person(one, turn));
  return {};
}

Result<LookupAnswer> RegisterDesk::look_up(const LookupRequest& request, const LoadState& load) {
  DeskFacts facts;
  TIJDIG_TRY(const auto loaded, load(loaded_key(request.municipality)));
  facts.register_loaded = loaded.has_value();
  TIJDIG_TRY(const auto place, load(place_key(request.municipality, request.address)));
  if (place) {
    TIJDIG_TRY(facts.place, decode_place(*place));
  }
  for (const PersonKey& key : people_to_ask(request, facts.place)) {
    TIJDIG_TRY(const auto wire, load(person_state_key(key)));
    PersonRecord person;
    if (wire) {
      TIJDIG_TRY(person, decode_person(*wire));
    }
    facts.persons.emplace(key, std::move(person));
  }
  return answer(request, facts);
}

Result<> RegisterDesk::reply(const LookupRequest& request, runtime::Turn& turn) const {
  const auto load = [&](const Bytes& key) -> Result<std::optional<BytesView>> { return turn.load(key); };
  TIJDIG_TRY(LookupAnswer found, look_up(request, load));
  turn.emit(flow::topics::matches, {request.municipality, request.household}, MatchesMessage{std::move(found)});
  return {};
}

}  // namespace tijdig::enrichment
