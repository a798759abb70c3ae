// Also tests the codec of watches (register_codec.cc).
#include "services/enrichment/watching.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "services/enrichment/register_desk.h"
#include "tests/harness/flow_harness.h"
#include "tests/harness/test_bsns.h"

namespace tijdig::enrichment {
namespace {

namespace topics = flow::topics;

const MunicipalityCode town_code = MunicipalityCode::from_number(637);

HouseholdId household(const char* name) { return HouseholdId::of(StableHasher(name)); }
Address at(const char* house) { return {*Postcode::parse("2711AB"), *HouseNumber::parse(house, "", "")}; }

Person jansen() {
  Person person;
  person.surname = PrivateText("Jansen");
  person.birth_date = Date(1980, 2, 1);
  return person;
}

class ADesk : public testing::Test {
 protected:
  ADesk()
      : flow_([] {
          harness::Stages stages;
          stages.push_back(std::make_unique<runtime::StageOf<RegisterDesk>>(RegisterDesk{}));
          return stages;
        }()) {}

  template <class Record>
  void take(const Record& record) {
    flow_.send(topics::lookups, flow::MunicipalityKey{town_code}, record);
    flow_.settle();
  }
  void watch(const char* name, const char* house) {
    take(LookupRequest{
        MatchId::of(StableHasher(name)), town_code, household(name), at(house), {jansen()}, Date(2018, 10, 25), true});
  }
  void registered(const char* house, Date as_of, bool deceased = false) {
    RegisterEntry entry;
    entry.municipality = town_code;
    entry.as_of = as_of;
    entry.person = jansen();
    entry.person.bsn = *Bsn::parse(harness::test_bsn(0));
    entry.address = at(house);
    entry.deceased = deceased;
    take(entry);
  }
  void listed(ListKind list, Date as_of, Address where = Address()) {
    ListEntry entry;
    entry.municipality = town_code;
    entry.list = list;
    entry.as_of = as_of;
    entry.person = jansen();
    entry.address = std::move(where);
    take(entry);
  }
  // A question stands in the log twice; its second answer says nothing new.
  std::vector<LookupAnswer> answers() {
    std::vector<LookupAnswer> distinct;
    for (LookupAnswer& answer : flow_.seen_on<LookupAnswer>(topics::matches))
      if (std::find(distinct.begin(), distinct.end(), answer) == distinct.end()) distinct.push_back(std::move(answer));
    return distinct;
  }
  std::size_t kept(const char* prefix) { return flow_.state_of(flow::register_desk.id, prefix).size(); }

