// One description per message gives both directions between value and bytes, without a message object in between.
//
//   template <Is<Signal> Self, class Each>
//   void fields(Self& signal, Each& each) {      // in the order of the numbers, which are those of the .proto file
//     each(1, signal.id);
//     each.named(3, signal.partner);             // empty refuses
//     each(6, signal.person);                    // a message with a description of its own
//     each.raw(8, line.link);                    // bytes that are no text
//   }
//   Bytes wire = to_wire(signal);
//   TIJDIG_DO(from_wire(wire, signal));          // replaces every field; refuses what parts.h refuses, as it says it
//
// The C++ type of a field says what stands on the wire: ids, texts and messages are bytes, dates, months, amounts and
// signed numbers zigzag, enums their place plus one, vectors repeated (packed where numbers). What is written is byte
// for byte what the generated code writes, to which the tests hold it. What is read is what a writer of ours writes,
// and fields of newer ones beside it; Protobuf that is legal but odd (a field twice, of another type, a group) is
// refused here, and codec.cc asks the generated code about it. Field numbers are below 16. Any thread.
#pragma once

#include <array>
#include <concepts>
#include <optional>
#include <type_traits>
#include <vector>

#include "libs/codec/parts.h"
#include "libs/codec/wire_format.h"

namespace tijdig::codec {

template <class Self, class Value>
concept Is = std::same_as<std::remove_const_t<Self>, Value>;

class Putter;
template <class Value>
concept Described = requires(const Value& value, Putter& each) {
  fields(value, each);
};

class Putter {
 public:
  explicit Putter(WireWriter& out) : out_(out) {}

  void operator()(int field, const Hash128& value) { out_.bytes(field, view(value)); }
  template <class Tag>
  void operator()(int field, const Id<Tag>& value) {
    out_.bytes(field, value.bytes());
  }
  void operator()(int field, const PartnerId& value) { out_.bytes(field, value.text()); }
  void operator()(int field, const std::string& value) { out_.bytes(field, value); }
  void operator()(int field, const PrivateText& value) { out_.bytes(field, value.reveal(Purpose::storage)); }
  void operator()(int field, const std::optional<Bsn>& value) {
    if (value) out_.bytes(field, value->reveal(Purpose::storage));
  }
  void operator()(int field, MunicipalityCode value) { out_.number(field, value.number()); }
  void operator()(int field, std::uint32_t value) { out_.number(field, value); }
  void operator()(int field, bool value) { out_.flag(field, value); }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void operator()(int field, Enum value) { out_.number(field, static_cast<std::uint64_t>(value) + 1); }
  void operator()(int field, std::int32_t value) { out_.signed_number(field, value); }
  void operator()(int field, std::int64_t value) { out_.signed_number(field, value); }
  void operator()(int field, Date value) { out_.signed_number(field, wire_of(value)); }
  void operator()(int field, YearMonth value) { out_.signed_number(field, wire_of(value)); }
  void operator()(int field, Cents value) { out_.signed_number(field, wire_of(value)); }
  void operator()(int field, std::optional<Date> value) {
    if (value) out_.signed_number_always(field, wire_of(*value));
  }
  void operator()(int field, const Address& value);
  void operator()(int field, const std::optional<Address>& value) {
    if (value) (*this)(field, *value);
  }
  template <Described Value>
  void operator()(int field, const Value& value) {
    out_.message(field, [&] { fields(value, *this); });
  }
  template <Described Value>
  void operator()(int field, const std::optional<Value>& value) {
    if (value) (*this)(field, *value);
  }
  template <Described Value>
  void operator()(int field, const std::vector<Value>& values) {
    for (const Value& value : values) (*this)(field, value);
  }
  template <class Tag>
  void operator()(int field, const std::vector<Id<Tag>>& values) {
    for (const Id<Tag>& value : values) out_.bytes_always(field, value.bytes());
  }
  void operator()(int field, const std::vector<YearMonth>& values) {
    if (values.empty()) return;
    out_.message(field, [&] {
      for (const YearMonth value : values) out_.signed_number_bare(wire_of(value));
    });
  }
  void operator()(int field, const std::vector<std::uint64_t>& values) {  // fixed64
    if (values.empty()) return;
    out_.message(field, [&] {
      for (const std::uint64_t value : values) out_.fixed64_bare(value);
    });
  }

