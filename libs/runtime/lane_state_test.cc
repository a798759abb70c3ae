// Also tests kept.h.
#include "libs/runtime/lane_state.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

#include "libs/backends/memory/memory.h"

namespace tijdig::runtime {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

constexpr ports::Lane lane{2, 0};

int words_read = 0;
int words_written = 0;

// Anything but "?!" can be read.
struct Word {
  std::string text;
};
Bytes encode(const Word& word) {
  ++words_written;
  return word.text;
}
Result<> decode(BytesView wire, Word& word) {
  ++words_read;
  word.text = wire;
  return wire == "?!" ? Result<>(Error::refused("no word")) : Result<>();
}

std::string& text_of(Result<KeptValue*> kept) { return static_cast<KeptAs<Word>&>(**kept).value.text; }

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
  LaneState state_{memory_, lane, {.bytes_max = 1000}};
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
  ASSERT_TRUE(state_.undo_record());
  EXPECT_EQ(state_.get("kept"), "first record");
  EXPECT_EQ(state_.get("other"), "thing");
  EXPECT_EQ(state_.get("new"), std::nullopt);
  EXPECT_THAT(state_.changes(), ElementsAre(ports::StateWrite{"kept", "first record"}));
}

TEST_F(LaneStateTest, ReadsTheStoreAfterABlindWriteWasTakenBack) {
  state_.begin_record();
  state_.put("kept", "never read before");
  ASSERT_TRUE(state_.undo_record());
  EXPECT_EQ(state_.get("kept"), "old");
}

