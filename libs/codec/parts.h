// The parts that messages and state blobs are made of, one `write` and one `read` per type. For codecs only: the files
// of libs/codec, and `*_codec.cc` beside a stage's state.
//
//   codec::write(dossier.match, wire.mutable_match());          // value -> Protobuf
//   TIJDIG_DO(codec::read(wire.match(), dossier.match));        // Protobuf -> value, or a refusal
//   codec::write_all(dossier.signals, wire.mutable_signals());  // vectors
//   wire.set_month(codec::wire_of(dossier.month));              // dates, months, enums, municipalities
//   return codec::to_bytes(wire);                               // and codec::from_bytes(bytes, &wire) back
//
// `write` expects a cleared message. `read` replaces the value and refuses what cannot be: a date outside 1850 to 2199,
// an id that is not 16 bytes, an enum value this version does not know, a postcode that is none. A refusal says what
// was wrong, never the content. After a refusal the value is unspecified. Any thread.
#pragma once

#include <google/protobuf/message_lite.h>
#include <google/protobuf/repeated_ptr_field.h>

#include <string>
#include <vector>

#include "libs/base/bytes.h"
#include "libs/base/result.h"
#include "libs/codec/wire.h"

namespace tijdig::codec {

// Whole messages. Deterministic as long as a message has no maps, and ours have none (proto/README.md).
Bytes to_bytes(const google::protobuf::MessageLite& wire);
Result<> from_bytes(BytesView bytes, google::protobuf::MessageLite* wire);

// Scalars.
inline std::int32_t wire_of(Date day) { return day.days_since_epoch(); }
inline std::int32_t wire_of(YearMonth month) { return month.index(); }
inline std::int64_t wire_of(Cents amount) { return amount.count(); }
inline std::uint32_t wire_of(MunicipalityCode code) { return code.number(); }
inline std::string wire_of(const Hash128& hash) { return std::string(bytes_of(hash)); }
template <class Tag>
std::string wire_of(const Id<Tag>& id) {
  return std::string(id.bytes());
}
inline void write(const Hash128& from, std::string* to) { to->assign(from.begin(), from.end()); }
template <class Tag>
void write(const Id<Tag>& from, std::string* to) {
  to->assign(from.bytes());
}
Result<> read(std::int32_t wire, Date& to);
Result<> read(std::int32_t wire, YearMonth& to);
Result<> read(std::int64_t wire, Cents& to);
Result<> read(std::uint32_t wire, MunicipalityCode& to);
Result<> read(BytesView wire, Hash128& to);
Result<> read(BytesView wire, PartnerId& to);        // empty: no partner
Result<> read_named(BytesView wire, PartnerId& to);  // empty refuses
template <class Tag>
Result<> read(BytesView wire, Id<Tag>& to) {
  Hash128 hash;
  TIJDIG_DO(read(wire, hash));
  to = Id<Tag>::from_hash(hash);
  return {};
}

// Enums: the wire value is the place in the C++ enum plus one; zero and anything beyond `count_` refuse.
//   wire->set_kind(wire_enum<v1::PartnerKind>(signal.kind));  TIJDIG_DO(read_enum(wire.kind(), signal.kind));
template <class Wire, class Enum>
Wire wire_enum(Enum value) {
  return static_cast<Wire>(static_cast<int>(value) + 1);
}
Error unknown_enum_value();
template <class Wire, class Enum>
Result<> read_enum(Wire wire, Enum& to) {
  const int value = static_cast<int>(wire);
  if (value < 1 || value > static_cast<int>(Enum::count_)) return unknown_enum_value();
  to = static_cast<Enum>(value - 1);
  return {};
}

// Small parts. `read` takes an absent address for the empty one, `read_present` refuses it.
void write(const Address& from, v1::Address* to);
void write(const Person& from, v1::Person* to);
void write(const CaseId& from, v1::CaseId* to);
void write(const EvidenceRow& from, v1::EvidenceRow* to);
Result<> read(const v1::Address& from, Address& to);
Result<> read_present(const v1::Address& from, Address& to);
Result<> read(const v1::Person& from, Person& to);
Result<> read(const v1::CaseId& from, CaseId& to);
Result<> read(const v1::EvidenceRow& from, EvidenceRow& to);

// The rest of what travels, by family: match.cc, link_verdicts.cc, register_facts.cc. What every signal passes through
// is described in described.h.
#define TIJDIG_WRITTEN_AND_READ(Name)         \
  void write(const Name& from, v1::Name* to); \
  Result<> read(const v1::Name& from, Name& to);
TIJDIG_WRITTEN_AND_READ(DayClosed)
TIJDIG_WRITTEN_AND_READ(PolicyActivated)
TIJDIG_WRITTEN_AND_READ(ReviewTask)
TIJDIG_WRITTEN_AND_READ(ReviewAnswer)
TIJDIG_WRITTEN_AND_READ(LinkUndone)
TIJDIG_WRITTEN_AND_READ(LinkDenied)
TIJDIG_WRITTEN_AND_READ(BreachTask)
TIJDIG_WRITTEN_AND_READ(LinkLabel)
TIJDIG_WRITTEN_AND_READ(RegisterEntry)
TIJDIG_WRITTEN_AND_READ(ListEntry)
#undef TIJDIG_WRITTEN_AND_READ

// Vectors, of anything that has a `write` and a `read` here or in its own namespace.
template <class Value, class Wire>
void write_all(const std::vector<Value>& from, google::protobuf::RepeatedPtrField<Wire>* to) {
  to->Reserve(static_cast<int>(from.size()));
  for (const Value& value : from) write(value, to->Add());
}

template <class Wire, class Value>
Result<> read_all(const google::protobuf::RepeatedPtrField<Wire>& from, std::vector<Value>& to) {
  to.resize(static_cast<std::size_t>(from.size()));
  for (int i = 0; i < from.size(); ++i) TIJDIG_DO(read(from[i], to[static_cast<std::size_t>(i)]));
  return {};
}

void write_all(const std::vector<std::string>& from, google::protobuf::RepeatedPtrField<std::string>* to);
void read_all(const google::protobuf::RepeatedPtrField<std::string>& from, std::vector<std::string>& to);

}  // namespace tijdig::codec
