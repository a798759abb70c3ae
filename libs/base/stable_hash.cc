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

char* StableHasher::long_room_for(std::size_t bytes) {
  if (long_.empty()) long_.assign(short_.data(), size_);
  long_.resize(long_.size() + bytes);
  return long_.data() + long_.size() - bytes;
}

}  // namespace tijdig
