#include "libs/base/varint.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tijdig {
namespace {

RC_GTEST_PROP(Varint, GivesBackTheSameNumber, (std::uint64_t number)) {
  Bytes bytes;
  append_varint(bytes, number);
  BytesView rest = bytes;
  std::uint64_t read = 0;
  RC_ASSERT(take_varint(rest, read));
  RC_ASSERT(read == number);
  RC_ASSERT(rest.empty());
}

TEST(Varint, RefusesANumberThatDoesNotFit) {
  Bytes bytes;
  append_varint(bytes, 70'000);
  BytesView rest = bytes;
  std::uint16_t read = 0;
  EXPECT_FALSE(take_varint_as(rest, read));
}

}  // namespace
}  // namespace tijdig
