// Two open cases of one household: which goes on, what it takes over, and what partners and report hear. Also tests
// rules.cc.
#include "services/outcome_tracker/merging.h"

#include <gmock/gmock.h>

#include "libs/domain/entry_refusals.h"
#include "services/outcome_tracker/clocks.h"
#include "services/outcome_tracker/explain.h"
#include "services/outcome_tracker/processor.h"
#include "services/outcome_tracker/rules.h"
#include "services/outcome_tracker/test_cases.h"
#include "tests/harness/flow_harness.h"

namespace tijdig::outcome_tracker {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const CaseId this_case = test_assignment().enriched.id;
const CaseId other_case = test_assignment(2).enriched.id;
const Date merged_on(2018, 11, 1);

CaseMergeAsked asked(CaseStanding other_standing, bool yields_when_equal) {
  return {this_case, other_case, zoetermeer, other_standing, yields_when_equal, merged_on};
}

CaseFile tried() { return after(fresh_file(), visit(1, Date(2018, 10, 29), false)); }
CaseFile spoken_with() { return after(fresh_file(), visit(1, Date(2018, 10, 29), true)); }

CaseGoesOn with_the_other() {
  CaseGoesOn goes_on;
  goes_on.id = this_case;
  goes_on.household = this_case.household;
  goes_on.municipality = zoetermeer;
  goes_on.day = merged_on;
  goes_on.is_alone = true;
  goes_on.other = other_case;
  goes_on.match = test_assignment(2).enriched.match;
  goes_on.match->signals = {owing(3, "eneco", PartnerKind::energy, 90)};
  goes_on.deadline = Date(2018, 10, 30);
  goes_on.attempts = 1;
  return goes_on;
}

TEST(AMergedCase, EndsWhenNobodyWasThereAndTheOtherWasFirst) {
  const Events events = decide(fresh_file(), asked(CaseStanding::on_list, true));
  ASSERT_TRUE(events.closing);
  EXPECT_EQ(events.closing->local_code, "merged");
  EXPECT_EQ(events.closing->result, EndResult::refused_other);
  EXPECT_EQ(events.closing->goes_on_as, other_case);
  EXPECT_TRUE(events.closing->without_attempt) << "its place comes back";
  EXPECT_FALSE(events.stands);
  const CaseFile file = evolve(fresh_file(), events);
  EXPECT_EQ(file.status, Status::closed);
  EXPECT_EQ(file.history.back().trigger, Trigger::merged);
  EXPECT_THAT(explain_text(file, test_rules(), merged_on), HasSubstr("goes on as case " + other_case.to_string()));
}

// Who was spoken with before who was tried, who was tried before who was not; of equals the other one yields.
TEST(AMergedCase, GivesWayToTheOneWithWhichSomebodyCameFarther) {
  const auto ends = [](const CaseFile& file, CaseStanding other, bool yields) {
    return decide(file, asked(other, yields)).closing.has_value();
  };
  for (const bool yields : {true, false}) {
    EXPECT_TRUE(ends(fresh_file(), CaseStanding::trying, yields));
    EXPECT_TRUE(ends(fresh_file(), CaseStanding::in_contact, yields));
    EXPECT_TRUE(ends(tried(), CaseStanding::in_contact, yields));
    EXPECT_FALSE(ends(tried(), CaseStanding::on_list, yields));
    EXPECT_EQ(ends(fresh_file(), CaseStanding::on_list, yields), yields);
    EXPECT_EQ(ends(tried(), CaseStanding::trying, yields), yields);
    for (const CaseStanding other : {CaseStanding::on_list, CaseStanding::trying, CaseStanding::in_contact})
      EXPECT_FALSE(ends(spoken_with(), other, yields)) << "a caseworker decides";
  }
}

TEST(AMergedCase, SaysHowFarSomebodyCameWhenItStands) {
  const Events events = decide(tried(), asked(CaseStanding::on_list, true));
  ASSERT_TRUE(events.stands);
  EXPECT_EQ(events.stands->standing, CaseStanding::trying);
  EXPECT_EQ(events.stands->other, other_case);
  EXPECT_EQ(evolve(tried(), events), tried());
}

TEST(AMergedCase, SaysStopWhereBothWereSpokenWithUntilOneHasItsResult) {
  const Events events = decide(spoken_with(), asked(CaseStanding::in_contact, false));
  EXPECT_TRUE(events.stands) << "the other one must know";
  EXPECT_FALSE(decide(spoken_with(), asked(CaseStanding::in_contact, true)).stands) << "and knows by then";
  const CaseFile file = evolve(spoken_with(), events);
  EXPECT_EQ(file.status, Status::in_contact);
  EXPECT_THAT(explain_text(file, test_rules(), merged_on), HasSubstr("STOP, known since the match: merged"));
  CaseChecked checked{file.assignment.enriched, merged_on, ""};
  EXPECT_EQ(reason_to_stop(evolve(file, *decide(file, checked))), "merged") << "news of the register lifts nothing";
  CaseGoesOn alone = with_the_other();
  alone.match.reset();
  EXPECT_EQ(reason_to_stop(evolve(file, decide(file, alone, test_rules()))), "");
}

CaseFile with_news(const CaseFile& file, const char* ended) {
  return evolve(file, *decide(file, CaseChecked{file.assignment.enriched, merged_on, ended}));
}

TEST(AMergedCase, SaysStopForWhatIsKnownOfItsHouseholdBeforeAndAfter) {
  const CaseMergeAsked both_spoken_with = asked(CaseStanding::in_contact, true);
  CaseGoesOn alone = with_the_other();
  alone.match.reset();
  for (const bool news_first : {true, false}) {
    CaseFile file = news_first ? with_news(spoken_with(), "excluded") : spoken_with();
    file = evolve(file, decide(file, both_spoken_with));
    if (!news_first) file = with_news(file, "excluded");
    EXPECT_EQ(reason_to_stop(file), "excluded") << news_first;
    EXPECT_EQ(reason_to_stop(with_news(file, "")), "merged") << "there still are two";
    EXPECT_EQ(reason_to_stop(evolve(file, decide(file, alone, test_rules()))), "excluded") << news_first;
  }
}

TEST(AMergedCase, SaysStopForWhatItsHouseholdSaidWhateverTheRegisterSays) {
  const CaseFile file = with_news(spoken_with(), "recently_refused");
  EXPECT_EQ(reason_to_stop(with_news(file, "")), "recently_refused");
  EXPECT_EQ(reason_to_stop(with_news(file, "deceased")), "deceased");
  CaseUpdated crisis{this_case, zoetermeer, test_assignment().enriched.match};
  crisis.match.signals.push_back(owing(3, "eneco", PartnerKind::energy, 90));
  EXPECT_EQ(reason_to_stop(evolve(file, decide(file, crisis))), "recently_refused");
  crisis.match.signals.back().crisis = true;
  EXPECT_EQ(reason_to_stop(evolve(file, decide(file, crisis))), "") << "an eviction goes first (L14)";
  const CaseFile dead = with_news(file, "deceased");
  EXPECT_EQ(reason_to_stop(evolve(dead, decide(dead, crisis))), "deceased");
}

TEST(AMergedCase, WhenClosedAlreadyIsLeftAsItIs) {
  const CaseFile closed = after(fresh_file(), result(2, Date(2018, 10, 30), "advice"));
  EXPECT_EQ(decide(closed, asked(CaseStanding::in_contact, true)), Events{});
  const CaseFile merged = evolve(fresh_file(), decide(fresh_file(), asked(CaseStanding::on_list, true)));
  EXPECT_EQ(decide(merged, asked(CaseStanding::on_list, true)), Events{}) << "once is enough";
}

TEST(AMergedCase, TakesWhatWasDoneBeforeAndRefusesWhatCameAfter) {
  const CaseFile merged = evolve(fresh_file(), decide(fresh_file(), asked(CaseStanding::on_list, true)));
  EXPECT_TRUE(decide(merged, visit(3, merged_on, true), test_rules()));
  const auto later = decide(merged, visit(3, merged_on.plus_days(1), true), test_rules());
  ASSERT_FALSE(later);
  EXPECT_EQ(later.error().detail, entry_refusals::case_merged.words);
  LinkUndone undone;
  undone.entry = hash_of(9);
  undone.partner = *PartnerId::parse("dunea");
  EXPECT_FALSE(decide(merged, undone, test_rules())) << "its signals are in the other one";
}

TEST(ACaseThatGoesOn, TakesOverSignalsAttemptsAndTheEarlierDeadline) {
  const CaseFile file = evolve(fresh_file(), decide(fresh_file(), with_the_other(), test_rules()));
  EXPECT_THAT(file.assignment.enriched.match.signals, SizeIs(3));
  EXPECT_EQ(file.assignment.deadline, Date(2018, 10, 30));
  EXPECT_EQ(file.attempts, 1);
  EXPECT_EQ(*closes_on(file, test_rules().closing), *closes_on(
                                                        [] {
                                                          CaseFile renewed = fresh_file();
                                                          renewed.renewed_on = merged_on;
                                                          return renewed;
                                                        }(),
                                                        test_rules().closing))
      << "a partner that it did not know (L18)";
  EXPECT_EQ(file.assignment.enriched.match.evidence.back().what, "one household");
  EXPECT_EQ(decide(file, with_the_other(), test_rules()).newer_match, std::nullopt) << "again changes nothing";
  EXPECT_EQ(evolve(file, decide(file, with_the_other(), test_rules())), file);
}

// On the day of a match, or with matching as signals come, the match of both is here before the other case ended.
TEST(ACaseThatGoesOn, TakesOverTheSameWhenAMatchOfBothCameBefore) {
  CaseUpdated both{this_case, zoetermeer, test_assignment().enriched.match};
  both.match.signals.push_back(with_the_other().match->signals[0]);
  const CaseFile known = evolve(fresh_file(), decide(fresh_file(), both));
  const Events events = decide(known, with_the_other(), test_rules());
  EXPECT_TRUE(events.newer_match) << "the report hears of it";
  const CaseFile file = evolve(known, events);
  EXPECT_THAT(file.assignment.enriched.match.signals, SizeIs(3));
  EXPECT_EQ(file.taken_over, std::vector{with_the_other().match->signals[0].id}) << "the other one reports it";
  EXPECT_EQ(file.assignment.deadline, Date(2018, 10, 30));
  EXPECT_EQ(file.attempts, 1);
  EXPECT_EQ(evolve(file, decide(file, with_the_other(), test_rules())), file) << "again changes nothing";
  const CaseFile closed = after(known, result(2, Date(2018, 11, 5), "advice"));
  EXPECT_FALSE(decide(closed, with_the_other(), test_rules()).gone_on_here.told_late) << "its partner heard it then";
}

TEST(ACaseThatGoesOn, KeepsItsOwnDeadlineWhereThatIsEarlier) {
  CaseGoesOn later = with_the_other();
  later.deadline = Date(2018, 12, 1);
  EXPECT_FALSE(decide(fresh_file(), later, test_rules()).heard.deadline);
}

TEST(ACaseThatGoesOn, IsOfItsHouseholdAndBehindItsDoorFromThenOn) {
  CaseGoesOn moved;
  moved.id = this_case;
  moved.household = other_case.household;
  moved.address = Address{*Postcode::parse("2711AB"), *HouseNumber::parse("40", "", "")};
  CaseFile file = fresh_file();
  file.assignment.enriched.now_at = Address{*Postcode::parse("2711AB"), *HouseNumber::parse("50", "", "")};
  file = evolve(file, decide(file, moved, test_rules()));
  EXPECT_EQ(file.assignment.enriched.match.household, other_case.household);
  EXPECT_EQ(door_of(file.assignment.enriched), *moved.address);
  EXPECT_EQ(file.assignment.enriched.id, this_case);
}

// The whole stage, with the case of household 1 and that of household 2.
class Town {
 public:
  Town() : flow_(stages()) {
    flow_.activate(policy::load_policy("deploy/policies/zoetermeer.yaml")->activation());
    Assignment other = test_assignment(2);
    other.enriched.match.signals = with_the_other().match->signals;
    send(test_assignment().enriched.id, test_assignment());
    send(other.enriched.id, other);
    flow_.close_day(zoetermeer, Date(2018, 10, 25));
  }
  template <class Record>
  void send(const CaseId& id, const Record& record) {
    flow_.send(flow::topics::work, flow::HouseholdKey{zoetermeer, id.household}, record);
    flow_.settle();
  }
  harness::FlowHarness& flow() { return flow_; }

