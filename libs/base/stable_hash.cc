#include "libs/base/stable_hash.h"

#include <sodium.h>

namespace tijdig {
namespace {

// Spells "tijdig stable 01". Changing it changes every id ever given out.
constexpr unsigned char key[16] = {'t', 'i', 'j', 'd', 'i', 'g', ' ', 's', 't', 'a', 'b', 'l', 'e', ' ', '0', '1'};

const unsigned char* as_unsigned(BytesView bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

}  // namespace

std::uint64_t stable_hash64(BytesView bytes) {
  unsigned char out[8];
  crypto_shorthash_siphash24(out, as_unsigned(bytes), bytes.size(), key);
  std::uint64_t value = 0;
  for (int i = 7; i >= 0; --i) value = (value << 8) | out[i];
  return value;
}

Hash128 stable_hash128(BytesView bytes) {
  Hash128 out;
  crypto_shorthash_siphashx24(out.data(), as_unsigned(bytes), bytes.size(), key);
  return out;
}

StableHasher& StableHasher::add(BytesView part) {
  append_big_endian(framed_, static_cast<std::uint32_t>(part.size()));
  framed_.append(part);
  return *this;
}

StableHasher& StableHasher::add(std::int64_t number) {
  append_big_endian(framed_, std::uint32_t{8});
  append_big_endian(framed_, static_cast<std::uint64_t>(number));
  return *this;
}

}  // namespace tijdig
