#include "services/outcome_tracker/queues.h"

#include <gtest/gtest.h>

#include "services/outcome_tracker/due_days.h"
#include "services/outcome_tracker/processor.h"
#include "services/outcome_tracker/test_cases.h"

namespace tijdig::outcome_tracker {
namespace {

Bytes key_of(const CaseFile& file) { return case_key(zoetermeer, file.assignment.enriched.id); }

TEST(Queues, AnOpenCaseStandsInThatOfItsTeamAndStatusByItsDeadline) {
  CaseFile file = fresh_file();
  file.assignment.team = "west";
  const auto place = place_of_case(key_of(file), encode(file));
  ASSERT_TRUE(place);
  EXPECT_EQ(place->queue, "GM0637/west/on_list");
  EXPECT_EQ(place->rank, file.assignment.deadline.days_since_epoch());
  file.status = Status::in_contact;
  EXPECT_EQ(place_of_case(key_of(file), encode(file))->queue, "GM0637/west/in_contact");
}

TEST(Queues, AClosedOrErasedOrUnreadableCaseStandsInNone) {
  CaseFile file = fresh_file();
  file.status = Status::closed;
  EXPECT_EQ(place_of_case(key_of(file), encode(file)), flow::QueuePlace{});
  EXPECT_EQ(place_of_case(key_of(file), std::nullopt), flow::QueuePlace{});
  EXPECT_EQ(place_of_case(key_of(file), "\xff"), flow::QueuePlace{});
}

TEST(Queues, OtherKeysOfTheStateAreNoCases) {
  for (const Bytes& key : {due_days_key(zoetermeer), due_list_key(zoetermeer, Date(2018, 11, 1)), Bytes(), Bytes("c")})
    EXPECT_EQ(place_of_case(key, "x"), std::nullopt);
}

TEST(Queues, AKeySaysWhichCaseItIs) {
  const CaseFile file = fresh_file();
  EXPECT_EQ(case_in(key_of(file)), file.assignment.enriched.id);
}

}  // namespace
}  // namespace tijdig::outcome_tracker
