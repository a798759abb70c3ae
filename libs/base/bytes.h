// Bytes that are owned, and bytes that are looked at.
//
// A view is valid only while its owner lives and does not change; nothing in this project keeps a view longer than the
// call it was given to, unless the header of that call says so.
#pragma once

#include <string>
#include <string_view>

namespace tijdig {

using Bytes = std::string;
using BytesView = std::string_view;

// Appends big-endian integers, so that byte order equals numeric order in a sorted store.
template <class Integer>
void append_big_endian(Bytes& out, Integer value) {
  for (int shift = static_cast<int>(sizeof(Integer)) * 8 - 8; shift >= 0; shift -= 8)
    out.push_back(static_cast<char>(static_cast<unsigned char>(value >> shift)));
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