  void operator()(int field, const std::vector<std::string>& values) {
    for (const std::string& value : values) out_.bytes_always(field, value);
  }
  // An enum as its bare place, and a number that is not zigzag.
  template <class Enum>
  void place(int field, Enum value) {
    out_.number(field, static_cast<std::uint64_t>(value));
  }
  void count(int field, int value) { out_.number(field, static_cast<std::uint64_t>(std::int64_t{value})); }
  void raw(int field, BytesView value) { out_.bytes(field, value); }
  void named(int field, const PartnerId& value) { (*this)(field, value); }
  void present(int field, const Address& value) { (*this)(field, value); }
  void fixed64(int field, std::uint64_t value) { out_.fixed64(field, value); }
  template <class Tag>
  void unless_zero(int field, const Id<Tag>& value) {
    if (value.is_set()) out_.bytes(field, value.bytes());
  }
  // For what no rule covers: `put(writer)` beside `take(taker)`.
  template <class Put, class Take>
  void by_hand(Put put, Take) {
    put(out_);
  }

 private:
  static BytesView view(const Hash128& hash) { return bytes_of(hash); }

  WireWriter& out_;
};

// Cuts the bytes into fields first; then each is read in the order of the description.
class Taker {
 public:
  explicit Taker(BytesView wire) : wire_(wire) {
    WireReader in(wire);
    while (in.next()) {
      const auto field = static_cast<std::size_t>(in.field());
      if (field >= fields_max) continue;
      if (times_[field]++ == 0) slots_[field].first = in.begin_of_field();
      slots_[field].raw = in.raw();
    }
    if (!in.is_whole()) refuse();
  }
  const Result<>& result() const { return result_; }

  template <class Tag>
  void operator()(int field, Id<Tag>& value) {
    keep(read(bytes(field), value));
  }
  void operator()(int field, Hash128& value) { keep(read(bytes(field), value)); }
  void operator()(int field, PartnerId& value) { keep(read(bytes(field), value)); }
  void operator()(int field, std::string& value) { value.assign(text(field)); }
  void operator()(int field, PrivateText& value) {
    if (is_there(field) || !value.empty()) value = PrivateText(std::string(text(field)));  // most are not there
  }
  void operator()(int field, std::optional<Bsn>& value);
  void operator()(int field, MunicipalityCode& value) { keep(read(number32(field), value)); }
  void operator()(int field, std::uint32_t& value) { value = number32(field); }
  void operator()(int field, bool& value) { value = number(field) != 0; }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void operator()(int field, Enum& value) { keep(read_enum(static_cast<int>(number32(field)), value)); }
  void operator()(int field, std::int32_t& value) { value = unzigzag32(number32(field)); }
  void operator()(int field, std::int64_t& value) { value = unzigzag(number(field)); }
  void operator()(int field, Date& value) { keep(read(unzigzag32(number32(field)), value)); }
  void operator()(int field, YearMonth& value) { keep(read(unzigzag32(number32(field)), value)); }
  void operator()(int field, Cents& value) { keep(read(unzigzag(number(field)), value)); }
  void operator()(int field, std::optional<Date>& value) {
    value.reset();
    if (is_there(field)) (*this)(field, value.emplace());
  }
  void operator()(int field, Address& value);                 // an absent one is empty
  void operator()(int field, std::optional<Address>& value);  // one that is there is not empty
  template <Described Value>
  void operator()(int field, Value& value) {
    take(bytes(field), value);
  }
  template <Described Value>
  void operator()(int field, std::optional<Value>& value) {
    value.reset();
    if (is_there(field)) take(bytes(field), value.emplace());
  }
  template <Described Value>
  void operator()(int field, std::vector<Value>& values) {
    values.resize(times(field));
    auto at = values.begin();
    each_bytes(field, [&](BytesView wire) { take(wire, *at++); });
  }
  template <class Tag>
  void operator()(int field, std::vector<Id<Tag>>& values) {
    values.resize(times(field));
    auto at = values.begin();
    each_bytes(field, [&](BytesView wire) { keep(read(wire, *at++)); });
  }
  void operator()(int field, std::vector<YearMonth>& values);
  void operator()(int field, std::vector<std::uint64_t>& values);

