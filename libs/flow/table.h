// What a keyed table is: a part of a stage's state that has one kind of key and one kind of value.
//
//   inline constexpr auto addresses = table<AddressId>({.name = "addresses", .prefix = "a", ...});   // tables.h
//   turn.change<AddressState>(addresses.key(address))             // "a" and the sixteen bytes of the address
//   back_end.scan(lane, watches.first_bytes(zoetermeer), rows)    // every key that begins so
//
// A key is the prefix and its parts, one behind the other, numbers big endian; keys never hold personal data that can
// be read. What stands in a log or a store stays: a prefix never changes and is not given out again. Plain values, any
// thread; `key` allocates once.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>

#include "libs/base/bytes.h"
#include "libs/domain/ids.h"
#include "libs/flow/topic.h"

namespace tijdig::flow {

// Whose data the values of a table hold, for who erases and for who asks where it is.
enum class Holds : unsigned char {
  nobody,      // rules, days, counts
  pseudonyms,  // ids of people, households, cases or rows, and what is known beside an id
  people,      // names, addresses, dates, or what was written about somebody
};

// Where an entry stands.
enum class Spread : unsigned char {
  by_key,           // in the partition that its key decides: one entry in all
  every_partition,  // each partition that hears of the municipality keeps an entry of its own under the key
};

struct TableInfo {
  std::string_view name;
  std::string_view prefix;
  std::string_view key;    // its parts, in words
  std::string_view value;  // Protobuf message of proto/tijdig/v1; else its bytes, in words
  Holds holds = Holds::people;
  Spread spread = Spread::by_key;
  std::string_view purpose;
  // Set by `table`:
  unsigned char decides = 0;   // which kinds of key its key decides, one bit each
  std::size_t bytes = 0;       // of a key, prefix included; of the shortest one where its last part has any length
  bool is_open_ended = false;  // the last part has any length

