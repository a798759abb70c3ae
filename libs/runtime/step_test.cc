#include "libs/runtime/step.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <functional>

#include "libs/backends/memory/memory.h"
#include "libs/ports/forwarding_back_end.h"
#include "libs/runtime/dead_letter.h"
#include "libs/runtime/rebuild.h"
#include "tests/simulation/toy_messages.h"

namespace tijdig::runtime {
namespace {

using memory::Memory;
using ports::InRecord;
using ports::OutRecord;
using simulation::ToyMessage;
using simulation::toy_topics::facts;
using simulation::toy_topics::matches;
using testing::ElementsAre;
using testing::SizeIs;

const flow::MunicipalityKey town{MunicipalityCode::from_number(637)};
const flow::HouseholdKey home = simulation::household_of(1);

// A stage made of a function over the record's bytes; "unreadable" does not decode.
class TestStage final : public Stage {
 public:
  using Handle = std::function<Result<>(BytesView value, Turn& turn)>;
  explicit TestStage(Handle handle) : handle_(std::move(handle)) {}
  const flow::StageInfo& info() const override { return flow::matcher; }
  bool keeps_its_tables() const override { return false; }
  std::unique_ptr<OpenBatch> open() const override { return std::make_unique<Batch>(handle_); }

 private:
  class Batch final : public OpenBatch {
   public:
    explicit Batch(const Handle& handle) : handle_(handle) {}
    void clear() override { values_.clear(); }
    void add(const InRecord& record, KeySink& keys) override {
      values_.push_back(record.value);
      keys.need("sum");
    }
    bool is_readable(std::size_t number) const override { return values_[number] != "unreadable"; }
    Result<> handle(std::size_t number, Turn& turn) const override {
      if (!is_readable(number)) return Error::refused("cannot be read");
      return handle_(values_[number], turn);
    }

   private:
    const Handle& handle_;
    std::vector<Bytes> values_;
  };
  Handle handle_;
};

// Adds up lengths, tells the sum twice, and refuses what begins with '!' after having done all that.
Result<> add_up(BytesView value, Turn& turn) {
  const auto stored = turn.load("sum");
  const auto sum = static_cast<std::uint32_t>((stored ? stored->size() : 0) + value.size());
  turn.save("sum", Bytes(sum, '+'));
  ToyMessage told;
  told.number = sum;
  turn.emit(matches, home, {told});
  turn.emit(facts, town, {told});
  if (!value.empty() && value[0] == '!') return Error::refused("begins with an exclamation mark");
  return {};
}

// A sum that is kept decoded; on the wire as many plus signs.
struct Sum {
  std::size_t value = 0;
};
Bytes encode(const Sum& sum) { return Bytes(sum.value, '+'); }
Result<> decode(BytesView wire, Sum& sum) {
  sum.value = wire.size();
  return {};
}

class StepTest : public testing::Test {
 protected:
  StepTest() { EXPECT_TRUE(lane_.claim().has_value()); }

  void send(const Bytes& value, const ports::Provenance& cause = {}) {
    ASSERT_TRUE(memory_.append_durably({{flow::topics::signals.info.id, 0, cause, "key", value}}).has_value());
  }
  StepReport step() {
    auto report = lane_.step();
    EXPECT_TRUE(report.has_value()) << report.error().detail;
    return report ? *report : StepReport{};
  }
  std::vector<InRecord> records_on(flow::TopicId topic) {
    std::vector<InRecord> records;
    EXPECT_TRUE(memory_.read(topic, 0, 0, 1000, records).has_value());
    return records;
  }
  std::size_t stored_sum() {
    std::vector<std::optional<Bytes>> values;
    const Bytes key = "sum";
    EXPECT_TRUE(memory_.load({2, 0}, std::span(&key, 1), values).has_value());
    return values[0] ? values[0]->size() : 0;
  }