 private:
  static harness::Stages stages() {
    harness::Stages stages;
    stages.push_back(std::make_unique<runtime::StageOf<Processor>>(Processor{}));
    return stages;
  }
  harness::FlowHarness flow_;
};

void merge_other_into_this(Town& town) {
  CaseMergeAsked ends = asked(CaseStanding::on_list, true);
  std::swap(ends.id, ends.other);
  town.send(ends.id, ends);
}

TEST(MergingCases, TellsNoPartnerAnythingUntilTheCaseThatGoesOnEnds) {
  Town town;
  merge_other_into_this(town);
  EXPECT_THAT(town.flow().seen_on(flow::topics::feedback), IsEmpty());
  ASSERT_THAT(town.flow().seen_on<CaseReturned>(flow::topics::cases), SizeIs(1));
  const CaseNotice notice = town.flow().seen_on<CaseNotice>(flow::topics::matches).back();
  EXPECT_EQ(notice.goes_on_as, this_case);
  EXPECT_EQ(notice.deadline, test_assignment().deadline);
  CaseGoesOn goes_on = with_the_other();
  town.send(this_case, goes_on);
  town.send(this_case, result(2, Date(2018, 11, 5), "advice"));
  const auto told = town.flow().seen_on(flow::topics::feedback);
  ASSERT_THAT(told, SizeIs(3));
  for (const Feedback& one : told) EXPECT_EQ(one.ddas_result, "(Budget)advies en/of quick fix");
}

// The caseworker was there in the morning, and writes it down when the two are one case already.
TEST(MergingCases, TellsPartnersOnceWhenTheCaseThatEndedGetsItsResultLate) {
  Town town;
  merge_other_into_this(town);
  town.send(this_case, with_the_other());
  DeskEntry late = result(3, merged_on, "refuses");
  late.id = other_case;
  town.send(other_case, late);
  EXPECT_THAT(town.flow().seen_on(flow::topics::feedback), IsEmpty());
  EXPECT_TRUE(town.flow().seen_on<CaseNotice>(flow::topics::matches).back().refused_or_alone);
  town.send(this_case, result(2, Date(2018, 11, 5), "advice"));
  EXPECT_THAT(town.flow().seen_on(flow::topics::feedback), SizeIs(3));
}

TEST(MergingCases, CountsEachSignalInOneCase) {
  Town town;
  merge_other_into_this(town);
  town.send(this_case, with_the_other());
  std::map<CaseId, std::vector<FactSignal>> reported;
  for (const CaseAssigned& fact : town.flow().seen_on<CaseAssigned>(flow::topics::facts))
    reported[fact.id] = fact.signals;
  EXPECT_THAT(reported[this_case], SizeIs(2));
  EXPECT_THAT(reported[other_case], SizeIs(1));
}

TEST(MergingCases, TellsPartnersHowTheOtherEndedWhenThatWasSooner) {
  Town town;
  town.send(this_case, result(2, Date(2018, 10, 31), "advice"));
  merge_other_into_this(town);
  const auto before = town.flow().seen_on(flow::topics::feedback).size();
  town.send(this_case, with_the_other());
  const auto told = town.flow().seen_on(flow::topics::feedback);
  ASSERT_EQ(told.size(), before + 1);
  const auto eneco = [](const Feedback& one) { return one.partner.text() == "eneco"; };
  const auto found = std::find_if(told.begin(), told.end(), eneco);
  ASSERT_NE(found, told.end());
  EXPECT_EQ(found->ddas_result, "(Budget)advies en/of quick fix");
}

}  // namespace
}  // namespace tijdig::outcome_tracker
