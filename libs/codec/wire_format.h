// Protobuf's wire format by itself; fields.h makes messages of it.
//
//   WireWriter out;
//   out.begin();
//   out.bytes(1, id);                        // fields in ascending order; zero and empty are left out, as proto3 does
//   out.message(6, [&] { out.bytes(1, surname); });
//   Bytes wire = out.take();
//
//   WireReader in(wire);
//   while (in.next())
//     if (in.field() == 1) id = in.bytes();  // a field of a newer writer is passed over
//   return in.end();                         // refuses what was cut off, or has another type
//
// Limits: field numbers below 16 in what is written, messages below 2 GiB. Views live as long as the bytes that are
// read. One thread. Source: https://protobuf.dev/programming-guides/encoding/
#pragma once

#include <google/protobuf/stubs/common.h>

#include <cstdint>
#include <cstring>

#include "libs/base/bytes.h"
#include "libs/base/check.h"
#include "libs/base/result.h"

namespace tijdig::codec {

inline Error broken_message() { return Error::refused("not a complete Protobuf message of this kind"); }

// Eight bytes at a time: nearly all text is ASCII, and each text of each message passes here.
inline bool is_ascii(BytesView text) {
  constexpr std::uint64_t top_bits = 0x8080808080808080U;
  std::uint64_t seen = 0;
  std::size_t at = 0;
  for (; at + sizeof seen <= text.size(); at += sizeof seen) {
    std::uint64_t eight;
    std::memcpy(&eight, text.data() + at, sizeof eight);
    seen |= eight;
  }
  for (; at < text.size(); ++at) seen |= static_cast<unsigned char>(text[at]);
  return (seen & top_bits) == 0;
}

inline bool is_utf8(BytesView text) {
  return is_ascii(text) ||
         google::protobuf::internal::IsStructurallyValidUTF8(text.data(), static_cast<int>(text.size()));
}

inline std::int64_t unzigzag(std::uint64_t value) { return static_cast<std::int64_t>(value >> 1 ^ (~(value & 1) + 1)); }
inline std::int32_t unzigzag32(std::uint32_t value) {
  return static_cast<std::int32_t>(value >> 1 ^ (~(value & 1) + 1));
}

enum class WireType : unsigned char { varint = 0, fixed64 = 1, bytes = 2, fixed32 = 5 };

class WireWriter {
 public:
  void begin() { size_ = 0; }
  Bytes take() const { return Bytes(buffer_.data(), size_); }
  BytesView written() const { return {buffer_.data(), size_}; }

  void number(int field, std::uint64_t value) {
    if (value != 0) number_always(field, value);
  }
  void number_always(int field, std::uint64_t value) {
    char* at = room(1 + varint_bytes_max);
    *at++ = tag(field, WireType::varint);
    keep(put_varint(at, value));
  }
  void signed_number(int field, std::int64_t value) { number(field, zigzag(value)); }
  void signed_number_always(int field, std::int64_t value) { number_always(field, zigzag(value)); }
  void flag(int field, bool value) { number(field, value ? 1 : 0); }
  void fixed64(int field, std::uint64_t value) {
    if (value == 0) return;
    *room(1) = tag(field, WireType::fixed64);
    ++size_;
    fixed64_bare(value);
  }
  void bytes(int field, BytesView value) {
    if (!value.empty()) bytes_always(field, value);
  }
  void bytes_always(int field, BytesView value) {
    char* at = room(1 + varint_bytes_max + value.size());
    *at++ = tag(field, WireType::bytes);
    at = put_varint(at, value.size());
    std::memcpy(at, value.data(), value.size());
    keep(at + value.size());
  }
  // Whatever `fill` writes is the message, or the packed numbers. An empty one is written too.
  template <class Fill>
  void message(int field, Fill fill) {
    *room(2) = tag(field, WireType::bytes);
    size_ += 2;  // room for the size, where it is short: mostly
    const std::size_t begin = size_;
    fill();
    close(begin);
  }
  void signed_number_bare(std::int64_t value) { keep(put_varint(room(varint_bytes_max), zigzag(value))); }
  void number_bare(std::uint64_t value) { keep(put_varint(room(varint_bytes_max), value)); }
  void fixed64_bare(std::uint64_t value) {
    char* at = room(sizeof value);
    for (int shift = 0; shift < 64; shift += 8) *at++ = static_cast<char>(static_cast<unsigned char>(value >> shift));
    keep(at);
  }

 private:
  static constexpr std::size_t varint_bytes_max = 10;