  constexpr bool has_message() const { return !value.empty() && value[0] >= 'A' && value[0] <= 'Z'; }
  constexpr bool decides_kind(KeyKind kind) const { return (decides >> static_cast<unsigned>(kind) & 1U) != 0; }
  constexpr bool fits(BytesView of_key) const {
    return of_key.starts_with(prefix) && (is_open_ended ? of_key.size() >= bytes : of_key.size() == bytes);
  }
};

// A part of a key whose type does not say which partition it leads to: the hash of something in one municipality.
template <KeyKind kind, class T>
struct Within {};
// The last part where it is bytes of any length.
struct Rest {};

// How each type of part is given, how long it is, and which partition it decides.
template <class T>
struct KeyPart;

template <class T, std::size_t size, KeyKind... kinds>
struct FixedPart {
  using Given = T;
  static constexpr std::size_t bytes = size;
  static constexpr unsigned decides = (0U | ... | (1U << static_cast<unsigned>(kinds)));
};
template <class Number>
struct NumberPart : FixedPart<Number, sizeof(Number)> {
  static void append(Bytes& key, Number number) { append_big_endian(key, number); }
  static Number read(BytesView bytes) { return read_big_endian<Number>(bytes); }
};
template <>
struct KeyPart<std::uint32_t> : NumberPart<std::uint32_t> {};
template <>
struct KeyPart<std::uint64_t> : NumberPart<std::uint64_t> {};

template <>
struct KeyPart<Hash128> : FixedPart<Hash128, sizeof(Hash128)> {
  static void append(Bytes& key, const Hash128& hash) { key.append(bytes_of(hash)); }
  static Hash128 read(BytesView bytes) {
    Hash128 hash;
    bytes.copy(reinterpret_cast<char*>(hash.data()), hash.size());
    return hash;
  }
};
template <class T, KeyKind kind>
struct IdPart : FixedPart<T, sizeof(Hash128), kind> {
  static void append(Bytes& key, const T& id) { key.append(id.bytes()); }
  static T read(BytesView bytes) { return T::from_hash(KeyPart<Hash128>::read(bytes)); }
};
template <>
struct KeyPart<SignalId> : IdPart<SignalId, KeyKind::partner> {};
template <>
struct KeyPart<DeliveryId> : IdPart<DeliveryId, KeyKind::partner> {};
template <>
struct KeyPart<CustomerId> : IdPart<CustomerId, KeyKind::partner> {};
template <>
struct KeyPart<AddressId> : IdPart<AddressId, KeyKind::municipality> {};
template <>
struct KeyPart<HouseholdId> : IdPart<HouseholdId, KeyKind::household> {};

template <>
struct KeyPart<MunicipalityCode> : FixedPart<MunicipalityCode, sizeof(std::uint16_t), KeyKind::municipality> {
  static void append(Bytes& key, MunicipalityCode municipality) { append_big_endian(key, municipality.number()); }
  static MunicipalityCode read(BytesView bytes) {
    return MunicipalityCode::from_number(read_big_endian<std::uint16_t>(bytes));
  }
};
template <>
struct KeyPart<YearMonth> : FixedPart<YearMonth, sizeof(std::uint32_t)> {
  static void append(Bytes& key, YearMonth month) { append_big_endian(key, static_cast<std::uint32_t>(month.index())); }
  static YearMonth read(BytesView bytes) {
    return YearMonth::from_index(static_cast<std::int32_t>(read_big_endian<std::uint32_t>(bytes)));
  }
};
template <>
struct KeyPart<Date> : FixedPart<Date, sizeof(std::uint32_t)> {
  static void append(Bytes& key, Date day) {
    append_big_endian(key, static_cast<std::uint32_t>(day.days_since_epoch()));
  }
  static Date read(BytesView bytes) {
    return Date::from_days(static_cast<std::int32_t>(read_big_endian<std::uint32_t>(bytes)));
  }
};
template <>
struct KeyPart<CaseId> : FixedPart<CaseId, sizeof(Hash128) + sizeof(std::uint32_t), KeyKind::household> {
  static void append(Bytes& key, const CaseId& id) {
    KeyPart<HouseholdId>::append(key, id.household);
    KeyPart<YearMonth>::append(key, id.month);
  }
  static CaseId read(BytesView bytes) {
    return {KeyPart<HouseholdId>::read(bytes), KeyPart<YearMonth>::read(bytes.substr(sizeof(Hash128)))};
  }
};
template <KeyKind kind, class T>
struct KeyPart<Within<kind, T>> : KeyPart<T> {
  static constexpr unsigned decides = 1U << static_cast<unsigned>(kind);
};
template <>
struct KeyPart<Rest> : FixedPart<BytesView, 0> {
  static void append(Bytes& key, BytesView rest) { key.append(rest); }
};

template <class... Parts>
struct Table {
  TableInfo info;

  Bytes key(const typename KeyPart<Parts>::Given&... parts) const {
    Bytes bytes;
    bytes.reserve(info.bytes);
    bytes.append(info.prefix);
    (KeyPart<Parts>::append(bytes, parts), ...);
    return bytes;
  }

  // What all keys with these first parts begin with.
  template <class... First>
  Bytes first_bytes(const First&... parts) const {
    static_assert(sizeof...(First) <= sizeof...(Parts));
    Bytes bytes(info.prefix);
    [&]<std::size_t... i>(std::index_sequence<i...>) {
      (KeyPart<std::tuple_element_t<i, std::tuple<Parts...>>>::append(bytes, parts), ...);
    }
    (std::index_sequence_for<First...>());
    return bytes;
  }

  // The parts of a key; nullopt for one of another table.
  std::optional<std::tuple<typename KeyPart<Parts>::Given...>> parts_of(BytesView key) const {
    if (!info.fits(key)) return std::nullopt;
    key.remove_prefix(info.prefix.size());
    const auto take = [&key]<class Part>(const KeyPart<Part>&) {
      const auto part = KeyPart<Part>::read(key);
      key.remove_prefix(KeyPart<Part>::bytes);
      return part;
    };
    return std::tuple<typename KeyPart<Parts>::Given...>{take(KeyPart<Parts>{})...};
  }
};

template <class... Parts>
constexpr Table<Parts...> table(TableInfo info) {
  info.decides = static_cast<unsigned char>((0U | ... | KeyPart<Parts>::decides));
  info.bytes = info.prefix.size() + (0 + ... + KeyPart<Parts>::bytes);
  info.is_open_ended = (false || ... || (KeyPart<Parts>::bytes == 0));
  return {info};
}

}  // namespace tijdig::flow
