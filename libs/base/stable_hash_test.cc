#include "libs/base/stable_hash.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace tijdig {
namespace {

std::string hex(const Hash128& hash) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (const std::uint8_t byte : hash) {
    out.push_back(digits[byte >> 4]);
    out.push_back(digits[byte & 15]);
  }
  return out;
}

// The numbers were computed by another implementation (SipHash-2-4 in Python, after the paper of Aumasson and
// Bernstein, itself checked with the vector of its appendix A). If they change, every id ever given out changes.
TEST(StableHash, GivesTheSameNumbersForEver) {
  EXPECT_EQ(stable_hash64(""), 0x50aec39605cd374bU);
  EXPECT_EQ(stable_hash64("GM0637"), 0x999929a743361b44U);
  EXPECT_EQ(stable_hash64(std::string(1000, 'a')), 0x0686d42aa54e5c89U);
  EXPECT_EQ(hex(stable_hash128("")), "b5ec63572c16026d6c38802a5c8888df");
  EXPECT_EQ(hex(stable_hash128("GM0637")), "bf56f2ec6c3148bb048fe04c8e0dd38e");
  EXPECT_EQ(hex(stable_hash128(std::string(1000, 'a'))), "ff1a0b2d6a0eb2ca90de2d1222ffe76c");
}

TEST(StableHasher, FramesEachPartWithItsLength) {
  const Hash128 hash = StableHasher("signal").add("de-goede-woning").add("4711").add(2018).finish();
  EXPECT_EQ(hex(hash), "09f05f1e6ad44c4832c557cb208863e2");
}

RC_GTEST_PROP(StableHasher, HashesTheFramesOneAfterTheOther, (const std::vector<std::string>& parts)) {
  StableHasher hasher("k");
  Bytes framed;
  append_big_endian(framed, std::uint32_t{1});
  framed += "k";
  for (const std::string& part : parts) {
    hasher.add(part + part + part);  // some of them longer than what is kept in place
    append_framed(framed, part + part + part);
  }
  RC_ASSERT(hasher.finish() == stable_hash128(framed));
}

TEST(StableHasher, KeepsPartsApart) {
  EXPECT_NE(StableHasher("k").add("ab").add("c").finish(), StableHasher("k").add("a").add("bc").finish());
  EXPECT_NE(StableHasher("k").add("ab").finish(), StableHasher("k").add("ab").add("").finish());
}

TEST(StableHasher, KeepsKindsOfIdsApart) {
  EXPECT_NE(StableHasher("signal").add("1").finish(), StableHasher("customer").add("1").finish());
}

RC_GTEST_PROP(StableHasher, CannotBeFooledByMovingABoundary, (const std::string& a, const std::string& b)) {
  const std::string whole = a + b;
  for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
    if (cut == a.size()) continue;
    const auto other = StableHasher("k").add(whole.substr(0, cut)).add(whole.substr(cut)).finish();
    RC_ASSERT(other != StableHasher("k").add(a).add(b).finish());
  }
}

RC_GTEST_PROP(StableHasher, TellsNumbersApart, (std::int64_t a, std::int64_t b)) {
  RC_ASSERT((StableHasher("n").add(a).finish() == StableHasher("n").add(b).finish()) == (a == b));
}

}  // namespace
}  // namespace tijdig
