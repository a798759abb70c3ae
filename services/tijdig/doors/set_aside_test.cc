// Also tests new_dead_letters.cc.
#include "services/tijdig/doors/set_aside.h"

#include <gtest/gtest.h>

#include "libs/backends/memory/memory.h"
#include "libs/domain/entry_refusals.h"
#include "libs/flow/topics.h"

namespace tijdig::doors {
namespace {

constexpr ports::Partition partitions = 4;

std::unique_ptr<memory::Memory> empty_log() {
  memory::MemoryOptions options;
  options.partitions = partitions;
  return std::make_unique<memory::Memory>(options);
}

ports::OutRecord entry(const std::string& value) { return {flow::topics::work.info.id, 0, {}, "household", value}; }

// What a stage leaves of an entry that it cannot use.
void set_aside(memory::Memory& log, const ports::OutRecord& entry, std::string_view words) {
  runtime::DeadLetter letter;
  letter.reason = runtime::DeadLetterReason::refused;
  letter.detail = std::string(words);
  letter.place.topic = entry.topic;
  letter.key = entry.key;
  letter.value = entry.value;
  const ports::Partition home = flow::partition_of(entry.key, partitions);
  ASSERT_TRUE(
      log.append_durably({{flow::topics::dead_letters.id, home, {}, entry.key, runtime::encode_dead_letter(letter)}}));
}

// Expects these entries on lines 2, 3, ... of file 7.
void expect(SetAside& told, const std::vector<ports::OutRecord>& entries) {
  std::vector<std::uint32_t> lines;
  for (std::size_t i = 0; i < entries.size(); ++i) lines.push_back(static_cast<std::uint32_t>(i) + 2);
  ASSERT_TRUE(told.expect(entries, lines, 7));
}

TEST(SetAside, TellsFileAndLineInTheWordsOfWhoWroteIt) {
  const auto log = empty_log();
  SetAside told(*log);
  expect(told, {entry("a"), entry("b")});
  set_aside(*log, entry("b"), entry_refusals::partner_not_in_case.words);
  const auto lines = told.collect();
  ASSERT_TRUE(lines);
  ASSERT_EQ(lines->size(), 1U);
  EXPECT_EQ(lines->front().file, 7U);
  EXPECT_EQ(lines->front().problem.line, 3U);
  EXPECT_EQ(lines->front().problem.field, "partner");
  EXPECT_EQ(lines->front().problem.reason, "partner_not_in_case");
}

TEST(SetAside, RepeatsTheWordsOfTheStageThatNoDoorKnows) {
  const auto log = empty_log();
  SetAside told(*log);
  expect(told, {entry("a")});
  set_aside(*log, entry("a"), "the moon is in the way");
  const auto lines = told.collect();
  ASSERT_TRUE(lines && lines->size() == 1U);
  EXPECT_EQ(lines->front().problem, (Problem{2, "", "set_aside", "the moon is in the way"}));
}

TEST(SetAside, CountsALineOnceWhenTwoRecordsWereMadeOfIt) {
  const auto log = empty_log();
  SetAside told(*log);
  const std::vector<ports::OutRecord> both{entry("for the matcher"), entry("for the desk")};
  ASSERT_TRUE(told.expect(both, std::vector<std::uint32_t>{2, 2}, 0));
  for (const ports::OutRecord& one : both) set_aside(*log, one, "no");
  EXPECT_EQ(told.collect()->size(), 1U);
}

TEST(SetAside, TellsOfEqualLinesAsManyAsWereSetAside) {
  const auto log = empty_log();
  SetAside told(*log);
  expect(told, {entry("a"), entry("a"), entry("a")});
  set_aside(*log, entry("a"), "no");
  set_aside(*log, entry("a"), "no");
  EXPECT_EQ(told.collect()->size(), 2U);
}

TEST(SetAside, IsSilentOfWhatIsOlderAndOfWhatOthersBrought) {
  const auto log = empty_log();
  set_aside(*log, entry("a"), "no");
  SetAside told(*log);
  expect(told, {entry("a")});
  set_aside(*log, entry("of another door"), "no");
  EXPECT_TRUE(told.collect()->empty());
  set_aside(*log, entry("a"), "no");
  EXPECT_TRUE(told.collect()->empty()) << "nothing is expected any more";
}

}  // namespace
}  // namespace tijdig::doors
