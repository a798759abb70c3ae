// One suite for every back end: what libs/ports/back_end.h promises, as cases that run against each of them.
//
//   TEST_P(BackEndConformance, SaysWhatHolds) { auto& back_end = world().open(); ... }
//
// A new back end adds one `World`, to back_ends_test.cc or to a program beside it. A case that a back end cannot keep
// is named in waivers.h with the reason; it is then expected to fail, and a waived case that passes is a failure, so
// that no waiver outlives its need. Threads: cases start their own; assertions of a waived case are caught from all
// threads.
#pragma once

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "libs/ports/back_end.h"
#include "tests/conformance/waivers.h"

namespace tijdig::conformance {

// What the cases use; a back end whose topics must be made beforehand makes these.
inline constexpr ports::Partition partitions = 4;
inline constexpr std::array<flow::TopicId, 2> topics{1, 2};
inline constexpr std::array<flow::StageId, 5> stages{1, 2, 3, 5, 6};

// A place where one back end keeps its things for the time of one case.
class World {
 public:
  virtual ~World() = default;
  virtual ports::BackEnd& open() = 0;    // the first time
  virtual ports::BackEnd& reopen() = 0;  // the process has ended in good order and begun again
};

struct BackEndUnderTest {
  std::string name;
  std::function<std::unique_ptr<World>()> make;
};

class BackEndConformance : public ::testing::TestWithParam<BackEndUnderTest> {
 protected:
  void SetUp() override {
    const std::string full_name = ::testing::UnitTest::GetInstance()->current_test_info()->name();
    waiver_ = find_waiver(GetParam().name, full_name.substr(0, full_name.find('/')));
    if (waiver_ != nullptr)
      catcher_.emplace(::testing::ScopedFakeTestPartResultReporter::INTERCEPT_ALL_THREADS, &caught_);
    world_ = GetParam().make();
  }

  void TearDown() override {
    world_.reset();
    if (waiver_ == nullptr) return;
    catcher_.reset();
    bool failed = false;
    for (int i = 0; i < caught_.size(); ++i) failed = failed || caught_.GetTestPartResult(i).failed();
    if (!failed) ADD_FAILURE() << "this case passes: take its waiver out of tests/conformance/waivers.h";
    GTEST_SKIP() << "waived: " << waiver_->reason;
  }

  World& world() { return *world_; }

 private:
  const Waiver* waiver_ = nullptr;
  ::testing::TestPartResultArray caught_;
  std::optional<::testing::ScopedFakeTestPartResultReporter> catcher_;
  std::unique_ptr<World> world_;
};

// Short ways to say things; each fails the case when the back end reports an error.
inline ports::OutRecord door_record(flow::TopicId topic, ports::Partition partition, Bytes value) {
  return {topic, partition, ports::Provenance{}, "key", std::move(value)};
}

template <class T>
void expect_ok(const Result<T>& result) {
  EXPECT_TRUE(result) << (result ? "" : result.error().detail);
}

template <class T>
T value_of(Result<T> result) {
  EXPECT_TRUE(result) << (result ? "" : result.error().detail);
  return result ? *std::move(result) : T{};
}

inline std::vector<ports::InRecord> read_all(ports::BackEnd& back_end, flow::TopicId topic,
                                             ports::Partition partition) {
  std::vector<ports::InRecord> records;
  expect_ok(back_end.read(topic, partition, 0, static_cast<std::size_t>(-1), records));
  return records;
}

// Offsets rise; where the back end says that they have no gaps, they count from zero.
inline void expect_in_order(const ports::BackEnd& back_end, const std::vector<ports::InRecord>& records) {
  for (std::size_t i = 0; i < records.size(); ++i) {
    const ports::Offset least = i == 0 ? 0 : records[i - 1].offset + 1;
    EXPECT_GE(records[i].offset, least);
    EXPECT_TRUE(back_end.offsets_have_gaps() || records[i].offset == i) << records[i].offset << " for " << i;
  }
}

inline std::vector<Bytes> values_of(const std::vector<ports::InRecord>& records) {
  std::vector<Bytes> values;
  for (const ports::InRecord& record : records) values.push_back(record.value);
  return values;
}

inline std::optional<Bytes> load_one(ports::BackEnd& back_end, ports::Lane lane, const Bytes& key) {
  std::vector<std::optional<Bytes>> values;
  expect_ok(back_end.load(lane, std::span<const Bytes>(&key, 1), values));
  EXPECT_EQ(values.size(), 1U);
  return values.size() == 1 ? values[0] : std::nullopt;
}

// One whole unit of work.
inline Result<> run_unit(ports::BackEnd& back_end, ports::Lane lane, std::uint64_t epoch,
                         std::vector<ports::OutRecord> outputs, std::vector<ports::StateWrite> writes,
                         const ports::Progress& progress) {
  const std::unique_ptr<ports::Unit> unit = back_end.begin(lane, epoch);
  TIJDIG_DO(unit->publish(std::move(outputs)));
  TIJDIG_DO(unit->save(std::move(writes)));
  return unit->commit(progress);
}

inline ports::Progress progress_at(ports::Offset next) {
  ports::Progress progress;
  progress.next = next;
  return progress;
}

}  // namespace tijdig::conformance
