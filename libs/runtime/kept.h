// Values that a stage keeps in its state, decoded: read from their bytes once, used by many records, written once per
// batch.
//
//   Bytes encode(const AddressState& state);                     // beside the type, found by its namespace
//   Result<> decode(BytesView wire, AddressState& state);        // into an empty value; an error stops the lane
//
//   TIJDIG_TRY(AddressState * state, turn.change<AddressState>(key));      // libs/runtime/stage.h
//
// `encode` gives the same bytes for the same value, and decoding what it gave gives the same value. A key is kept as
// one type all its life; another one is a broken promise (TIJDIG_CHECK). One thread at a time.
#pragma once

#include <concepts>
#include <memory>
#include <utility>

#include "libs/base/bytes.h"
#include "libs/base/result.h"

namespace tijdig::runtime {

template <class T>
concept Kept = std::copyable<T> && std::default_initializable<T> && requires(const T& value, T& into, BytesView wire) {
  { encode(value) } -> std::same_as<Bytes>;
  { decode(wire, into) } -> std::same_as<Result<>>;
};

// State that does not read is not an input that somebody can repair: the lane stops.
inline Error unreadable_state(const Error& why) {
  return Error::fatal("state of a stage cannot be read (" + why.detail + "); run `tijdig rebuild --repair`");
}

// For who reads state outside the step: reports, explanations, tests.
template <Kept T>
Result<T> read_kept(BytesView wire) {
  T value{};
  if (const auto read = decode(wire, value); !read) return unreadable_state(read.error());
  return value;
}

// A value whose type the engine does not know.
class KeptValue {
 public:
  virtual ~KeptValue() = default;
  virtual Bytes to_bytes() const = 0;
  virtual Result<> from_bytes(BytesView wire) = 0;  // into a new one
  virtual std::unique_ptr<KeptValue> copy() const = 0;
};

template <Kept T>
class KeptAs final : public KeptValue {
 public:
  T value{};
  Bytes to_bytes() const override { return encode(value); }
  Result<> from_bytes(BytesView wire) override { return decode(wire, value); }
  std::unique_ptr<KeptValue> copy() const override { return std::make_unique<KeptAs>(*this); }
};

// Which type it is, and how to make one: there is one of these per type, so its address is the type's name.
struct KeptType {
  std::unique_ptr<KeptValue> (*make)();
};

template <Kept T>
inline constexpr KeptType kept_type{+[]() -> std::unique_ptr<KeptValue> { return std::make_unique<KeptAs<T>>(); }};

}  // namespace tijdig::runtime
