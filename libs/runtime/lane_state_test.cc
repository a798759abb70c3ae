#include "libs/runtime/lane_state.h"

#include <gmock/gmock.h>

#include "libs/backends/memory/memory.h"

namespace tijdig::runtime {
namespace {

using testing::ElementsAre;

constexpr ports::Lane lane{2, 0};

class LaneStateTest : public testing::Test {
 protected:
  LaneStateTest() {
    const auto epoch = *memory_.claim(lane);
    const auto unit = memory_.begin(lane, epoch);
    EXPECT_TRUE(unit->publish({}).has_value());
    EXPECT_TRUE(unit->save({{"kept", "old"}, {"other", "thing"}}).has_value());
    EXPECT_TRUE(unit->commit({}).has_value());
  }

  memory::Memory memory_{memory::MemoryOptions{}};
  LaneState state_{memory_, lane, 1000};
};

TEST_F(LaneStateTest, ReadsThroughToTheStoreAndKnowsWhatIsNotThere) {
  EXPECT_EQ(state_.get("kept"), "old");
  EXPECT_EQ(state_.get("missing"), std::nullopt);
  EXPECT_TRUE(state_.changes().empty());
}

TEST_F(LaneStateTest, ShowsARecordWhatTheRecordBeforeChanged) {
  state_.begin_record();
  state_.put("kept", "new");
  state_.begin_record();
  EXPECT_EQ(state_.get("kept"), "new");
  state_.put("kept", std::nullopt);
  EXPECT_EQ(state_.get("kept"), std::nullopt);
}

TEST_F(LaneStateTest, TakesBackAllThatOneRecordDidAndNothingElse) {
  state_.begin_record();
  state_.put("kept", "first record");
  state_.begin_record();
  state_.put("kept", "second record");
  state_.put("kept", "second record again");
  state_.put("other", std::nullopt);
  state_.put("new", "value");
  state_.undo_record();
  EXPECT_EQ(state_.get("kept"), "first record");
  EXPECT_EQ(state_.get("other"), "thing");
  EXPECT_EQ(state_.get("new"), std::nullopt);
  EXPECT_THAT(state_.changes(), ElementsAre(ports::StateWrite{"kept", "first record"}));
}

TEST_F(LaneStateTest, ReadsTheStoreAfterABlindWriteWasTakenBack) {
  state_.begin_record();
  state_.put("kept", "never read before");
  state_.undo_record();
  EXPECT_EQ(state_.get("kept"), "old");
}

TEST_F(LaneStateTest, GivesChangesInByteOrderOfTheKey) {
  state_.begin_record();
  state_.put("z", "1");
  state_.put("a", "2");
  state_.put("kept", std::nullopt);
  EXPECT_THAT(state_.changes(), ElementsAre(ports::StateWrite{"a", "2"}, ports::StateWrite{"kept", std::nullopt},
                                            ports::StateWrite{"z", "1"}));
  state_.keep_committed();
  EXPECT_TRUE(state_.changes().empty());
  EXPECT_EQ(state_.get("a"), "2");
}

TEST_F(LaneStateTest, ForgetsItsCacheWhenItHasGrownTooLarge) {
  state_.begin_record();
  state_.put("big", Bytes(2000, 'x'));
  state_.keep_committed();
  EXPECT_EQ(state_.get("big"), std::nullopt);  // not in the store, for nobody committed it here
}

TEST_F(LaneStateTest, LoadsEveryNeededKeyOnce) {
  state_.need("kept");
  state_.need("kept");
  state_.need("missing");
  ASSERT_TRUE(state_.load_needed().has_value());
  EXPECT_EQ(state_.get("kept"), "old");
  EXPECT_EQ(state_.get("missing"), std::nullopt);
}

}  // namespace
}  // namespace tijdig::runtime
