// One documented hash for ids, keys, partitions and sampling: the same bytes give the same number on every machine, in
// every build, for ever. SipHash-2-4 (64 bits) and SipHashX-2-4 (128 bits) from libsodium.
//
//   std::uint64_t h = stable_hash64("GM0637");
//   Id128 id = StableHasher("signal").add("de-goede-woning").add(customer).finish();
//
// `StableHasher` frames every part with its length, so ("ab","c") and ("a","bc") differ; the domain word given first
// keeps kinds of ids apart. Not for secrets: the key is public (docs/adr/0004).
#pragma once

#include <array>
#include <cstdint>

#include "libs/base/bytes.h"

namespace tijdig {

std::uint64_t stable_hash64(BytesView bytes);

using Hash128 = std::array<std::uint8_t, 16>;
Hash128 stable_hash128(BytesView bytes);
inline BytesView bytes_of(const Hash128& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

// A part as StableHasher frames it, for who has much to hash and would rather not have it copied: stable_hash128 of
// parts framed into one buffer is what StableHasher makes of the same parts.
inline void append_framed(Bytes& out, BytesView part) {
  append_big_endian(out, static_cast<std::uint32_t>(part.size()));
  out += part;
}

class StableHasher {
 public:
  explicit StableHasher(BytesView domain) { add(domain); }
  StableHasher& add(BytesView part) {
    char* const at = room_for(sizeof(std::uint32_t) + part.size());
    write_big_endian(at, static_cast<std::uint32_t>(part.size()));
    part.copy(at + sizeof(std::uint32_t), part.size());
    return *this;
  }
  StableHasher& add(std::int64_t number) {
    char* const at = room_for(sizeof(std::uint32_t) + sizeof number);
    write_big_endian(at, std::uint32_t{sizeof number});
    write_big_endian(at + sizeof(std::uint32_t), static_cast<std::uint64_t>(number));
    return *this;
  }
  Hash128 finish() const { return stable_hash128(framed()); }

 private:
  // What is hashed is mostly short, and ids are made for every row: no memory is asked for.
  static constexpr std::size_t short_bytes_max = 200;

  BytesView framed() const { return long_.empty() ? BytesView(short_.data(), size_) : BytesView(long_); }
  char* room_for(std::size_t bytes) {
    if (size_ + bytes > short_bytes_max || !long_.empty()) return long_room_for(bytes);
    size_ += bytes;
    return short_.data() + size_ - bytes;
  }
  char* long_room_for(std::size_t bytes);

  std::array<char, short_bytes_max> short_;  // the first `size_` of them
  std::size_t size_ = 0;
  Bytes long_;  // all of it, once short_ is too small
};

}  // namespace tijdig