TEST_F(LaneStateTest, GivesChangesOfKeysThatBeginAlikeInByteOrderToo) {
  std::vector<Bytes> keys{
      "\xff", "begins alike 2", "begins alike 10", "begins alike", "a", Bytes(8, 0), Bytes(9, 0), Bytes(1, 0), "",
      "\x7f"};
  state_.begin_record();
  for (const Bytes& key : keys) state_.put(key, "new");
  std::sort(keys.begin(), keys.end());
  std::vector<Bytes> changed;
  for (const ports::StateWrite& write : state_.changes()) changed.push_back(write.key);
  EXPECT_EQ(changed, keys);
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

TEST_F(LaneStateTest, LoadsAheadWithoutTouchingWhatIsChangedAlready) {
  state_.begin_record();
  state_.put("kept", "new");
  text_of(state_.change("other", kept_type<Word>)) = "changed";
  state_.load_ahead({"kept", "missing", "other"});
  EXPECT_EQ(state_.failure(), std::nullopt);
  EXPECT_EQ(state_.get("kept"), "new");
  EXPECT_EQ(state_.get("missing"), std::nullopt);
  EXPECT_EQ(state_.get("other"), "changed");
}

TEST_F(LaneStateTest, ReadsAValueOnceAndWritesItOncePerBatch) {
  words_read = words_written = 0;
  for (int record = 0; record < 3; ++record) {
    state_.begin_record();
    text_of(state_.change("kept", kept_type<Word>)) += "er";
  }
  EXPECT_THAT(state_.changes(), ElementsAre(ports::StateWrite{"kept", "oldererer"}));
  state_.keep_committed();
  EXPECT_EQ(static_cast<const KeptAs<Word>&>(**state_.look("kept", kept_type<Word>)).value.text, "oldererer");
  EXPECT_TRUE(state_.changes().empty());
  EXPECT_EQ(words_read, 1);
  EXPECT_EQ(words_written, 1);
}

TEST_F(LaneStateTest, LooksInVainWhereNothingIsAndMakesAnEmptyValueToChange) {
  state_.begin_record();
  EXPECT_EQ(*state_.look("missing", kept_type<Word>), nullptr);
  EXPECT_TRUE(state_.changes().empty());
  EXPECT_EQ(text_of(state_.change("missing", kept_type<Word>)), "");
  EXPECT_THAT(state_.changes(), ElementsAre(ports::StateWrite{"missing", ""}));
}

TEST_F(LaneStateTest, TakesBackWhatARecordDidToValuesOfWhichItKeptCopies) {
  state_.keep_copies(true);
  state_.begin_record();
  text_of(state_.change("kept", kept_type<Word>)) = "first record";
  state_.begin_record();
  text_of(state_.change("kept", kept_type<Word>)) = "second record";
  text_of(state_.change("kept", kept_type<Word>)) += " again";
  text_of(state_.change("other", kept_type<Word>)) = "never";
  text_of(state_.change("new", kept_type<Word>)) = "never";
  ASSERT_TRUE(state_.undo_record());
  EXPECT_EQ(state_.get("other"), "thing");
  EXPECT_EQ(state_.get("new"), std::nullopt);
  EXPECT_THAT(state_.changes(), ElementsAre(ports::StateWrite{"kept", "first record"}));
}

TEST_F(LaneStateTest, TakesBackWithoutCopiesWhatTheStoreStillHas) {
  state_.begin_record();
  text_of(state_.change("kept", kept_type<Word>)) = "never";
  ASSERT_TRUE(state_.undo_record());
  EXPECT_EQ(state_.get("kept"), "old");
  EXPECT_TRUE(state_.changes().empty());
}

TEST_F(LaneStateTest, GoesBackToWhereTheBatchBeganWhereThereIsNoCopy) {
  state_.begin_record();
  text_of(state_.change("kept", kept_type<Word>)) = "first record";
  state_.put("other", "first record");
  state_.begin_record();
  text_of(state_.change("kept", kept_type<Word>)) = "second record";
  EXPECT_FALSE(state_.undo_record());
  state_.forget_changes();
  EXPECT_EQ(state_.get("kept"), "old");
  EXPECT_EQ(state_.get("other"), "thing");
  EXPECT_TRUE(state_.changes().empty());
  state_.begin_record();
  EXPECT_TRUE(state_.undo_record());
}

TEST_F(LaneStateTest, StopsAtAValueThatDoesNotRead) {
  state_.begin_record();
  state_.put("kept", "?!");
  EXPECT_EQ(state_.look("kept", kept_type<Word>).error().severity, Severity::fatal);
}

TEST_F(LaneStateTest, ForgetsFirstWhatTheNewestBatchDidNotTouch) {
  LaneState state(memory_, lane, {.bytes_max = 500});
  EXPECT_EQ(state.get("other"), "thing");
  EXPECT_EQ(state.get("missing"), std::nullopt);
  state.keep_committed();
  const std::size_t before = state.cached_bytes();
  EXPECT_EQ(state.get("kept"), "old");
  state.keep_committed();
  EXPECT_LT(state.cached_bytes(), before);
  EXPECT_GT(state.cached_bytes(), 0U);
}

TEST_F(LaneStateTest, KeepsMoreThanItsOwnWhileTheBudgetOfAllLanesIsNotSpent) {
  const auto budget = std::make_shared<CacheBudget>(1000);
  LaneState state(memory_, lane, {.bytes_max = 300, .together = budget});
  for (const char* key : {"kept", "other", "missing"}) {
    state.get(key);
    state.keep_committed();
  }
  EXPECT_GT(state.cached_bytes(), 600U);
  budget->changed(0, 1000);  // another lane
  state.get("kept");
  state.keep_committed();
  EXPECT_LT(state.cached_bytes(), 300U);
  EXPECT_GT(state.cached_bytes(), 0U);
}

TEST_F(LaneStateTest, GivesItsPartOfTheBudgetBack) {
  const auto budget = std::make_shared<CacheBudget>(300);
  const auto fill = [&](LaneState& state) {
    for (const char* key : {"kept", "other"}) state.get(key);
    state.keep_committed();
  };
  LaneState forgetful(memory_, lane, {.bytes_max = 1000, .together = budget});
  fill(forgetful);
  EXPECT_TRUE(budget->is_spent());
  forgetful.forget();
  EXPECT_FALSE(budget->is_spent());
  {
    LaneState ended(memory_, lane, {.bytes_max = 1000, .together = budget});
    fill(ended);
    EXPECT_TRUE(budget->is_spent());
  }
  EXPECT_FALSE(budget->is_spent());
}

// What records do, some of them in vain, by bytes and by type; a map that knows nothing of either is right.
RC_GTEST_PROP(LaneState, KeepsWhatAMapWouldKeep, ()) {
  memory::Memory memory(memory::MemoryOptions{});
  const auto epoch = *memory.claim(lane);
  const bool from_nothing = *rc::gen::arbitrary<bool>();
  LaneState state(memory, lane, {.bytes_max = *rc::gen::inRange<std::size_t>(0, 2000)}, nullptr, from_nothing);
  state.keep_copies(true);
  std::map<Bytes, Bytes> expected;
  for (int batch = *rc::gen::inRange(1, 5); batch > 0; --batch) {
    for (int record = *rc::gen::inRange(0, 6); record > 0; --record) {
      state.begin_record();
      std::map<Bytes, Bytes> after = expected;
      for (int action = *rc::gen::inRange(0, 6); action > 0; --action) {
        const Bytes key = *rc::gen::element<Bytes>("a", "b", "c");
        const Bytes text = *rc::gen::element<Bytes>("x", "yy", "");
        switch (*rc::gen::element('c', 'l', 'p', 'e', 'g')) {
          case 'c':
            text_of(state.change(key, kept_type<Word>)) += text;
            after[key] += text;
            break;
          case 'l':
            RC_ASSERT((*state.look(key, kept_type<Word>) != nullptr) == after.contains(key));
            break;
          case 'p':
            state.put(key, text);
            after[key] = text;
            break;
          case 'e':
            state.put(key, std::nullopt);
            after.erase(key);
            break;
          default:
            RC_ASSERT(state.get(key).has_value() == after.contains(key));
            if (after.contains(key)) RC_ASSERT(*state.get(key) == after[key]);
        }
      }
      if (*rc::gen::arbitrary<bool>())
        RC_ASSERT(state.undo_record());
      else
        expected = after;
    }
    const auto unit = memory.begin(lane, epoch);
    RC_ASSERT(unit->publish({}).has_value());
    RC_ASSERT(unit->save(state.changes()).has_value());
    RC_ASSERT(unit->commit({}).has_value());
    state.keep_committed();
  }
  std::vector<std::pair<Bytes, Bytes>> stored;
  RC_ASSERT(memory.scan(lane, {}, stored).has_value());
  std::map<Bytes, Bytes> kept(stored.begin(), stored.end());
  if (from_nothing) {
    RC_ASSERT(kept.empty());
    for (const auto& [key, value] : state.held_back()) kept[Bytes(key)] = value;
  }
  RC_ASSERT(kept == expected);
}

TEST_F(LaneStateTest, BegunFromNothingNeverAsksTheStore) {
  LaneState state(memory_, lane, {.bytes_max = 0}, nullptr, true);
  EXPECT_FALSE(state.wants_keys());
  state.load_ahead({"kept"});
  EXPECT_EQ(state.get("kept"), std::nullopt);
  EXPECT_EQ(*state.look("other", kept_type<Word>), nullptr);
  for (const char* text : {"one", "two"}) {
    state.begin_record();
    text_of(state.change("new", kept_type<Word>)) += text;
    state.put("gone", state.get("gone") ? std::nullopt : std::optional<Bytes>("soon"));
    EXPECT_TRUE(state.changes().empty());
    state.keep_committed();
  }
  EXPECT_THAT(state.held_back(), ElementsAre(Pair("new", "onetwo")));
}

TEST_F(LaneStateTest, BegunFromNothingTakesARecordBackThatChangedNothingOrOfWhichCopiesAreKept) {
  LaneState state(memory_, lane, {.bytes_max = 0}, nullptr, true);
  state.begin_record();
  EXPECT_EQ(state.get("new"), std::nullopt);
  EXPECT_TRUE(state.undo_record());
  state.begin_record();
  state.put("new", "one");
  EXPECT_FALSE(state.undo_record());
  state.forget();
  state.keep_copies(true);
  state.begin_record();
  state.put("new", "one");
  EXPECT_TRUE(state.undo_record());
  EXPECT_THAT(state.held_back(), IsEmpty());
}

}  // namespace
}  // namespace tijdig::runtime
