// Bytes that are owned, and bytes that are looked at.
//
// A view is valid only while its owner lives and does not change; nothing in this project keeps a view longer than the
// call it was given to, unless the header of that call says so.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace tijdig {

using Bytes = std::string;
using BytesView = std::string_view;

// Big-endian integers, so that byte order equals numeric order in a sorted store. There must be room at `at`.
template <class Integer>
void write_big_endian(char* at, Integer value) {
  [&]<std::size_t... i>(std::index_sequence<i...>) {  // spelled out, so that it becomes one store
    ((at[i] = static_cast<char>(static_cast<unsigned char>(value >> (8 * (sizeof(Integer) - 1 - i))))), ...);
  }
  (std::make_index_sequence<sizeof(Integer)>());
}
template <class Integer>
void append_big_endian(Bytes& out, Integer value) {
  std::array<char, sizeof(Integer)> bytes;
  write_big_endian(bytes.data(), value);
  out.append(bytes.data(), bytes.size());
}

// Reads what append_big_endian wrote; the caller has checked that enough bytes are there.
template <class Integer>
Integer read_big_endian(BytesView in) {
  Integer value = 0;
  for (std::size_t i = 0; i < sizeof(Integer); ++i)
    value = static_cast<Integer>(static_cast<Integer>(value << 8) | static_cast<unsigned char>(in[i]));
  return value;
}

}  // namespace tijdig