  void operator()(int field, std::vector<std::string>& values) {
    values.clear();
    each_bytes(field, [&](BytesView text) { values.emplace_back(valid(text)); });
  }
  template <class Enum>
  void place(int field, Enum& value) {
    keep(read_enum(static_cast<int>(number32(field) + 1), value));
  }
  void count(int field, int& value) { value = static_cast<int>(number(field)); }
  void raw(int field, Bytes& value) { value.assign(bytes(field)); }
  void named(int field, PartnerId& value) { keep(read_named(bytes(field), value)); }
  void present(int field, Address& value);
  void fixed64(int field, std::uint64_t& value);
  template <class Tag>
  void unless_zero(int field, Id<Tag>& value) {
    value = Id<Tag>();
    if (!bytes(field).empty()) (*this)(field, value);
  }
  template <class Put, class Take>
  void by_hand(Put, Take take_it) {
    take_it(*this);
  }

  // What `by_hand` needs. Nothing of a field that is not there.
  bool is_there(int field) const { return times(field) > 0; }
  std::size_t times(int field) const { return times_[static_cast<std::size_t>(field)]; }
  std::uint64_t number(int field) {
    const RawField* found = once(field, WireType::varint);
    return found != nullptr ? found->number : 0;
  }
  std::uint32_t number32(int field) { return static_cast<std::uint32_t>(number(field)); }
  BytesView bytes(int field) {
    const RawField* found = once(field, WireType::bytes);
    return found != nullptr ? BytesView(found->bytes, found->number) : BytesView();
  }
  BytesView text(int field) { return valid(bytes(field)); }
  template <class See>
  void each_bytes(int field, See see) {
    if (!is_there(field)) return;
    WireReader in(wire_.substr(slot(field).first));
    for (std::size_t left = times(field); left > 0 && in.next();) {
      if (in.field() != field) continue;
      see(in.bytes());
      --left;
    }
    keep(in.end());
  }
  // Of a repeated number, packed or not.
  template <class See>
  void each_number(int field, See see) {
    if (!is_there(field)) return;
    WireReader in(wire_.substr(slot(field).first));
    while (in.next())
      if (in.field() == field) in.each_number(see);
    keep(in.end());
  }
  void keep(const Result<>& done) {
    if (result_ && !done) result_ = done;
  }

 private:
  struct Slot {         // made when its field comes: most messages are short
    std::size_t first;  // where in the bytes
    RawField raw;
  };

  template <Described Value>
  void take(BytesView wire, Value& value) {
    Taker inner(wire);
    if (inner.result_) fields(value, inner);
    keep(inner.result_);
  }
  const Slot& slot(int field) const { return slots_[static_cast<std::size_t>(field)]; }
  void refuse();
  // The field, where it is there once; nothing where it is not.
  const RawField* once(int field, WireType type) {
    if (!is_there(field)) return nullptr;
    const RawField& found = slot(field).raw;
    if (found.type == type && times(field) == 1) return &found;
    refuse();
    return nullptr;
  }
  BytesView valid(BytesView text) {
    if (!is_utf8(text)) refuse();
    return text;
  }

  BytesView wire_;
  static constexpr std::size_t fields_max = 16;
  std::array<std::uint32_t, fields_max> times_{};
  std::array<Slot, fields_max> slots_;
  Result<> result_;
};

template <Described Value>
Bytes to_wire(const Value& value) {
  thread_local WireWriter out;  // whole messages only: none is written inside another
  out.begin();
  Putter putter(out);
  fields(value, putter);
  return out.take();
}

template <Described Value>
Result<> from_wire(BytesView wire, Value& value) {
  Taker taker(wire);
  if (taker.result()) fields(value, taker);
  return taker.result();
}

}  // namespace tijdig::codec
