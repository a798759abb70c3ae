// Many lanes and doors at the same time: nothing lost, nothing twice, no hole for any reader.
#include <gmock/gmock.h>

#include <array>
#include <atomic>
#include <map>
#include <thread>

#include "tests/conformance/conformance.h"

namespace tijdig::conformance {
namespace {

using ports::BackEnd;
using ports::InRecord;
using ports::Lane;

constexpr flow::TopicId topic = 1;
constexpr std::uint64_t writers = 4;
constexpr std::uint64_t rounds = 60;
constexpr std::array<ports::Partition, 3> out_of_order{3, 0, 2};  // locks must be taken in order all the same

// Records of one writer carry rising numbers in every partition.
void expect_each_writer_in_order(const std::vector<InRecord>& records, std::uint64_t each) {
  std::map<Bytes, std::uint64_t> seen;
  for (std::size_t i = 0; i < records.size(); ++i) {
    EXPECT_EQ(records[i].value, std::to_string(seen[records[i].key]++)) << "of writer " << records[i].key;
  }
  for (const auto& [writer, count] : seen) EXPECT_EQ(count, each) << "of writer " << writer;
  EXPECT_EQ(seen.size(), writers);
}

TEST_P(BackEndConformance, LanesThatWriteToTheSamePartitionsLeaveNoHole) {
  BackEnd& back_end = world().open();
  std::vector<std::thread> threads;
  for (std::uint64_t writer = 0; writer < writers; ++writer) {
    threads.emplace_back([&back_end, writer] {
      const Lane lane{5, static_cast<ports::Partition>(writer)};
      const std::uint64_t epoch = value_of(back_end.claim(lane));
      for (std::uint64_t round = 0; round < rounds; ++round) {
        std::vector<ports::OutRecord> outputs;
        for (ports::Partition partition : out_of_order)
          outputs.push_back({topic, partition, {}, std::to_string(writer), std::to_string(round)});
        expect_ok(run_unit(back_end, lane, epoch, std::move(outputs), {{"k", std::to_string(round)}},
                           progress_at(round + 1)));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (ports::Partition partition : out_of_order) {
    const std::vector<InRecord> records = read_all(back_end, topic, partition);
    expect_in_order(back_end, records);
    expect_each_writer_in_order(records, rounds);
  }
  for (std::uint64_t writer = 0; writer < writers; ++writer)
    EXPECT_EQ(value_of(back_end.recover({5, static_cast<ports::Partition>(writer)})).next, rounds);
}

TEST_P(BackEndConformance, AReaderBesideDoorsSeesEveryRecordOnceInOrder) {
  BackEnd& back_end = world().open();
  std::atomic<std::uint64_t> doors_open{writers};
  std::vector<std::thread> threads;
  for (std::uint64_t writer = 0; writer < writers; ++writer) {
    threads.emplace_back([&back_end, &doors_open, writer] {
      for (std::uint64_t round = 0; round < rounds; ++round)
        expect_ok(back_end.append_durably({{topic, 0, {}, std::to_string(writer), std::to_string(2 * round)},
                                           {topic, 0, {}, std::to_string(writer), std::to_string(2 * round + 1)}}));
      --doors_open;
    });
  }
  std::vector<InRecord> records;
  ports::Offset next = 0;
  bool last_look = false;
  while (!last_look) {
    last_look = doors_open.load() == 0;
    next = value_of(back_end.read(topic, 0, next, 7, records));
    if (last_look) expect_ok(back_end.read(topic, 0, next, 1'000'000, records));
  }
  for (std::thread& thread : threads) thread.join();
  expect_each_writer_in_order(records, 2 * rounds);
}

TEST_P(BackEndConformance, OwnersThatFightForALaneNeverMixTheirWork) {
  BackEnd& back_end = world().open();
  const Lane lane{6, 0};
  const std::unique_ptr<ports::Unit> has_lost_already = back_end.begin(lane, value_of(back_end.claim(lane)));
  value_of(back_end.claim(lane));
  expect_ok(has_lost_already->publish({door_record(topic, 1, "loser")}));
  EXPECT_FALSE(has_lost_already->commit(progress_at(77)));
  std::atomic<std::uint64_t> committed{0};
  std::vector<std::thread> threads;
  for (std::uint64_t writer = 0; writer < writers; ++writer) {
    threads.emplace_back([&back_end, &committed, lane] {
      for (std::uint64_t round = 0; round < rounds; ++round) {
        const std::uint64_t epoch = value_of(back_end.claim(lane));
        const std::uint64_t next = value_of(back_end.recover(lane)).next;
        const Bytes number = std::to_string(next);
        if (run_unit(back_end, lane, epoch, {door_record(topic, 1, number)}, {{"k", number}}, progress_at(next + 1)))
          ++committed;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  // Whoever committed was the newest owner, so what it read was what its forerunner left.
  const std::vector<InRecord> records = read_all(back_end, topic, 1);
  ASSERT_EQ(records.size(), committed.load());
  for (std::size_t i = 0; i < records.size(); ++i) EXPECT_EQ(records[i].value, std::to_string(i));
  EXPECT_EQ(value_of(back_end.recover(lane)).next, committed.load());
}

}  // namespace
}  // namespace tijdig::conformance
