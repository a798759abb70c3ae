#include "services/outcome_tracker/due_days.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "services/outcome_tracker/test_cases.h"

namespace tijdig::outcome_tracker {
namespace {

using testing::ElementsAre;

// Typed state in a map, and which keys were asked for. Nothing else of a turn is used here.
class KeptTurn final : public runtime::Turn {
 public:
  const ports::Provenance& cause() const override { return cause_; }
  std::optional<BytesView> load(BytesView) override { return std::nullopt; }
  void save(BytesView, Bytes) override { TIJDIG_CHECK(false); }
  void erase(BytesView key) override { kept_.erase(Bytes(key)); }

  std::vector<Bytes> take_asked() { return std::exchange(asked_, {}); }
  std::size_t keys() const { return kept_.size(); }

 protected:
  Result<const runtime::KeptValue*> look_at(BytesView key, const runtime::KeptType&) override {
    asked_.emplace_back(key);
    const auto found = kept_.find(Bytes(key));
    return found == kept_.end() ? nullptr : found->second.get();
  }
  Result<runtime::KeptValue*> change_at(BytesView key, const runtime::KeptType& type) override {
    asked_.emplace_back(key);
    auto& value = kept_[Bytes(key)];
    if (!value) value = type.make();
    return value.get();
  }
  void emit_bytes(const flow::TopicInfo&, Bytes, Bytes) override { TIJDIG_CHECK(false); }

 private:
  ports::Provenance cause_;
  std::map<Bytes, std::unique_ptr<runtime::KeptValue>> kept_;
  std::vector<Bytes> asked_;
};

CaseId case_of(std::uint8_t household) { return {HouseholdId::from_hash(hash_of(household)), YearMonth(2018, 10)}; }

const Date monday(2018, 12, 3);

TEST(DueDays, GiveTheListsBetweenTwoDaysInTheirOrder) {
  KeptTurn turn;
  for (const int day : {4, 0, 9}) ASSERT_TRUE(mark_due(zoetermeer, case_of(1), monday.plus_days(day), turn));
  ASSERT_TRUE(mark_due(zoetermeer, case_of(2), monday.plus_days(4), turn));
  const auto next = next_due_day(zoetermeer, monday.plus_days(1), monday.plus_days(8), turn);
  ASSERT_TRUE(next && *next);
  EXPECT_EQ(**next, monday.plus_days(4));
  const auto due = take_due(zoetermeer, **next, turn);
  ASSERT_TRUE(due);
  EXPECT_THAT(due->cases, ElementsAre(case_of(1), case_of(2)));
  EXPECT_EQ(*next_due_day(zoetermeer, monday.plus_days(1), monday.plus_days(8), turn), std::nullopt);
  EXPECT_EQ(*next_due_day(zoetermeer, monday.plus_days(1), monday.plus_days(9), turn), monday.plus_days(9));
}

TEST(DueDays, AskForOneKeyWhenNothingIsDueHoweverManyDaysAreClosed) {
  KeptTurn turn;
  ASSERT_TRUE(mark_due(zoetermeer, case_of(1), monday, turn));
  turn.take_asked();
  EXPECT_EQ(*next_due_day(zoetermeer, monday.plus_days(1), monday.plus_days(400), turn), std::nullopt);
  EXPECT_THAT(turn.take_asked(), ElementsAre(due_days_key(zoetermeer)));
}

TEST(DueDays, AreOfOneTown) {
  KeptTurn turn;
  ASSERT_TRUE(mark_due(zoetermeer, case_of(1), monday, turn));
  const auto delft = MunicipalityCode::from_number(503);
  EXPECT_EQ(*next_due_day(delft, monday, monday, turn), std::nullopt);
}

TEST(DueDays, LeaveNothingBehind) {
  KeptTurn turn;
  ASSERT_TRUE(mark_due(zoetermeer, case_of(1), monday, turn));
  ASSERT_TRUE(take_due(zoetermeer, monday, turn));
  EXPECT_EQ(turn.keys(), 0U);
}

TEST(DueDays, StopTheLaneWhenTheIndexNamesADayWithoutList) {
  KeptTurn turn;
  ASSERT_TRUE(mark_due(zoetermeer, case_of(1), monday, turn));
  turn.erase(due_list_key(zoetermeer, monday));
  const auto due = take_due(zoetermeer, monday, turn);
  ASSERT_FALSE(due);
  EXPECT_EQ(due.error().severity, Severity::fatal);
}

// The law of the header, and the same answers as asking every day for its list.
RC_GTEST_PROP(DueDays, FindWhatLookingAtEveryDayFinds, ()) {
  KeptTurn turn;
  std::map<Date, std::set<CaseId>> marked;
  const auto some_day = [] { return monday.plus_days(*rc::gen::inRange(0, 40)); };
  for (int i = *rc::gen::inRange(0, 60); i > 0; --i) {
    if (*rc::gen::inRange(0, 3) > 0) {
      const CaseId id = case_of(*rc::gen::inRange<std::uint8_t>(0, 5));
      const Date day = some_day();
      RC_ASSERT(mark_due(zoetermeer, id, day, turn).has_value());
      marked[day].insert(id);
    } else {
      const Date from = some_day();
      const Date until = some_day();
      const auto first = marked.lower_bound(from);
      const auto next = next_due_day(zoetermeer, from, until, turn);
      RC_ASSERT(next.has_value());
      RC_ASSERT(next->has_value() == (first != marked.end() && first->first <= until));
      if (!*next) continue;
      RC_ASSERT(**next == first->first);
      RC_ASSERT(take_due(zoetermeer, **next, turn)->cases == first->second);
      marked.erase(first);
    }
    RC_ASSERT(turn.keys() == marked.size() + (marked.empty() ? 0 : 1));
  }
}

TEST(DueDaysCodec, ReadsBackWhatItWrote) {
  const DueDays due{{Date(1969, 12, 31), monday, monday.plus_days(3)}};
  DueDays read;
  ASSERT_TRUE(decode(encode(due), read));
  EXPECT_EQ(read, due);
}

TEST(DueDaysCodec, RefusesWhatIsNoState) {
  DueDays read;
  EXPECT_FALSE(decode("\x0a\x05", read));
}

}  // namespace
}  // namespace tijdig::outcome_tracker