  harness::FlowHarness flow_;
};

TEST_F(ADesk, AnswersAtOnceAndAgainWhenTheAnswerChanges) {
  registered("12", Date(2018, 9, 1));
  watch("jansen", "12");
  ASSERT_EQ(1U, answers().size());
  EXPECT_EQ(Date(2018, 10, 25), answers()[0].known_on);
  registered("12", Date(2018, 11, 1), true);
  ASSERT_EQ(2U, answers().size());
  EXPECT_EQ(Residence::deceased, answers()[1].residence);
  EXPECT_EQ(Date(2018, 11, 1), answers()[1].known_on);
}

TEST_F(ADesk, DoesNotRepeatWhatIsKnownAlready) {
  registered("12", Date(2018, 9, 1));
  LookupRequest request{
      MatchId::of(StableHasher("jansen")), town_code, household("jansen"), at("12"), {jansen()}, Date(2018, 10, 25)};
  take(request);
  ASSERT_EQ(1U, answers().size());
  request.watch = true;
  request.told = said_by(answers()[0]);
  request.asked_on = Date(2018, 11, 2);
  take(request);
  EXPECT_EQ(1U, answers().size());
  registered("12", Date(2018, 11, 5), true);
  EXPECT_EQ(2U, answers().size());
  request.household = household("another");
  take(request);
  EXPECT_EQ(3U, answers().size()) << "this one is news";
}

TEST_F(ADesk, SaysNothingWhenAFileSaysTheSameAgain) {
  registered("12", Date(2018, 9, 1));
  watch("jansen", "12");
  registered("12", Date(2018, 11, 1));
  registered("12", Date(2018, 12, 1));
  EXPECT_EQ(2U, flow_.seen_on<LookupAnswer>(topics::matches).size()) << "one for each of the two questions";
}

TEST_F(ADesk, DatesNewsNotBeforeTheQuestion) {
  registered("12", Date(2018, 9, 1));
  watch("jansen", "12");
  registered("12", Date(2018, 10, 1), true);
  ASSERT_EQ(2U, answers().size());
  EXPECT_EQ(Date(2018, 10, 25), answers()[1].known_on) << "an older file that came late";
}

TEST_F(ADesk, HearsOfAPersonWhomAListNamesWithoutAnAddress) {
  registered("12", Date(2018, 9, 1));
  watch("jansen", "12");
  listed(ListKind::opt_out, Date(2018, 11, 1));
  ASSERT_EQ(2U, answers().size());
  EXPECT_TRUE(answers()[1].opted_out);
}

TEST_F(ADesk, FollowsWhomItIsAskedAboutToRecordsThatWereNotThere) {
  watch("jansen", "12");
  EXPECT_EQ(Residence::no_register, answers()[0].residence);
  registered("12", Date(2018, 11, 1));
  ASSERT_EQ(2U, answers().size());
  EXPECT_EQ(Residence::lives_here, answers()[1].residence);
  registered("40", Date(2018, 11, 8));
  ASSERT_EQ(3U, answers().size());
  EXPECT_EQ(at("40"), answers()[2].now_at);
  registered("50", Date(2018, 11, 9));
  ASSERT_EQ(4U, answers().size()) << "the new address is nowhere in the question";
  EXPECT_EQ(at("50"), answers()[3].now_at);
}

TEST_F(ADesk, TellsEachHouseholdThatAnEntryConcerns) {
  registered("12", Date(2018, 9, 1));
  watch("one", "12");
  watch("other", "12");
  watch("elsewhere", "16");
  listed(ListKind::debt_help, Date(2018, 11, 1), at("12"));
  EXPECT_EQ(6U, answers().size()) << "the third names the same person";
}

TEST_F(ADesk, RemembersOnlyTheNewestQuestionOfAHousehold) {
  watch("jansen", "12");
  watch("jansen", "16");
  EXPECT_EQ(1U, kept("w"));
  const auto state = flow_.state_of(flow::register_desk.id, "v");
  ASSERT_EQ(1U, state.size());
  Watchers watchers;
  ASSERT_TRUE(decode(state[0].second, watchers));
  EXPECT_EQ(2U, watchers.by_key.size()) << "number 16 and the person; number 12 is forgotten";
}

TEST_F(ADesk, ForgetsAllOfAHouseholdWhoseCaseIsOver) {
  registered("12", Date(2018, 9, 1));
  watch("jansen", "12");
  EXPECT_EQ(1U, kept("w"));
  EXPECT_EQ(1U, kept("v"));
  take(WatchEnded{town_code, household("jansen")});
  EXPECT_EQ(0U, kept("w"));
  EXPECT_EQ(0U, kept("v"));
  registered("12", Date(2018, 11, 1), true);
  EXPECT_EQ(1U, answers().size());
  take(WatchEnded{town_code, household("jansen")});
  EXPECT_EQ(0U, flow_.dead_letters());
}

TEST(Watching, ReadsBackWhatWasWritten) {
  Watch watch;
  watch.request = {
      MatchId::of(StableHasher("m")), town_code, household("h"), at("12"), {jansen()}, Date(2018, 10, 25), true};
  watch.request.told = 17;
  watch.keys = {Bytes("a\xff\x00", 3), Bytes("b")};
  const auto read = decode_watch(encode(watch));
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(watch, *read);
  EXPECT_EQ(Severity::fatal, decode_watch("\x0a\xff").error().severity);

  const Watchers watchers{{{watch.keys[0], {household("h"), household("i")}}, {watch.keys[1], {household("h")}}}};
  Watchers again;
  ASSERT_TRUE(decode(encode(watchers), again));
  EXPECT_EQ(watchers, again);
  EXPECT_EQ(Severity::fatal, decode("\x0a\xff", again).error().severity);
}

}  // namespace
}  // namespace tijdig::enrichment