  Memory memory_{memory::MemoryOptions{.partitions = 1}};
  TestStage stage_{&add_up};
  LaneRunner lane_{memory_, stage_, {2, 0}, StepLimits{}};
};

TEST_F(StepTest, TakesABatchAtOnceAndThenRests) {
  send("a");
  send("bb");
  const StepReport report = step();
  EXPECT_EQ(report.records, 2U);
  EXPECT_EQ(report.outputs, 4U);
  EXPECT_EQ(report.writes, 1U);
  EXPECT_EQ(stored_sum(), 3U);
  EXPECT_EQ(step().records, 0U);
}

TEST_F(StepTest, GivesEveryOutputItsCauseOrdinalAndSequence) {
  send("a");
  send("b");
  step();
  const auto outputs = records_on(flow::topics::facts.info.id);
  ASSERT_THAT(outputs, SizeIs(2));
  EXPECT_EQ(outputs[0].cause, (ports::Provenance{2, 0, 0, 1, 1}));
  EXPECT_EQ(outputs[1].cause, (ports::Provenance{2, 0, 1, 1, 2}));
}

TEST_F(StepTest, DropsARecordOfTheSameCause) {
  const ports::Provenance cause{1, 0, 5, 0, 1};
  send("a", cause);
  send("a", cause);
  const StepReport report = step();
  EXPECT_EQ(report.records, 2U);
  EXPECT_EQ(report.repeats, 1U);
  EXPECT_EQ(stored_sum(), 1U);
}

TEST_F(StepTest, DropsARepeatThatComesInALaterBatch) {
  const ports::Provenance cause{1, 0, 5, 0, 1};
  send("a", cause);
  step();
  send("a", cause);
  EXPECT_EQ(step().repeats, 1U);
  EXPECT_EQ(stored_sum(), 1U);
}

TEST_F(StepTest, TakesTheSameBytesTwiceFromADoor) {
  send("a");
  send("a");
  EXPECT_EQ(step().repeats, 0U);
  EXPECT_EQ(stored_sum(), 2U);
}

TEST_F(StepTest, StopsAtAHole) {
  send("a", {1, 0, 5, 0, 1});
  send("b", {1, 0, 6, 0, 3});
  const auto report = lane_.step();
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error().severity, Severity::fatal);
  EXPECT_EQ(stored_sum(), 0U);
}

TEST_F(StepTest, ReadsNothingOfARecordWhoseSourceIsNotOnTheMap) {
  send("from reporting's inbox", {flow::reporting.inbox, 0, 5, 0, 7});
  send("from a partition that is not there", {1, 1, 5, 0, 7});
  EXPECT_EQ(step().records, 2U);
  EXPECT_EQ(stored_sum(), 0U);
  send("abc", {1, 0, 5, 0, 1});
  step();
  EXPECT_EQ(stored_sum(), 3U);
}

TEST_F(StepTest, SendsARefusedRecordToTheDeadLettersWithoutAnyOtherTrace) {
  send("a");
  send("!bb");
  send("c");
  const StepReport report = step();
  EXPECT_EQ(report.dead_letters, 1U);
  EXPECT_EQ(stored_sum(), 2U);
  EXPECT_THAT(records_on(flow::topics::facts.info.id), SizeIs(2));
  const auto letters = records_on(flow::topics::dead_letters.id);
  ASSERT_THAT(letters, SizeIs(1));
  const auto letter = decode_dead_letter(letters[0].value);
  ASSERT_TRUE(letter.has_value());
  EXPECT_EQ(letter->reason, DeadLetterReason::refused);
  EXPECT_EQ(letter->detail, "begins with an exclamation mark");
  EXPECT_EQ(letter->value, "!bb");
  EXPECT_EQ(letter->place.offset, 1U);
}

TEST_F(StepTest, TakesBackAChangeInPlaceOfARefusedRecord) {
  const TestStage in_place([](BytesView value, Turn& turn) -> Result<> {
    TIJDIG_TRY(Sum * sum, turn.change<Sum>("sum"));
    sum->value += value.size();
    TIJDIG_TRY(const Sum* same, turn.look<Sum>("sum"));
    return same == sum && value[0] == '!' ? Result<>(Error::refused("begins with an exclamation mark")) : Result<>();
  });
  LaneRunner lane(memory_, in_place, {2, 0}, StepLimits{});
  ASSERT_TRUE(lane.claim().has_value());
  for (const char* value : {"!", "a", "!bb", "ccc", "!d"}) send(value);
  EXPECT_EQ(lane.step()->dead_letters, 3U);
  EXPECT_EQ(stored_sum(), 4U);
}

// Every record adds to a sum in place and tells it, poison too; what stands in log and state must not depend on which
// records met in a batch, and be what a sum over the others gives.
RC_GTEST_PROP(Step, LeavesNoTraceOfRefusedRecordsInWhateverBatches, ()) {
  const auto values = *rc::gen::container<std::vector<Bytes>>(rc::gen::element<Bytes>("a", "bb", "!", "!cc"));
  const TestStage in_place([](BytesView value, Turn& turn) -> Result<> {
    TIJDIG_TRY(Sum * sum, turn.change<Sum>("sum"));
    sum->value += value.size();
    ToyMessage told;
    told.number = static_cast<std::uint32_t>(sum->value);
    turn.emit(facts, town, {told});
    return value[0] == '!' ? Result<>(Error::refused("begins with an exclamation mark")) : Result<>();
  });
  Memory memory(memory::MemoryOptions{.partitions = 1});
  std::vector<std::uint32_t> expected;
  std::uint32_t sum = 0;
  for (const Bytes& value : values) {
    RC_ASSERT(memory.append_durably({{flow::topics::signals.info.id, 0, {}, "key", value}}).has_value());
    if (value[0] != '!') expected.push_back(sum += static_cast<std::uint32_t>(value.size()));
  }
  LaneRunner lane(memory, in_place, {2, 0}, {.records_max = *rc::gen::inRange<std::size_t>(1, 10)});
  RC_ASSERT(lane.claim().has_value());
  std::size_t dead_letters = 0;
  for (StepReport report = *lane.step(); report.records != 0; report = *lane.step())
    dead_letters += report.dead_letters;
  RC_ASSERT(dead_letters == values.size() - expected.size());
  std::vector<InRecord> told;
  RC_ASSERT(memory.read(flow::topics::facts.info.id, 0, 0, 1000, told).has_value());
  RC_ASSERT(told.size() == expected.size());
  for (std::size_t i = 0; i < told.size(); ++i) {
    RC_ASSERT(simulation::decode_toy_list(told[i].value).at(0).number == expected[i]);
    RC_ASSERT(told[i].cause.lane_sequence == i + 1);
  }
  std::vector<std::unique_ptr<const Stage>> stages;
  stages.push_back(std::make_unique<TestStage>(in_place));
  const auto again = rebuild(memory, stages, nullptr, {.records_max = *rc::gen::inRange<std::size_t>(1, 10)});
  RC_ASSERT(again.has_value() && again->is_equal());
}

TEST_F(StepTest, CountsOutputsThatNobodyKeepsWithoutMakingTheirValues) {
  LaneRunner lane(memory_, stage_, {2, 0}, {.keep_outputs = false});
  ASSERT_TRUE(lane.claim().has_value());
  send("a");
  EXPECT_EQ(lane.step()->outputs, 2U);
  EXPECT_EQ(records_on(flow::topics::facts.info.id).at(0).value, "");
  EXPECT_EQ(memory_.recover({2, 0})->emitted.size(), 2U);
  EXPECT_EQ(stored_sum(), 1U);
}

TEST_F(StepTest, MakesNoMessageThatNobodyKeeps) {
  int made = 0;
  const TestStage stage([&made](BytesView, Turn& turn) -> Result<> {
    turn.emit_made(flow::topics::matches, home, [&made] {
      ++made;
      return Match();
    });
    turn.emit_kind(flow::topics::facts, town, MatchMade());
    return {};
  });
  LaneRunner thrifty(memory_, stage, {2, 0}, {.keep_outputs = false});
  ASSERT_TRUE(thrifty.claim().has_value());
  send("a");
  EXPECT_EQ(thrifty.step()->outputs, 2U);
  EXPECT_EQ(made, 0);
  LaneRunner lane(memory_, stage, {2, 0}, StepLimits{});
  ASSERT_TRUE(lane.claim().has_value());
  send("b");
  EXPECT_EQ(lane.step()->outputs, 2U);
  EXPECT_EQ(made, 1);
  EXPECT_EQ(records_on(flow::topics::matches.info.id).at(1).value, codec::encode(MatchesMessage(Match())));
  EXPECT_EQ(records_on(flow::topics::facts.info.id).at(1).value, codec::encode(FactsMessage(MatchMade())));
}

TEST_F(StepTest, SendsAnUnreadableRecordToTheDeadLetters) {
  send("unreadable");
  EXPECT_EQ(step().dead_letters, 1U);
  const auto letter = decode_dead_letter(records_on(flow::topics::dead_letters.id).at(0).value);
  EXPECT_EQ(letter->reason, DeadLetterReason::unreadable);
  EXPECT_EQ(letter->stage, flow::matcher.id);
}

TEST_F(StepTest, GoesOnWhereItsPredecessorStopped) {
  send("a");
  step();
  LaneRunner successor(memory_, stage_, {2, 0}, StepLimits{});
  ASSERT_TRUE(successor.claim().has_value());
  send("bb");
  EXPECT_EQ(successor.step()->records, 1U);
  EXPECT_EQ(stored_sum(), 3U);
}

TEST_F(StepTest, LetsNoFormerOwnerCommit) {
  LaneRunner successor(memory_, stage_, {2, 0}, StepLimits{});
  ASSERT_TRUE(successor.claim().has_value());
  send("a");
  const auto report = lane_.step();
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error().severity, Severity::fatal);
  EXPECT_THAT(records_on(flow::topics::facts.info.id), SizeIs(0));
}

