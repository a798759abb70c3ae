// Also tests run_lists.cc.
#include "services/matcher/processor.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <random>

#include "libs/runtime/rebuild.h"
#include "services/matcher/town_for_test.h"
#include "tests/harness/flow_harness.h"

namespace tijdig::matcher {
namespace {

using flow::MunicipalityKey;
namespace topics = flow::topics;

policy::Policy zoetermeer() { return *policy::load_policy("deploy/policies/zoetermeer.yaml"); }

policy::Policy changed(const std::string& from, const std::string& to) {
  std::string yaml = zoetermeer().yaml;
  const std::size_t at = yaml.find(from);
  TIJDIG_CHECK(at != std::string::npos);
  return *policy::parse_policy(yaml.replace(at, from.size(), to));
}

class Town {
 public:
  explicit Town(const policy::Policy& rules = zoetermeer()) : flow_(stages()) { flow_.activate(rules.activation()); }

  static harness::Stages stages() {
    harness::Stages stages;
    stages.push_back(std::make_unique<runtime::StageOf<Processor>>(Processor{}));
    return stages;
  }
  template <class Record>
  void send(const Record& record) {
    flow_.send(topics::signals, MunicipalityKey{town_code}, record);
  }
  void send(const std::vector<Told>& told) {
    for (const Told& one : told) send(signal(one));
  }
  void close(const char* day) { flow_.close_day(town_code, *Date::parse(day)); }
  std::vector<Match> matches() { return flow_.seen_on<Match>(topics::matches); }
  harness::FlowHarness& flow() { return flow_; }

