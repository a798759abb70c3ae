// Small records of our own as bytes: big-endian numbers behind a version byte. For values that are stored by whoever
// uses this library; messages between services are Protobuf (libs/codec).
//
//   WireWriter to(1);  to.number(count);  to.text(word);  Bytes bytes = to.take();
//   WireReader from(bytes, 1);  ...  if (!from.is_done()) return Error::refused(...);
//
// A reader never reads past the end: it turns bad, gives zeros, and `is_done` is false. Any thread.
#pragma once

#include <algorithm>

#include "libs/base/bytes.h"
#include "libs/base/stable_hash.h"
#include "libs/domain/date.h"

namespace tijdig::residents {

class WireWriter {
 public:
  explicit WireWriter(std::uint8_t version) { number(version); }
  template <class Unsigned>
  void number(Unsigned value) {
    append_big_endian(bytes_, value);
  }
  void flag(bool value) { number<std::uint8_t>(value ? 1 : 0); }
  void signed_number(std::int32_t value) { number(static_cast<std::uint32_t>(value)); }
  void date(Date value) { signed_number(value.days_since_epoch()); }
  void text(BytesView value) {  // up to 255 bytes
    number(static_cast<std::uint8_t>(value.size()));
    bytes_.append(value.substr(0, 255));
  }
  void hash(const Hash128& value) { bytes_.append(reinterpret_cast<const char*>(value.data()), value.size()); }
  Bytes take() { return std::move(bytes_); }

 private:
  Bytes bytes_;
};

class WireReader {
 public:
  WireReader(BytesView bytes, std::uint8_t version) : left_(bytes) {
    if (number<std::uint8_t>() != version) spoil();
  }
  template <class Unsigned>
  Unsigned number() {
    const BytesView piece = take(sizeof(Unsigned));
    return is_good_ ? read_big_endian<Unsigned>(piece) : Unsigned{0};
  }
  std::uint8_t number_below(std::uint8_t bound) {
    const auto value = number<std::uint8_t>();
    if (value >= bound) spoil();
    return is_good_ ? value : std::uint8_t{0};
  }
  bool flag() { return number_below(2) == 1; }
  std::int32_t signed_number() { return static_cast<std::int32_t>(number<std::uint32_t>()); }
  Date date() { return Date::from_days(signed_number()); }
  BytesView text() { return take(number<std::uint8_t>()); }
  Hash128 hash() {
    Hash128 value{};
    const BytesView piece = take(value.size());
    if (is_good_) std::copy(piece.begin(), piece.end(), reinterpret_cast<char*>(value.data()));
    return value;
  }
  void spoil() { is_good_ = false; }
  bool is_good() const { return is_good_; }
  bool is_done() const { return is_good_ && left_.empty(); }

 private:
  BytesView take(std::size_t size) {
    if (!is_good_ || left_.size() < size) {
      spoil();
      return {};
    }
    const BytesView piece = left_.substr(0, size);
    left_.remove_prefix(size);
    return piece;
  }

  BytesView left_;
  bool is_good_ = true;
};

}  // namespace tijdig::residents