// What is left of an inbox after a disk was put back: it ends earlier.
class ShorterInbox final : public ports::ForwardingBackEnd {
 public:
  using ForwardingBackEnd::ForwardingBackEnd;
  Result<ports::Offset> end(flow::TopicId, ports::Partition) override { return ports::Offset{1}; }
};

TEST_F(StepTest, StopsWhenTheInboxEndsBeforeWhatWasApplied) {
  send("a");
  ShorterInbox shorter(memory_);
  LaneRunner as_it_was(shorter, stage_, {2, 0}, StepLimits{});
  ASSERT_TRUE(as_it_was.claim().has_value());
  EXPECT_EQ(as_it_was.step()->records, 1U);
  send("b");
  LaneRunner longer(memory_, stage_, {2, 0}, StepLimits{});
  ASSERT_TRUE(longer.claim().has_value());
  EXPECT_EQ(longer.step()->records, 1U);
  LaneRunner too_short(shorter, stage_, {2, 0}, StepLimits{});
  ASSERT_TRUE(too_short.claim().has_value());
  const auto report = too_short.step();
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error().severity, Severity::fatal);
}

TEST_F(StepTest, MakesTheSameOutputsInBatchesOfAnySize) {
  for (int i = 0; i < 100; ++i) send(Bytes(static_cast<std::size_t>(i % 7), 'x'));
  while (step().records > 0) {
  }
  Memory other(memory::MemoryOptions{.partitions = 1});
  std::vector<InRecord> inbox = records_on(flow::topics::signals.info.id);
  for (const auto& record : inbox)
    ASSERT_TRUE(other.append_durably({{flow::topics::signals.info.id, 0, {}, record.key, record.value}}).has_value());
  LaneRunner one_by_one(other, stage_, {2, 0}, StepLimits{.records_max = 1, .cache = {.bytes_max = 0}});
  ASSERT_TRUE(one_by_one.claim().has_value());
  while (one_by_one.step()->records > 0) {
  }
  std::vector<InRecord> outputs;
  ASSERT_TRUE(other.read(flow::topics::facts.info.id, 0, 0, 1000, outputs).has_value());
  EXPECT_EQ(outputs, records_on(flow::topics::facts.info.id));
}