 private:
  harness::FlowHarness flow_;
};

TEST(Matcher, MatchesOnTheMatchDayAndNotBefore) {
  Town town;
  town.send({{.partner = "dunea"}, {.partner = "menzis"}});
  town.close("2018-10-24");
  EXPECT_TRUE(town.matches().empty());
  town.close("2018-10-25");
  ASSERT_EQ(1u, town.matches().size());
  town.close("2018-10-26");
  EXPECT_EQ(1u, town.matches().size());
  const auto facts = town.flow().seen_on<MatchMade>(topics::facts);
  ASSERT_EQ(1u, facts.size());
  EXPECT_EQ(2u, facts[0].signals.size());
  EXPECT_EQ(0u, town.flow().dead_letters());
}

TEST(Matcher, CatchesUpWhenTheMatchDayItselfWasMissed) {
  Town town;
  town.send({{.partner = "dunea"}, {.partner = "menzis"}});
  town.close("2018-10-20");
  town.close("2018-10-29");
  EXPECT_EQ(1u, town.matches().size());
}

TEST(Matcher, MatchesAHouseholdAgainInTheNextMonth) {
  Town town;
  town.send({{.partner = "dunea"}, {.partner = "menzis"}});
  town.close("2018-10-25");
  town.send({{.partner = "menzis", .day = "2018-11-02"}});
  town.close("2018-11-25");
  const auto matches = town.matches();
  ASSERT_EQ(2u, matches.size());
  EXPECT_EQ(matches[0].household, matches[1].household);
  EXPECT_EQ(MatchClass::consecutive, matches[1].match_class);
  EXPECT_EQ(YearMonth(2018, 11), matches[1].month);
}

TEST(Matcher, CountsASignalThatCameAfterTheRunOfItsMonthAndUsesItAsAnOlderMonth) {
  Town town;
  town.close("2018-10-25");
  town.send({{.partner = "dunea", .day = "2018-10-26"}});
  town.flow().settle();
  ASSERT_EQ(1u, town.flow().seen_on(topics::late).size());
  EXPECT_EQ(1u, town.flow().seen_on<LateCounted>(topics::facts).size());
  town.send({{.partner = "menzis", .day = "2018-11-02"}});
  town.close("2018-11-25");
  const auto matches = town.matches();
  ASSERT_EQ(1u, matches.size());
  const auto& why = matches[0].evidence;
  EXPECT_TRUE(std::any_of(why.begin(), why.end(), [](const EvidenceRow& row) { return row.what == "late"; }));
}

TEST(Matcher, UsesCorrectedAmountsAndForgetsWithdrawnSignals) {
  Town town;
  const Signal water = signal({.partner = "dunea"}), rent = signal({.partner = "vestia"});
  town.send(water);
  town.send(rent);
  town.send({{.partner = "menzis"}});
  Signal lower = water;
  lower.amount = Cents::euros(60);
  town.send(SignalCorrected{water.id, lower});
  town.send(SignalWithdrawn{rent.id, town_code, rent.address, rent.received});
  town.close("2018-10-25");
  const auto matches = town.matches();
  ASSERT_EQ(1u, matches.size());
  ASSERT_EQ(2u, matches[0].signals.size());
  EXPECT_EQ(Cents::euros(60), matches[0].signals[0].amount);
}

TEST(Matcher, TellsThatAHouseholdThatMatchedLostASignal) {
  Town town;
  const Signal water = signal({.partner = "dunea"}), rent = signal({.partner = "vestia"});
  const Signal alone = signal({.partner = "eneco", .house = "99"});
  for (const Signal& one : {water, rent, alone}) town.send(one);
  const auto take_back = [&](const Signal& one) {
    town.send(SignalWithdrawn{one.id, town_code, one.address, Date(2018, 10, 28)});
  };
  town.close("2018-10-25");
  take_back(rent);
  take_back(alone);
  town.flow().settle();
  const auto told = town.flow().seen_on<SignalTakenBack>(topics::matches);
  ASSERT_EQ(1u, told.size()) << "nobody was ever going to the other";
  EXPECT_EQ(rent.id, told[0].signal);
  EXPECT_EQ(town.matches().at(0).household, told[0].household);
  EXPECT_EQ(Date(2018, 10, 28), told[0].received);
}

TEST(Matcher, AsksAPersonAndFollowsTheAnswer) {
  Town town;
  town.send({{.partner = "dunea", .surname = "Jansen", .initials = "JCM"},
             {.partner = "menzis", .surname = "Bos", .initials = "JCM"}});
  town.close("2018-10-25");
  const auto tasks = town.flow().seen_on(topics::review_tasks);
  ASSERT_EQ(1u, tasks.size());
  EXPECT_TRUE(town.matches().empty());
  town.send(ReviewAnswer{tasks[0].id, town_code, tasks[0].address, true, Date(2018, 10, 30), {}});
  town.send({{.partner = "dunea", .surname = "Jansen", .day = "2018-11-02", .initials = "JCM"}});
  town.close("2018-11-25");
  EXPECT_EQ(1u, town.matches().size());
}

TEST(Matcher, SendsAnAnswerToNoQuestionToTheDeadLetters) {
  Town town;
  town.send(
      ReviewAnswer{stable_hash128("x"), town_code, AddressId::of(StableHasher("x")), true, Date(2018, 10, 1), {}});
  town.flow().settle();
  EXPECT_EQ(2u, town.flow().dead_letters()) << "twice, as all that comes through a door stands in the log twice here";
}

TEST(Matcher, MatchesEachDayWhenPolicySaysContinuously) {
  Town town(changed("when: on_day_of_month\n  day_of_month: 25", "when: continuously"));
  town.send({{.partner = "dunea", .day = "2018-10-02"}});
  town.close("2018-10-03");
  EXPECT_TRUE(town.matches().empty());
  town.send({{.partner = "menzis", .day = "2018-10-03"}});
  town.close("2018-10-04");
  ASSERT_EQ(1u, town.matches().size());
  town.close("2018-10-05");
  EXPECT_EQ(1u, town.matches().size()) << "nothing new";
  town.send({{.partner = "eneco", .day = "2018-10-05"}});
  town.close("2018-10-06");
  const auto matches = town.matches();
  ASSERT_EQ(2u, matches.size());
  EXPECT_EQ(matches[0].id, matches[1].id) << "the same match with more evidence";
  EXPECT_EQ(3u, matches[1].signals.size());
}

// A town of some doors, delivered in many orders within the month: the same matches, facts and questions.
TEST(Matcher, DoesNotDependOnTheOrderWithinTheMonth) {
  std::vector<Told> told;
  const char* partners[] = {"dunea", "menzis", "eneco", "vestia"};
  const char* surnames[] = {"Jansen", "de Vries", "Yilmaz"};
  for (int i = 0; i < 300; ++i)
    told.push_back({.partner = partners[i % 4],
                    .number = std::to_string(i),
                    .surname = surnames[i % 3],
                    .day = "2018-10-0" + std::to_string(1 + i % 9),
                    .house = std::to_string(1 + i % 75)});
  const auto outcome = [](Town& town) {
    town.close("2018-10-25");
    std::vector<Bytes> all;
    for (const auto& match : town.matches()) all.push_back(codec::encode(match));
    for (const auto& task : town.flow().seen_on(topics::review_tasks)) all.push_back(codec::encode(task));
    return all;
  };
  Town first;
  first.send(told);
  const auto expected = outcome(first);
  ASSERT_GT(expected.size(), 20u);
  std::mt19937 chance(7);
  for (int i = 0; i < 20; ++i) {
    std::shuffle(told.begin(), told.end(), chance);
    Town town;
    town.send(told);
    ASSERT_EQ(expected, outcome(town));
  }
}

// What the matcher remembers follows from its inbox: whatever came, reading it again gives the same state and outputs.
RC_GTEST_PROP(Matcher, ReplaysToTheSameState, ()) {
  Town town;
  Date today(2018, 10, 1);
  for (int i = 0; i < *rc::gen::inRange(1, 60); ++i) {
    const Signal said = signal({.partner = *rc::gen::element<std::string>("dunea", "menzis", "vestia"),
                                .number = std::to_string(*rc::gen::inRange(0, 3)),
                                .surname = *rc::gen::element<std::string>("Jansen", "Bos", "Jansen-Bos", ""),
                                .day = today.to_string(),
                                .house = std::to_string(*rc::gen::inRange(1, 4))});
    switch (*rc::gen::inRange(0, 8)) {
      case 0:
        town.send(SignalCorrected{said.id, said});
        break;
      case 1:
        town.send(SignalWithdrawn{said.id, town_code, said.address, today});
        break;
      case 2:
      case 3:
        town.close(today.to_string().c_str());
        today = today.plus_days(*rc::gen::inRange(1, 20));
        break;
      default:
        town.send(said);
    }
  }
  town.flow().settle();
  const auto report = runtime::rebuild(town.flow().back_end(), Town::stages(), nullptr, {});
  RC_ASSERT(report.has_value());
  RC_ASSERT(report->is_equal());
}

TEST(Matcher, ListsManyAddressesInBlocks) {
  std::vector<Told> told;
  for (int i = 0; i < 150; ++i)
    for (const char* partner : {"dunea", "menzis"})
      told.push_back({.partner = partner, .number = std::to_string(i), .house = std::to_string(1 + i)});
  Town town;
  town.send(told);
  town.flow().settle();
  EXPECT_EQ(3u, town.flow().state_of(flow::matcher.id, "l").size());
  town.close("2018-10-25");
  EXPECT_EQ(150u, town.matches().size());
  EXPECT_TRUE(town.flow().state_of(flow::matcher.id, "l").empty()) << "a list is read once";
}

}  // namespace
}  // namespace tijdig::matcher
