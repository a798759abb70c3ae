// Also tests lifecycle_markdown.cc.
#include "services/outcome_tracker/lifecycle.h"

#include <gmock/gmock.h>

#include <fstream>
#include <set>
#include <sstream>
#include <utility>
#include <vector>

#include "services/outcome_tracker/lifecycle_markdown.h"

namespace tijdig::outcome_tracker {
namespace {

std::vector<Status> all_statuses() {
  std::vector<Status> all;
  for (unsigned char i = 0; i < static_cast<unsigned char>(Status::count_); ++i) all.push_back(static_cast<Status>(i));
  return all;
}

TEST(Lifecycle, ReachesEveryStatusFromTheWalkList) {
  std::set<Status> reached{Status::on_list};
  for (std::size_t round = 0; round < lifecycle.size(); ++round)
    for (const Transition& row : lifecycle)
      if (reached.count(row.from) != 0) reached.insert(row.to);
  EXPECT_EQ(reached.size(), all_statuses().size());
}

TEST(Lifecycle, LetsEveryOpenStatusOutByTime) {
  for (Status status : all_statuses())
    if (status != Status::closed) {
      EXPECT_EQ(next_status(status, Trigger::window_elapsed), Status::closed);
    }
  EXPECT_EQ(next_status(Status::closed, Trigger::window_elapsed), std::nullopt);
}

TEST(Lifecycle, TakesEveryEntryOfACaseworkerInEveryStatus) {
  for (Status status : all_statuses())
    for (Trigger trigger : {Trigger::not_reached, Trigger::reached, Trigger::result_given})
      EXPECT_TRUE(next_status(status, trigger).has_value()) << name_of(status) << " " << name_of(trigger);
}

TEST(Lifecycle, ClosesAtOnceOnAResultAndNeverOpensAgain) {
  for (Status status : all_statuses()) EXPECT_EQ(next_status(status, Trigger::result_given), Status::closed);
  for (const Transition& row : lifecycle)
    if (row.from == Status::closed) {
      EXPECT_EQ(row.to, Status::closed);
    }
}

TEST(Lifecycle, HasOneRowPerStatusAndTrigger) {
  std::set<std::pair<Status, Trigger>> seen;
  for (const Transition& row : lifecycle) EXPECT_TRUE(seen.emplace(row.from, row.trigger).second);
}

TEST(LifecycleDocument, EqualsTheTable) {
  std::ifstream file("docs/lifecycle.md");
  std::ostringstream committed;
  committed << file.rdbuf();
  EXPECT_EQ(committed.str(), lifecycle_markdown()) << "write this text into docs/lifecycle.md";
}

}  // namespace
}  // namespace tijdig::outcome_tracker
