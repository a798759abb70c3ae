#include "tools/bench_kafka/job.h"

#include <gtest/gtest.h>

namespace tijdig::bench_kafka {
namespace {

JobSignal heard(std::uint16_t partner, std::uint32_t month) {
  return {.sent_us = 7, .partner = partner, .month = month, .household = 11};
}

TEST(Job, MakesACaseOfASecondPartnerWithinThreeMonths) {
  Bytes state;
  EXPECT_FALSE(decide(state, heard(1, 100)));
  EXPECT_FALSE(decide(state, heard(1, 101)));
  EXPECT_EQ(decide(state, heard(2, 103)), (JobCase{7, 11, 103}));
}

TEST(Job, ForgetsAPartnerAfterThreeMonths) {
  Bytes state;
  EXPECT_FALSE(decide(state, heard(1, 100)));
  EXPECT_FALSE(decide(state, heard(2, 103)));
}

TEST(Job, MakesOneCaseInThreeMonths) {
  Bytes state;
  EXPECT_FALSE(decide(state, heard(1, 100)));
  EXPECT_TRUE(decide(state, heard(2, 100)));
  EXPECT_FALSE(decide(state, heard(3, 102)));
  EXPECT_TRUE(decide(state, heard(1, 103)));
}

TEST(Job, ReadsWhatItWrote) {
  const JobSignal signal{.sent_us = -5, .partner = 65535, .month = 24'001, .household = 4'000'000'000};
  EXPECT_EQ(to_bytes(signal).size(), signal_bytes);
  EXPECT_EQ(read_signal(to_bytes(signal)), signal);
  const JobCase found{1'700'000'000'000'000, 99'999, 24'002};
  EXPECT_EQ(read_case(to_bytes(found)), found);
  EXPECT_EQ(read_signal("short"), std::nullopt);
  EXPECT_EQ(read_case("short"), std::nullopt);
}

TEST(Job, GivesEachHouseholdAndMonthAPlaceOfItsOwn) {
  const Workload workload{.count = 100, .households = 10};
  EXPECT_EQ(workload.place_of({1, 0, 24'000}), 0U);
  EXPECT_EQ(workload.place_of({1, 9, 24'023}), workload.places() - 1);
  EXPECT_NE(workload.place_of({1, 3, 24'007}), workload.place_of({1, 3, 24'008}));
  for (const JobCase& strange : {JobCase{1, 10, 24'000}, JobCase{1, 0, 24'024}, JobCase{1, 0, 23'999}})
    EXPECT_EQ(workload.place_of(strange), std::nullopt);
}

TEST(Job, SumsCasesInAnyOrderAlike) {
  CaseSum one;
  one.add({1, 2, 3});
  one.add({4, 5, 6});
  CaseSum other;
  other.add({7, 5, 6});
  other.add({8, 2, 3});
  EXPECT_EQ(one, other);
  other.add({8, 2, 3});
  EXPECT_NE(one, other);
}

TEST(Job, GivesEveryWorkloadCasesToFind) {
  const CaseSum sum = expected_cases({.count = 20'000, .households = 1'000});
  EXPECT_GT(sum.cases, 1'000U);
  EXPECT_LT(sum.cases, 20'000U);
}

}  // namespace
}  // namespace tijdig::bench_kafka
