// Two households that became one: what the one that goes on knows, and which of their cases it has. Also tests
// carrying_out.cc, households.cc and open_cases.cc.
#include "services/enrichment/merging.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "libs/runtime/rebuild.h"
#include "services/enrichment/carrying_out.h"
#include "services/enrichment/households.h"
#include "services/enrichment/open_cases.h"
#include "services/enrichment/processor.h"
#include "services/enrichment/register_answer.h"
#include "services/enrichment/register_desk.h"
#include "services/enrichment/test_notices.h"
#include "tests/harness/flow_harness.h"
#include "tests/harness/test_bsns.h"

namespace tijdig::enrichment {
namespace {

namespace topics = flow::topics;

const MunicipalityCode town_code = MunicipalityCode::from_number(637);
const HouseholdId goes_on = HouseholdId::of(StableHasher("goes-on"));
const HouseholdId goes_away = HouseholdId::of(StableHasher("goes-away"));
const YearMonth october(2018, 10), november(2018, 11);

Address at(const char* house) { return {*Postcode::parse("2711AB"), *HouseNumber::parse(house, "", "")}; }

Match match_of(HouseholdId household, YearMonth month, const char* partner, std::int64_t euros = 100) {
  Match match;
  match.household = household;
  match.id = MatchId::of(StableHasher("match").add(household.bytes()).add(std::int64_t{month.index()}));
  match.municipality = town_code;
  match.address = at("12");
  match.month = month;
  match.matched_on = month.first_day().plus_days(24);
  MatchedSignal signal;
  signal.id = SignalId::of(StableHasher("signal").add(partner).add(std::int64_t{month.index()}));
  signal.partner = *PartnerId::parse(partner);
  signal.month = month;
  signal.signal_date = signal.received = month.first_day();
  signal.amount = Cents::euros(euros);
  match.signals = {signal};
  Person named;
  named.surname = PrivateText("Jansen");
  match.persons = {named};
  return match;
}

CaseNotice opened(const Match& match) {
  CaseNotice notice = open_notice({match.household, match.month}, town_code, match.matched_on);
  notice.enriched.emplace();
  notice.enriched->id = notice.id;
  notice.enriched->match = match;
  notice.enriched->answered = said_by(LookupAnswer{});  // no register was loaded
  return notice;
}

CaseNotice closed(const Match& match, EndResult result, Date day) {
  return closed_notice({match.household, match.month}, town_code, result, day, Cents::euros(100));
}

CaseNotice went_on_as(const Match& match, const CaseId& other) {
  CaseNotice notice = closed(match, EndResult::refused_other, Date(2018, 11, 2));
  notice.goes_on_as = other;
  notice.deadline = Date(2018, 10, 30);
  return notice;
}

class Town {
 public:
  explicit Town(const harness::HarnessOptions& options = {}) : flow_(stages(), options) {
    flow_.activate(policy::load_policy("deploy/policies/zoetermeer.yaml")->activation());
  }
  static harness::Stages stages() {
    harness::Stages stages;
    stages.push_back(std::make_unique<runtime::StageOf<RegisterDesk>>(RegisterDesk{}));
    stages.push_back(std::make_unique<runtime::StageOf<Processor>>(Processor{}));
    return stages;
  }
  template <class Record>
  void bring(HouseholdId household, const Record& record) {
    flow_.send(topics::matches, flow::HouseholdKey{town_code, household}, record);
  }
  template <class Record>
  void tell(HouseholdId household, const Record& record) {
    bring(household, record);
    flow_.settle();
  }
  void tell(const Match& match) { tell(match.household, match); }
  void tell(const CaseNotice& notice) { tell(notice.id.household, notice); }
  void merge() { tell(goes_on, HouseholdMerged{town_code, goes_on, goes_away, Date(2018, 11, 1), at("12")}); }
  template <class Kind>
  std::vector<Kind> work() {
    return flow_.seen_on<Kind>(topics::work);
  }
  std::vector<MatchEnded> ended() { return flow_.seen_on<MatchEnded>(topics::facts); }
  std::vector<EnrichedCase> cases() { return flow_.seen_on<EnrichedCase>(topics::cases); }
  HouseholdState known_of(HouseholdId household) {
    for (const auto& [key, value] : flow_.state_of(flow::enrichment.id, household_key(household)))
      return *decode_household(value);
    return {};
  }
  harness::FlowHarness& flow() { return flow_; }

