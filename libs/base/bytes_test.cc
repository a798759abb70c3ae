#include "libs/base/bytes.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>

namespace tijdig {
namespace {

template <class Integer>
Bytes written(Integer value) {
  Bytes out;
  append_big_endian(out, value);
  return out;
}

TEST(BigEndian, WritesTheMostSignificantByteFirst) {
  EXPECT_EQ(written(std::uint32_t{0x01020304}), BytesView("\x01\x02\x03\x04", 4));
  EXPECT_EQ(written(std::uint8_t{0xFF}), BytesView("\xFF", 1));
}

RC_GTEST_PROP(BigEndian, ReadsBackWhatItWrote, (std::uint64_t a, std::int32_t b, std::uint16_t c, std::uint8_t d)) {
  RC_ASSERT(read_big_endian<std::uint64_t>(written(a)) == a);
  RC_ASSERT(read_big_endian<std::int32_t>(written(b)) == b);
  RC_ASSERT(read_big_endian<std::uint16_t>(written(c)) == c);
  RC_ASSERT(read_big_endian<std::uint8_t>(written(d)) == d);
}

RC_GTEST_PROP(BigEndian, SortsAsNumbersDo, (std::uint64_t a, std::uint64_t b)) {
  RC_ASSERT((written(a) < written(b)) == (a < b));
}

}  // namespace
}  // namespace tijdig
