#include "libs/codec/described.h"
#include "services/enrichment/register_state.h"
#include "tijdig/v1/enrichment_state.pb.h"

namespace tijdig::enrichment {

template <codec::Is<Watch> Self, class Each>
void fields(Self& watch, Each& each) {
  each(1, watch.request);
  each.by_hand(
      [&](codec::WireWriter& out) {
        for (const Bytes& key : watch.keys) out.bytes(2, key);
      },
      [&](codec::Taker& in) {
        if constexpr (!std::is_const_v<Self>) in.each_bytes(2, [&](BytesView key) { watch.keys.emplace_back(key); });
      });
}

namespace {

void write(const Resident& from, v1::EnrichmentResident* to) {
  codec::write(from.entry, to->mutable_entry());
  to->set_gone(from.gone);
  if (from.now_at) codec::write(*from.now_at, to->mutable_now_at());
}

Result<> read(const v1::EnrichmentResident& from, Resident& to) {
  TIJDIG_DO(codec::read(from.entry(), to.entry));
  to.gone = from.gone();
  if (from.has_now_at()) TIJDIG_DO(codec::read(from.now_at(), to.now_at.emplace()));
  return {};
}

Result<PlaceRecord> read_place(BytesView wire) {
  v1::EnrichmentPlace in;
  TIJDIG_DO(codec::from_bytes(wire, &in));
  PlaceRecord place;
  for (const auto& resident : in.residents()) TIJDIG_DO(read(resident, place.residents.emplace_back()));
  TIJDIG_DO(codec::read_all(in.listings(), place.listings));
  return place;
}

Result<PersonRecord> read_person(BytesView wire) {
  v1::EnrichmentPerson in;
  TIJDIG_DO(codec::from_bytes(wire, &in));
  PersonRecord person;
  if (in.has_entry()) TIJDIG_DO(codec::read(in.entry(), person.entry.emplace()));
  TIJDIG_DO(codec::read_all(in.listings(), person.listings));
  return person;
}

Error unreadable(const Error& why) {
  return Error::fatal("register desk state cannot be read (" + why.detail + "); run `tijdig rebuild --repair`");
}

}  // namespace

Bytes encode(const PlaceRecord& place) {
  v1::EnrichmentPlace out;
  for (const Resident& resident : place.residents) write(resident, out.add_residents());
  codec::write_all(place.listings, out.mutable_listings());
  return codec::to_bytes(out);
}

Bytes encode(const PersonRecord& person) {
  v1::EnrichmentPerson out;
  if (person.entry) codec::write(*person.entry, out.mutable_entry());
  codec::write_all(person.listings, out.mutable_listings());
  return codec::to_bytes(out);
}

Result<PlaceRecord> decode_place(BytesView wire) {
  auto place = read_place(wire);
  if (!place) return unreadable(place.error());
  return place;
}

Result<PersonRecord> decode_person(BytesView wire) {
  auto person = read_person(wire);
  if (!person) return unreadable(person.error());
  return person;
}

Bytes encode(const Watch& watch) { return codec::to_wire(watch); }

Result<Watch> decode_watch(BytesView wire) {
  Watch watch;
  if (const auto read = codec::from_wire(wire, watch); !read) return unreadable(read.error());
  return watch;
}

Bytes encode(const Watchers& watchers) {
  v1::EnrichmentWatchers out;
  for (const auto& [key, households] : watchers.by_key) {
    auto* watched = out.add_keys();
    watched->set_key(key);
    for (const HouseholdId& household : households) watched->add_households(Bytes(household.bytes()));
  }
  return codec::to_bytes(out);
}

Result<> decode(BytesView wire, Watchers& watchers) {
  v1::EnrichmentWatchers in;
  if (const auto read = codec::from_bytes(wire, &in); !read) return unreadable(read.error());
  for (const auto& watched : in.keys())
    for (const std::string& bytes : watched.households()) {
      Hash128 hash;
      if (const auto read = codec::read(bytes, hash); !read) return unreadable(read.error());
      watchers.by_key[watched.key()].insert(HouseholdId::from_hash(hash));
    }
  return {};
}

}  // namespace tijdig::enrichment
