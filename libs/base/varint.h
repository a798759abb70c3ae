// Small numbers in few bytes (LEB128): seven bits a byte, lowest first, the top bit says that more follow.
//
//   append_varint(bytes, 300);                   // two bytes
//   std::uint64_t n; if (!take_varint(rest, n))  // false: the bytes end too early or the number is too long
//
// Pure functions; no threads.
#pragma once

#include <array>
#include <cstdint>

#include "libs/base/bytes.h"

namespace tijdig {

inline void append_varint(Bytes& out, std::uint64_t value) {
  std::array<char, 10> bytes{};
  std::size_t count = 0;
  while (value >= 0x80) {
    bytes[count++] = static_cast<char>(static_cast<unsigned char>(value | 0x80));
    value >>= 7;
  }
  bytes[count++] = static_cast<char>(static_cast<unsigned char>(value));
  out.append(bytes.data(), count);
}

inline bool take_varint(BytesView& in, std::uint64_t& value) {
  value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    if (in.empty()) return false;
    const auto byte = static_cast<unsigned char>(in.front());
    in.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if ((byte & 0x80) == 0) return true;
  }
  return false;
}

template <class Integer>
bool take_varint_as(BytesView& in, Integer& value) {
  std::uint64_t wide = 0;
  if (!take_varint(in, wide)) return false;
  value = static_cast<Integer>(wide);
  return static_cast<std::uint64_t>(value) == wide;
}

inline bool take_bytes(BytesView& in, std::uint64_t size, BytesView& bytes) {
  if (size > in.size()) return false;
  bytes = in.substr(0, size);
  in.remove_prefix(size);
  return true;
}

}  // namespace tijdig
