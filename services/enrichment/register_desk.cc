#include "services/enrichment/register_desk.h"

#include <algorithm>

#include "libs/domain/address_id.h"
#include "libs/domain/entry_refusals.h"
#include "libs/runtime/policy_of.h"
#include "services/enrichment/watching.h"

namespace tijdig::enrichment {
namespace {

Bytes place_key(MunicipalityCode municipality, const Address& address) {
  return flow::tables::places.key(address_id_of(municipality, address));
}

Bytes person_state_key(const PersonKey& person) { return flow::tables::persons.key(person); }

Bytes loaded_key(MunicipalityCode municipality) { return flow::tables::loaded_registers.key(municipality); }

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

Result<> file_by_person(const ListEntry& entry, std::vector<Bytes>& touched, runtime::Turn& turn) {
  const auto key = person_key_of(entry.municipality, entry.person);
  if (!key) return {};
  TIJDIG_TRY(PersonRecord person, load_person(*key, turn));
  put_on_list(person.listings, entry);
  touched.push_back(person_state_key(*key));
  turn.save(touched.back(), encode(person));
  return {};
}

bool says_the_same(RegisterEntry before, const RegisterEntry& now) {
  before.as_of = now.as_of;
  return before == now;
}

void answer_with(const LookupAnswer& answer, runtime::Turn& turn) {
  turn.emit_kind(flow::topics::matches, {answer.municipality, answer.household}, answer);
}

// A list may name a person without a place.
bool names_a_place(const Address& address) { return !address.postcode.reveal(Purpose::register_check).empty(); }

}  // namespace

void RegisterDesk::prefetch(const LookupsMessage& message, runtime::KeySink& keys) const {
  const auto need_person = [&](MunicipalityCode municipality, const Person& person) {
    if (const auto key = person_key_of(municipality, person)) keys.need(person_state_key(*key));
  };
  const auto need_watch = [&](MunicipalityCode municipality, HouseholdId household) {
    keys.need(watchers_key(municipality));
    keys.need(watch_key(municipality, household));
  };
  if (const auto* entry = std::get_if<RegisterEntry>(&message)) {
    keys.need(loaded_key(entry->municipality));
    keys.need(watchers_key(entry->municipality));
    keys.need(place_key(entry->municipality, entry->address));
    need_person(entry->municipality, entry->person);
  } else if (const auto* listing = std::get_if<ListEntry>(&message)) {
    keys.need(watchers_key(listing->municipality));
    keys.need(place_key(listing->municipality, listing->address));
    need_person(listing->municipality, listing->person);
  } else if (const auto* request = std::get_if<LookupRequest>(&message)) {
    keys.need(loaded_key(request->municipality));
    keys.need(place_key(request->municipality, request->address));
    for (const Person& named : request->persons) need_person(request->municipality, named);
    if (request->watch) need_watch(request->municipality, request->household);
  } else if (const auto* ended = std::get_if<WatchEnded>(&message)) {
    need_watch(ended->municipality, ended->household);
  }
}

Result<> RegisterDesk::handle(const LookupsMessage& message, runtime::Turn& turn) const {
  if (const auto* entry = std::get_if<RegisterEntry>(&message)) return take(*entry, turn);
  if (const auto* listing = std::get_if<ListEntry>(&message)) return take(*listing, turn);
  if (const auto* request = std::get_if<LookupRequest>(&message)) return reply(*request, turn);
  if (const auto* ended = std::get_if<WatchEnded>(&message)) return end_watch(*ended, turn);
  return runtime::remember_policy(std::get<PolicyActivated>(message), turn);
}

Result<> RegisterDesk::take(const RegisterEntry& entry, runtime::Turn& turn) const {
  const Bytes place_at = place_key(entry.municipality, entry.address);
  std::vector<Bytes> touched{place_at};
  TIJDIG_TRY(PlaceRecord place, load_place_with_room(place_at, turn));
  bool is_news = true;
  if (const auto key = person_key_of(entry.municipality, entry.person)) {
    TIJDIG_TRY(PersonRecord person, load_person(*key, turn));
    if (person.entry && person.entry->as_of > entry.as_of) return {};
    is_news = !person.entry || !says_the_same(*person.entry, entry);
    if (person.entry && person.entry->address != entry.address) {
      const Bytes before_at = place_key(entry.municipality, person.entry->address);
      TIJDIG_TRY(PlaceRecord before, load_place(before_at, turn));
      move_out(before, entry);
      turn.save(before_at, encode(before));
      touched.push_back(before_at);
    }
    person.entry = entry;
    touched.push_back(person_state_key(*key));
    turn.save(person_state_key(*key), encode(person));
  }
  move_in(place, entry);
  turn.save(place_at, encode(place));
  const Bytes loaded = loaded_key(entry.municipality);
  if (!turn.load(loaded)) turn.save(loaded, Bytes("1"));
  if (!is_news) return {};  // nearly all of a file that comes every month
  return tell_watchers(entry.municipality, touched, entry.as_of, turn);
}

Result<> RegisterDesk::take(const ListEntry& entry, runtime::Turn& turn) const {
  std::vector<Bytes> touched;
  if (!names_a_place(entry.address)) {
    TIJDIG_DO(file_by_person(entry, touched, turn));
    return tell_watchers(entry.municipality, touched, entry.as_of, turn);
  }
  const Bytes place_at = place_key(entry.municipality, entry.address);
  touched.push_back(place_at);
  TIJDIG_TRY(PlaceRecord place, load_place_with_room(place_at, turn));
  const std::vector<ListEntry> all = put_on_list(place, entry);
  turn.save(place_at, encode(place));
  // With and without a number a person has two keys; a record left behind would keep the household from being helped.
  for (const ListEntry& one : all) TIJDIG_DO(file_by_person(one, touched, turn));
  return tell_watchers(entry.municipality, touched, entry.as_of, turn);
}

Result<RegisterDesk::LookedUp> RegisterDesk::look_up(const LookupRequest& request, runtime::Turn& turn) const {
  LookedUp found;
  DeskFacts facts;
  facts.register_loaded = turn.load(loaded_key(request.municipality)).has_value();
  found.keys.push_back(place_key(request.municipality, request.address));
  TIJDIG_TRY(facts.place, load_place(found.keys.back(), turn));
  for (const PersonKey& key : people_to_ask(request, facts.place)) {
    found.keys.push_back(person_state_key(key));
    TIJDIG_TRY(PersonRecord person, load_person(key, turn));
    facts.persons.emplace(key, std::move(person));
  }
  std::sort(found.keys.begin(), found.keys.end());
  found.answer = answer(request, facts);
  return found;
}

Result<> RegisterDesk::reply(const LookupRequest& request, runtime::Turn& turn) const {
  TIJDIG_TRY(LookedUp found, look_up(request, turn));
  if (!request.watch) {
    answer_with(found.answer, turn);
    return {};
  }
  return tell({request, {}}, std::move(found), turn);
}

// Its watcher, when there is news; and what is remembered of it.
Result<> RegisterDesk::tell(Watch watch, LookedUp found, runtime::Turn& turn) const {
  const std::uint64_t says = said_by(found.answer);
  if (says == watch.request.told && found.keys == watch.keys) return {};
  if (says != watch.request.told) answer_with(found.answer, turn);
  watch.request.told = says;
  watch.keys = std::move(found.keys);
  return keep_watch(watch, turn);
}

Result<> RegisterDesk::tell_watchers(MunicipalityCode municipality, const std::vector<Bytes>& touched, Date as_of,
                                     runtime::Turn& turn) const {
  TIJDIG_TRY(auto watches, watches_of(municipality, touched, turn));
  for (Watch& watch : watches) {
    TIJDIG_TRY(LookedUp found, look_up(watch.request, turn));
    found.answer.known_on = std::max(as_of, watch.request.asked_on);
    TIJDIG_DO(tell(std::move(watch), std::move(found), turn));
  }
  return {};
}

}  // namespace tijdig::enrichment