TEST_F(StepTest, StopsWhenAStageSaysThatItCannotGoOn) {
  const TestStage without_rules([](BytesView, Turn&) -> Result<> { return Error::fatal("no policy is active"); });
  LaneRunner lane(memory_, without_rules, {2, 0}, StepLimits{});
  ASSERT_TRUE(lane.claim().has_value());
  send("a");
  EXPECT_EQ(lane.step().error().detail, "no policy is active");
  EXPECT_EQ(*lane.unread(), 1U);
}

TEST_F(StepTest, MakesBatchesOfBigRecordsSmall) {
  for (int i = 0; i < 100; ++i) send(Bytes(1000, 'x'));
  LaneRunner lane(memory_, stage_, {2, 0}, StepLimits{.bytes_max = 4000});
  ASSERT_TRUE(lane.claim().has_value());
  std::vector<std::size_t> sizes;
  for (StepReport report = *lane.step(); report.records > 0; report = *lane.step()) sizes.push_back(report.records);
  EXPECT_LE(sizes.at(4), 4U);
}

TEST(StepDeathTest, EndsTheProgramWhenAStagePublishesWhereTheMapDoesNotAllowIt) {
  Memory memory(memory::MemoryOptions{.partitions = 1});
  const TestStage wrong([](BytesView, Turn& turn) -> Result<> {
    turn.emit(simulation::toy_topics::work, home, {ToyMessage{}});
    return {};
  });
  LaneRunner lane(memory, wrong, {2, 0}, StepLimits{});
  ASSERT_TRUE(lane.claim().has_value());
  ASSERT_TRUE(memory.append_durably({{2, 0, {}, "key", "a"}}).has_value());
  EXPECT_DEATH({ auto report = lane.step(); }, "may_write");
}

}  // namespace
}  // namespace tijdig::runtime
