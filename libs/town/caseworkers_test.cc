#include "libs/town/caseworkers.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "libs/domain/working_days.h"

namespace tijdig::town {
namespace {

Assignment assigned(int number, YearMonth month, bool reserve = false) {
  Assignment made;
  made.enriched.id = CaseId{HouseholdId::of(StableHasher("household").add(std::int64_t{number})), month};
  made.assigned_on = month.first_day().plus_days(24);
  made.reserve = reserve;
  return made;
}

std::vector<DeskRow> all_rows(std::uint64_t seed, const std::vector<Assignment>& list) {
  Caseworkers team(seed);
  std::vector<DeskRow> rows;
  const Date from = list.front().assigned_on;
  for (int day = 0; day < 60; ++day) {
    std::vector<DeskRow> today = team.act(from.plus_days(day), day == 0 ? list : std::vector<Assignment>{});
    for (DeskRow& row : today) EXPECT_EQ(row.day, from.plus_days(day));
    rows.insert(rows.end(), today.begin(), today.end());
  }
  return rows;
}

std::vector<Assignment> many(YearMonth month, int count) {
  std::vector<Assignment> list;
  for (int i = 0; i < count; ++i) list.push_back(assigned(i, month));
  return list;
}

TEST(Caseworkers, MeetHouseholdsByTheRateOfTheMonth) {
  const std::vector<DeskRow> rows = all_rows(1, many(YearMonth(2019, 2), 4'000));
  const auto met =
      std::count_if(rows.begin(), rows.end(), [](const DeskRow& row) { return row.attempt && row.attempt->reached; });
  EXPECT_NEAR(static_cast<double>(met) / 4'000, 13.0 / 20 * 103 / 108, .03);
}

TEST(Caseworkers, EndCasesByTheResultsOfTable27) {
  std::map<std::string, int> results;
  int met = 0;
  for (const DeskRow& row : all_rows(1, many(YearMonth(2019, 2), 8'000))) {
    if (row.attempt && row.attempt->reached) ++met;
    if (row.result) ++results[row.result->local_code];
  }
  EXPECT_NEAR(results["solves_it_alone"] * 103.0 / met, 55, 3);
  EXPECT_NEAR(results["refuses"] * 103.0 / met, 17, 2);
  EXPECT_NEAR(results["referred_volunteer"] * 103.0 / met, 18, 2);
  EXPECT_GT(results["no_contact"], 2'000);
}

TEST(Caseworkers, VisitTwiceAtMostOnWorkingDaysAndTelephoneFromMay) {
  for (YearMonth month : {YearMonth(2018, 12), YearMonth(2019, 4)}) {
    std::map<CaseId, int> visits;
    int telephone_in_vain = 0;
    for (const DeskRow& row : all_rows(2, many(month, 1'000))) {
      EXPECT_TRUE(is_working_day(row.day) || !row.attempt);
      if (!row.attempt) continue;
      if (row.attempt->kind == ContactKind::home_visit) ++visits[row.id];
      if (row.attempt->kind == ContactKind::telephone && !row.attempt->reached) ++telephone_in_vain;
    }
    for (const auto& [id, count] : visits) EXPECT_LE(count, 2);
    EXPECT_EQ(telephone_in_vain > 0, month == YearMonth(2019, 4));
  }
}

TEST(Caseworkers, CloseOnTheSpotWhenSomebodyRefuses) {
  const std::vector<DeskRow> rows = all_rows(1, many(YearMonth(2018, 11), 500));
  int refusals = 0;
  for (const DeskRow& ended : rows) {
    if (!ended.result || ended.result->local_code != "refuses") continue;
    ++refusals;
    EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](const DeskRow& row) {
      return row.id == ended.id && row.attempt && row.attempt->reached && row.day == ended.day;
    }));
  }
  EXPECT_GT(refusals, 10);
}

TEST(Caseworkers, LeaveReserveAddressesAloneUntilTheyAreCalledUpon) {
  Caseworkers team(1);
  const std::vector<Assignment> list = {assigned(1, YearMonth(2018, 11), true)};
  for (int day = 0; day < 60; ++day)
    EXPECT_TRUE(team.act(list[0].assigned_on.plus_days(day), day == 0 ? list : std::vector<Assignment>{}).empty());
}

TEST(Caseworkers, DoTheSameWhateverTheOrderOfTheList) {
  std::vector<Assignment> list = many(YearMonth(2019, 5), 100);
  const std::vector<DeskRow> rows = all_rows(1, list);
  std::reverse(list.begin(), list.end());
  EXPECT_EQ(all_rows(1, list), rows);
  EXPECT_NE(all_rows(2, list), rows);
}

TEST(DeskFile, WritesAttemptsAndResultsInTheDocumentedColumns) {
  const CaseId id = assigned(1, YearMonth(2018, 10)).enriched.id;
  const DeskRow visit{
      id, Date(2018, 11, 6), ContactAttempt{ContactKind::home_visit, false, DayPart::morning, true}, {}};
  const DeskRow end{id, Date(2018, 11, 20), {}, CaseResult{"advice", {"survival", "language"}, "single", {"mental"}}};
  const std::vector<DeskRow> rows = {visit, end};
  EXPECT_EQ(desk_csv(rows),
            "zaaknummer;datum;soort;bereikt;dagdeel;flyer;resultaat;oorzaken;samenstelling;andereproblemen\n" +
                id.to_string() + ";2018-11-06;Huisbezoek;nee;Ochtend;ja;;;;\n" + id.to_string() +
                ";2018-11-20;;;;;advice;survival|language;single;mental\n");
}

}  // namespace
}  // namespace tijdig::town
