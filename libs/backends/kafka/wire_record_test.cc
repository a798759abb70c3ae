#include "libs/backends/kafka/wire_record.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace tijdig::kafka {
namespace {

TEST(WireRecord, HasTheBytesThatTheHeaderPromises) {
  EXPECT_EQ(encode_cause({1, 2, 3, 4, 5}), Bytes("\0\1\0\2\0\0\0\0\0\0\0\3\0\0\0\4\0\0\0\0\0\0\0\5", 24));
}

TEST(WireRecord, ACauseComesBackAsItWas) {
  EXPECT_TRUE(rc::check([](flow::TopicId topic, ports::Partition partition, ports::Offset offset, std::uint32_t ordinal,
                           std::uint64_t lane_sequence) {
    const ports::Provenance cause{topic, partition, offset, ordinal, lane_sequence};
    const auto decoded = decode_cause(encode_cause(cause));
    RC_ASSERT(decoded.has_value());
    RC_ASSERT(*decoded == cause);
  }));
}

TEST(WireRecord, AHeaderOfAnotherLengthIsRefused) {
  for (const std::size_t size : {0U, 23U, 25U}) EXPECT_FALSE(decode_cause(Bytes(size, 'x')));
}

}  // namespace
}  // namespace tijdig::kafka