 private:
  harness::FlowHarness flow_;
};

const Match mine = match_of(goes_on, october, "dunea");
const Match theirs = match_of(goes_away, october, "vestia");
const CaseId my_case{goes_on, october}, their_case{goes_away, october};

TEST(AMergedHousehold, IsLeftAloneAfterTheRefusalOfEither) {
  Town town;
  town.tell(opened(theirs));
  town.tell(with_refusal(closed(theirs, EndResult::solves_it_alone, Date(2018, 10, 29))));
  town.merge();
  town.tell(match_of(goes_on, november, "eneco"));
  ASSERT_FALSE(town.ended().empty());
  EXPECT_EQ(town.ended()[0].reason, "recently_refused");
  EXPECT_TRUE(town.cases().empty());
  HouseholdState nothing_else;
  nothing_else.merged_into = goes_on;
  EXPECT_EQ(town.known_of(goes_away), nothing_else);
}

TEST(AMergedHousehold, GoesOnWithItsOpenCaseWhenTheOthersSaidNo) {
  Town town;
  town.tell(opened(theirs));
  town.tell(with_refusal(closed(theirs, EndResult::solves_it_alone, Date(2018, 10, 29))));
  town.tell(opened(mine));
  town.merge();
  const auto checked = town.work<CaseChecked>();
  ASSERT_FALSE(checked.empty());
  EXPECT_EQ(checked[0].ended, "");
  EXPECT_EQ(checked[0].now.facts.back().found,
            "refused on 2018-10-29, before they were one household; the others were not asked");
  EXPECT_EQ(town.known_of(goes_on).open_case, my_case);
}

TEST(AMergedHousehold, GoesOnWithItsOpenCaseWhenTheOthersWereHelpedWithOtherArrears) {
  Town town;
  town.tell(opened(theirs));
  town.tell(closed(theirs, EndResult::advice_or_quick_fix, Date(2018, 10, 29)));
  town.tell(opened(mine));
  town.merge();
  const auto checked = town.work<CaseChecked>();
  ASSERT_FALSE(checked.empty());
  EXPECT_EQ(checked[0].ended, "");
}

TEST(AMergedHousehold, GivesNewMatchesToTheOneCaseThatIsOpen) {
  Town town;
  town.tell(opened(theirs));
  town.merge();
  town.tell(match_of(goes_on, november, "eneco"));
  const auto updates = town.work<CaseUpdated>();
  ASSERT_FALSE(updates.empty());
  EXPECT_EQ(updates[0].id, their_case);
  EXPECT_TRUE(town.cases().empty());
  EXPECT_EQ(town.known_of(goes_on).open_case, their_case);
  EXPECT_FALSE(town.flow().state_of(flow::register_desk.id, "w").empty())
      << "the desk watches for the one that goes on";
  town.tell(closed(theirs, EndResult::advice_or_quick_fix, Date(2018, 11, 29)));
  EXPECT_FALSE(town.known_of(goes_on).open_case) << "its notices come, though it is called by the household of before";
  EXPECT_TRUE(town.flow().state_of(flow::register_desk.id, "w").empty());
}

TEST(AMergedHousehold, AsksTheCaseThatCameLaterToEndAndGivesWhatItStoodOnToTheOther) {
  Town town;
  town.tell(opened(mine));
  town.tell(opened(theirs));
  town.merge();
  const auto asked = town.work<CaseMergeAsked>();
  ASSERT_EQ(asked.size(), 1u) << "though everything that came through a door stands in the log twice";
  EXPECT_EQ(asked[0].id, their_case);
  EXPECT_EQ(asked[0].other, my_case);
  EXPECT_TRUE(asked[0].yields_when_equal);
  town.tell(went_on_as(theirs, my_case));
  const auto told = town.work<CaseGoesOn>();
  ASSERT_FALSE(told.empty());
  const CaseGoesOn& last = told.back();
  EXPECT_EQ(last.id, my_case);
  EXPECT_EQ(last.other, their_case);
  EXPECT_EQ(last.deadline, Date(2018, 10, 30));
  ASSERT_TRUE(last.match);
  EXPECT_EQ(last.match->signals, theirs.signals);
  const HouseholdState known = town.known_of(goes_on);
  EXPECT_EQ(known.looked_up->match.signals.size(), 2u);
  EXPECT_TRUE(known.beside.empty());
  EXPECT_TRUE(known.closed.empty()) << "nobody said anything in the one that ended";
}

// Its newest match has them no more; the tracker's file has.
TEST(AMergedHousehold, HandsOverEarlierSignalsToo) {
  Town town;
  town.tell(opened(mine));
  town.tell(opened(theirs));
  town.tell(match_of(goes_away, november, "eneco"));
  town.merge();
  CaseNotice notice = went_on_as(theirs, my_case);
  notice.enriched = opened(theirs).enriched;
  notice.enriched->match.signals.push_back(match_of(goes_away, november, "eneco").signals[0]);
  town.tell(notice);
  const CaseGoesOn last = town.work<CaseGoesOn>().back();
  ASSERT_TRUE(last.match);
  ASSERT_EQ(last.match->signals.size(), 2u);
  for (const MatchedSignal& signal : last.match->signals) EXPECT_EQ(signal.current, signal.month == november);
  EXPECT_EQ(town.known_of(goes_on).looked_up->match.signals.size(), 2u) << "they count for nobody's debt";
}

TEST(AMergedHousehold, LetsTheOtherCaseGoOnWhenSomebodyCameFartherWithIt) {
  Town town;
  town.tell(opened(mine));
  town.tell(opened(theirs));
  town.merge();
  town.tell(goes_away, CaseStands{their_case, my_case, {}, town_code, CaseStanding::in_contact, Date(2018, 11, 1)});
  const auto asked = town.work<CaseMergeAsked>();
  ASSERT_GE(asked.size(), 2u);
  EXPECT_TRUE(std::any_of(asked.begin(), asked.end(), [&](const CaseMergeAsked& one) {
    return one.id == my_case && one.other_standing == CaseStanding::in_contact && !one.yields_when_equal;
  }));
  town.tell(went_on_as(mine, their_case));
  EXPECT_EQ(town.known_of(goes_on).open_case, their_case);
  EXPECT_EQ(town.known_of(goes_on).looked_up->match.signals.size(), 2u);
}

TEST(AMergedHousehold, TellsTheCaseThatStaysWhenTheOtherHasItsResult) {
  Town town;
  town.tell(opened(mine));
  town.tell(opened(theirs));
  town.merge();
  town.tell(closed(mine, EndResult::advice_or_quick_fix, Date(2018, 11, 5)));
  const CaseGoesOn last = town.work<CaseGoesOn>().back();
  EXPECT_EQ(last.id, their_case);
  EXPECT_TRUE(last.is_alone);
  EXPECT_FALSE(last.match) << "what it stood on has its result";
  EXPECT_EQ(town.known_of(goes_on).open_case, their_case);
}

// A reserve address steps in weeks after its household went on in another.
TEST(AMergedHousehold, AsksACaseThatOpensLaterToEnd) {
  Town town;
  town.tell(opened(mine));
  town.merge();
  town.tell(opened(theirs));
  const auto asked = town.work<CaseMergeAsked>();
  ASSERT_FALSE(asked.empty());
  EXPECT_EQ(asked[0].id, their_case);
}

TEST(AMergedHousehold, BringsNothingBackThatWasWithdrawnBeforeTheCaseOpened) {
  Town town;
  town.tell(opened(mine));
  town.merge();
  town.tell(goes_away, SignalTakenBack{goes_away, town_code, theirs.signals[0].id, Date(2018, 11, 2)});
  town.tell(opened(theirs));
  town.tell(went_on_as(theirs, my_case));
  EXPECT_EQ(town.known_of(goes_on).looked_up->match.signals, mine.signals);
}

TEST(AMergedHousehold, GoesOnWithACaseThatOpensAfterTheOthersSaidNo) {
  Town town;
  town.tell(opened(mine));
  town.tell(with_refusal(closed(mine, EndResult::solves_it_alone, Date(2018, 10, 29))));
  town.merge();
  town.tell(opened(theirs));
  const auto checked = town.work<CaseChecked>();
  ASSERT_FALSE(checked.empty());
  EXPECT_EQ(checked[0].ended, "");
  EXPECT_EQ(checked[0].now.facts.back().found,
            "refused on 2018-10-29, before they were one household; the others were not asked");
  EXPECT_EQ(town.known_of(goes_on).open_case, their_case);
}

TEST(AMergedHousehold, PassesOnWhatTheMatcherSaidBefore) {
  Town town;
  town.tell(opened(theirs));
  town.merge();
  town.tell(goes_away, SignalTakenBack{goes_away, town_code, theirs.signals[0].id, Date(2018, 11, 2)});
  const auto checked = town.work<CaseChecked>();
  ASSERT_FALSE(checked.empty());
  EXPECT_EQ(checked[0].ended, "signals_withdrawn");
  EXPECT_EQ(checked[0].now.id, their_case);
}

// Matching continuously: the month has its case, whichever of the two had it.
TEST(AMergedHousehold, HasOneCaseAMonth) {
  Town town;
  town.tell(opened(theirs));
  town.tell(closed(theirs, EndResult::advice_or_quick_fix, Date(2018, 10, 27)));
  town.merge();
  town.tell(mine);
  ASSERT_FALSE(town.ended().empty());
  EXPECT_EQ(town.ended()[0].reason, "case_closed");
}

TEST(AMergedHousehold, HasOneMatchOfThoseOfBothThatWaitedInAMonth) {
  HouseholdMemory memory{town_code, goes_on, goes_away, Date(2018, 10, 26), at("12"), {theirs}, {}, {}, {}, {}, {}, {}};
  Town town;
  town.bring(goes_on, HouseholdMerged{town_code, goes_on, goes_away, Date(2018, 10, 26), at("12")});
  town.bring(goes_on, mine);
  town.tell(goes_on, memory);
  const auto cases = town.cases();
  ASSERT_FALSE(cases.empty());
  for (const EnrichedCase& one : cases) EXPECT_EQ(one.id, my_case);
  EXPECT_EQ(cases.back().match.signals.size(), 2u);
  const auto ended = town.ended();
  EXPECT_TRUE(std::any_of(ended.begin(), ended.end(),
                          [](const MatchEnded& one) { return one.match == theirs.id && one.reason == "merged"; }));
}

TEST(AMergedHousehold, AsksOnceForMatchesOfOneMonthThatWait) {
  HouseholdState state;
  EXPECT_FALSE(let_wait(state, mine));
  Match again = mine;
  again.signals[0].amount = Cents::euros(200);
  EXPECT_TRUE(let_wait(state, again));
  EXPECT_EQ(state.waiting, std::vector<Match>{again});
}

// Three households in a row, whoever hears first.
TEST(AMergedHousehold, MayGoOnInAThird) {
  const HouseholdId third = HouseholdId::of(StableHasher("third"));
  for (const bool last_first : {true, false}) {
    Town town;
    town.tell(opened(theirs));
    town.tell(with_refusal(closed(theirs, EndResult::solves_it_alone, Date(2018, 10, 29))));
    const HouseholdMerged one{town_code, goes_on, goes_away, Date(2018, 11, 1), at("12")};
    const HouseholdMerged other{town_code, third, goes_on, Date(2018, 11, 1), at("12")};
    if (last_first) town.bring(third, other);
    town.bring(goes_on, one);
    if (!last_first) town.bring(third, other);
    town.flow().settle();
    EXPECT_EQ(town.known_of(third).closed.size(), 1u) << last_first;
    EXPECT_TRUE(town.known_of(third).awaited.empty()) << last_first;
    EXPECT_TRUE(town.known_of(goes_on).closed.empty()) << last_first;
  }
}

// The two households lie on partitions of their own, whose order towards each other says nothing.
TEST(AMergedHousehold, DecidesAMatchOfTheSameDayByTheMemoryOfBoth) {
  for (int round = 0; round < 8; ++round) {
    harness::HarnessOptions options;
    options.partitions = static_cast<ports::Partition>(1 + round);
    Town town(options);
    town.tell(opened(theirs));
    town.tell(with_refusal(closed(theirs, EndResult::solves_it_alone, Date(2018, 10, 29))));
    town.bring(goes_on, HouseholdMerged{town_code, goes_on, goes_away, Date(2018, 11, 25), at("12")});
    town.tell(match_of(goes_on, november, "eneco"));
    EXPECT_TRUE(town.cases().empty()) << round;
    ASSERT_FALSE(town.ended().empty()) << round;
    EXPECT_EQ(town.ended()[0].reason, "recently_refused") << round;
    for (const LookupRequest& asked : town.flow().seen_on<LookupRequest>(topics::lookups))
      EXPECT_TRUE(asked.watch) << "nothing asked that is not needed (L28)";
    EXPECT_TRUE(town.known_of(goes_on).waiting.empty()) << round;
    const auto rebuilt = runtime::rebuild(town.flow().back_end(), Town::stages(), nullptr, {});
    ASSERT_TRUE(rebuilt.has_value());
    EXPECT_TRUE(rebuilt->is_equal()) << round;
    EXPECT_EQ(town.flow().dead_letters(), 0u);
  }
}

// What both households were told, in any order between the two: the same is known in the end.
TEST(AMergedHousehold, KnowsTheSameInWhateverOrderTheTwoWereHeard) {
  std::mt19937 chance(7);
  std::optional<HouseholdState> first;
  for (int round = 0; round < 20; ++round) {
    Town town;
    town.tell(opened(theirs));
    std::vector<std::function<void()>> told{
        [&] { town.tell(with_refusal(closed(theirs, EndResult::solves_it_alone, Date(2018, 10, 29)))); },
        [&] { town.merge(); }, [&] { town.tell(match_of(goes_on, november, "eneco")); },
        [&] {
          town.tell(goes_away, SignalTakenBack{goes_away, town_code, SignalId::of(StableHasher("x")), {}});
        }};
    std::shuffle(told.begin(), told.begin() + 2, chance);
    std::shuffle(told.begin() + 3, told.end(), chance);
    for (const auto& tell : told) tell();
    HouseholdState known = town.known_of(goes_on);
    EXPECT_TRUE(town.cases().empty());
    ASSERT_EQ(known.closed.size(), 1u);
    if (!first) first = known;
    EXPECT_EQ(known.closed, first->closed);
    EXPECT_EQ(known.open_case, first->open_case);
  }
}

}  // namespace
}  // namespace tijdig::enrichment