  static char tag(int field, WireType type) { return static_cast<char>(field << 3 | static_cast<int>(type)); }
  static std::uint64_t zigzag(std::int64_t value) {
    return static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63);
  }
  static char* put_varint(char* at, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) *at++ = static_cast<char>(static_cast<unsigned char>(value | 0x80));
    *at++ = static_cast<char>(value);
    return at;
  }
  char* room(std::size_t bytes) {
    if (buffer_.size() < size_ + bytes) buffer_.resize(2 * (size_ + bytes));
    return buffer_.data() + size_;
  }
  void keep(const char* end) { size_ = static_cast<std::size_t>(end - buffer_.data()); }
  void close(std::size_t begin) {
    const std::size_t size = size_ - begin;
    if (size >= 0x80) {
      char bytes[varint_bytes_max];
      const auto more = static_cast<std::size_t>(put_varint(bytes, size) - bytes) - 1;
      char* const at = room(more) - size;
      std::memmove(at + more, at, size);
      std::memcpy(at - 1, bytes, more + 1);
      size_ += more;
    } else {
      buffer_[begin - 1] = static_cast<char>(size);
    }
  }

  Bytes buffer_;
  std::size_t size_ = 0;
};

// A field of whatever type.
struct RawField {
  WireType type;
  std::uint64_t number;  // or how many bytes
  const char* bytes;
};

class WireReader {
 public:
  explicit WireReader(BytesView bytes)
      : begin_(bytes.data()), at_(bytes.data()), end_(bytes.data() + bytes.size()), field_at_(bytes.data()) {}

  // The next field; false at the end and when the bytes are broken. A field that nobody took is passed over.
  bool next() {
    if (!taken_) skip();
    if (at_ == end_) return false;
    field_at_ = at_;
    const std::uint64_t tag = varint();
    field_ = static_cast<int>(tag >> 3);
    type_ = static_cast<WireType>(tag & 7);
    if (at_ - field_at_ > tag_bytes_max || tag >> 32 != 0 || field_ == 0) broken();
    taken_ = false;
    return !broken_;
  }
  int field() const { return field_; }
  std::size_t begin_of_field() const { return static_cast<std::size_t>(field_at_ - begin_); }
  bool is_whole() const { return !broken_; }
  Result<> end() const {
    if (broken_) return broken_message();
    return {};
  }

  BytesView bytes() {
    if (type_ != WireType::bytes) return broken(), BytesView();
    taken_ = true;
    return sized();
  }
  std::uint64_t number() {
    if (type_ != WireType::varint) return broken(), 0;
    taken_ = true;
    return varint();
  }
  RawField raw() {
    taken_ = true;
    if (type_ == WireType::varint) return {type_, varint(), nullptr};
    if (type_ == WireType::fixed64) return {type_, fixed64(), nullptr};
    if (type_ == WireType::bytes) {
      const BytesView found = sized();
      return {type_, found.size(), found.data()};
    }
    skip();
    return {type_, 0, nullptr};
  }
  // Calls `see(number)` for each of a repeated number, packed or not.
  template <class See>
  void each_number(See see) {
    each(WireType::varint, &WireReader::varint, see);
  }
  template <class See>
  void each_fixed64(See see) {
    each(WireType::fixed64, &WireReader::fixed64, see);
  }

 private:
  static constexpr std::ptrdiff_t tag_bytes_max = 5;

  template <class See>
  void each(WireType alone, std::uint64_t (WireReader::*read)(), See see) {
    if (type_ == alone) {
      taken_ = true;
      return see((this->*read)());
    }
    WireReader packed(bytes());
    while (packed.at_ != packed.end_) {
      const std::uint64_t number = (packed.*read)();
      if (!packed.broken_) see(number);
    }
    if (packed.broken_) broken();
  }
  void broken() {
    broken_ = true;
    at_ = end_;
  }
  std::uint64_t varint() {
    if (at_ != end_ && static_cast<unsigned char>(*at_) < 0x80) return static_cast<unsigned char>(*at_++);  // mostly
    return long_varint();
  }
  std::uint64_t long_varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64 && at_ != end_; shift += 7) {
      const auto byte = static_cast<unsigned char>(*at_++);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    broken();
    return 0;
  }
  std::uint64_t fixed64() {
    if (end_ - at_ < 8) return broken(), 0;
    std::uint64_t value = 0;
    for (int i = 7; i >= 0; --i) value = value << 8 | static_cast<unsigned char>(at_[i]);
    at_ += 8;
    return value;
  }
  BytesView sized() {
    const std::uint64_t size = varint();
    if (broken_ || size > static_cast<std::uint64_t>(end_ - at_)) return broken(), BytesView();
    at_ += size;
    return {at_ - size, static_cast<std::size_t>(size)};
  }
  void skip() {
    taken_ = true;
    if (type_ == WireType::varint) {
      varint();
    } else if (type_ == WireType::fixed64) {
      fixed64();
    } else if (type_ == WireType::bytes) {
      sized();
    } else if (type_ == WireType::fixed32 && end_ - at_ >= 4) {
      at_ += 4;
    } else {
      broken();
    }
  }

  const char* begin_;
  const char* at_;
  const char* end_;
  const char* field_at_;
  int field_ = 0;
  WireType type_ = WireType::varint;
  bool taken_ = true;
  bool broken_ = false;
};

}  // namespace tijdig::codec
