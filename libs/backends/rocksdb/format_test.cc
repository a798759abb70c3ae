// Bytes on disk: they come back as they went, and damage is refused, never believed.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "libs/backends/rocksdb/log_format.h"

namespace tijdig::rocksdb_store {
namespace {

using ports::OutRecord;

OutRecord any_record() {
  return {
      1,
      0,
      {*rc::gen::arbitrary<std::uint16_t>(), *rc::gen::arbitrary<std::uint16_t>(), *rc::gen::arbitrary<std::uint64_t>(),
       *rc::gen::arbitrary<std::uint32_t>(), *rc::gen::arbitrary<std::uint64_t>()},
      *rc::gen::arbitrary<std::string>(),
      *rc::gen::arbitrary<std::string>()};
}

std::size_t encode(const std::vector<OutRecord>& records, Bytes& block) {
  std::vector<const OutRecord*> pointers;
  for (const OutRecord& record : records) pointers.push_back(&record);
  return encode_log_block(pointers, block);
}

// Reads as far as the bytes make sense; gives how many records did.
std::size_t read_as_far_as_possible(BytesView block) {
  auto reader = LogBlockReader::open(block, 0);
  std::vector<ports::InRecord> records;
  while (reader && reader->next_offset() < reader->end() && reader->read(records)) {
  }
  return records.size();
}

RC_GTEST_PROP(LogBlock, GivesBackEveryRecordUnchanged, ()) {
  std::vector<OutRecord> records;
  for (int i = *rc::gen::inRange(1, 20); i > 0; --i) records.push_back(any_record());
  const auto first = *rc::gen::inRange<ports::Offset>(0, 1U << 30);
  Bytes block;
  RC_ASSERT(encode(records, block) == records.size());
  auto reader = LogBlockReader::open(block, first);
  RC_ASSERT(reader.has_value());
  RC_ASSERT(reader->end() == first + records.size());
  std::vector<ports::InRecord> read;
  for (std::size_t i = 0; i < records.size(); ++i) {
    RC_ASSERT(reader->read(read).has_value());
    RC_ASSERT(read.size() == i + 1);
    RC_ASSERT(read[i] == (ports::InRecord{first + i, records[i].cause, records[i].key, records[i].value}));
  }
}

RC_GTEST_PROP(LogBlock, CutShortGivesFewerRecordsAndAnError, ()) {
  Bytes block;
  encode({any_record(), any_record(), any_record()}, block);
  block.resize(*rc::gen::inRange<std::size_t>(0, block.size()));
  RC_ASSERT(read_as_far_as_possible(block) < 3U);
}

RC_GTEST_PROP(LogBlock, SurvivesAnyBytes, (Bytes noise)) {
  read_as_far_as_possible(noise);
  RC_SUCCEED();
}

TEST(LogBlock, IsClosedWhenItIsFull) {
  const std::vector<OutRecord> records(5, OutRecord{1, 0, {}, "k", Bytes(block_bytes_max / 2, 'x')});
  Bytes block;
  EXPECT_EQ(encode(records, block), 2U);
}

TEST(LogBlock, HoldsARecordOfAnySize) {
  Bytes block;
  EXPECT_EQ(encode({OutRecord{1, 0, {}, "k", Bytes(3 * block_bytes_max, 'x')}}, block), 1U);
  EXPECT_EQ(read_as_far_as_possible(block), 1U);
}

TEST(LogBlock, HasTheBytesOfTheReadme) {
  Bytes block;
  encode({OutRecord{1, 0, {2, 3, 300, 0, 5}, "k", "vw"}}, block);
  EXPECT_EQ(block, Bytes("\x01\0\0\0\x01\x02\x03\xac\x02\0\x05\x01\x02kvw", 16));
}

TEST(LogKey, SortsAsTheLogDoes) {
  EXPECT_LT(log_key(1, 0, 255), log_key(1, 0, 256));
  EXPECT_LT(log_key(1, 0, ~ports::Offset{0}), log_key(1, 1, 0));
  EXPECT_LT(log_key(1, 0xffff, 9), log_key(2, 0, 0));
  EXPECT_EQ(offset_in_log_key(log_key(7, 8, 99)), 99U);
}

}  // namespace
}  // namespace tijdig::rocksdb_store
