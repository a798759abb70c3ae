#include "services/shell/distributed_town.h"

#include <gtest/gtest.h>

#include "services/tijdig/doors/town_doors.h"
#include "services/tijdig/test_town.h"

namespace tijdig::commands {
namespace {

// A town whose rules are in force, with a delivery that nobody works off.
std::unique_ptr<Embedded> busy_town() {
  auto town = town_in_memory(nullptr);
  doors::TownDoors doors(*town, Date(2018, 10, 12));
  std::vector<doors::FileOutcome> outcomes;
  const auto file = doors::by_name("2018-10-12_signals_dunea.csv");
  EXPECT_TRUE(doors.append(doors.prepare(*file, signals_csv({signal_row("K1", "12", "100,00")})), outcomes));
  return town;
}

Result<> settle_in(Embedded& town, const policy::Policy& rules) {
  ports::LaneByLaneSurvey survey(town.back_end());
  return shell::DistributedTown(town.back_end(), survey, rules, {.still_ms_max = 5}).settle_in();
}

TEST(DistributedTown, WaitsForNobodyWhenItsRulesAreInForce) {
  const auto town = busy_town();
  EXPECT_TRUE(settle_in(*town, town->policy()));
}

TEST(DistributedTown, WaitsForOthersBeforeItPutsRulesInForce) {
  const auto town = busy_town();
  policy::Policy others = town->policy();
  others.yaml += "# others\n";
  const auto settled = settle_in(*town, others);
  ASSERT_FALSE(settled);
  EXPECT_EQ(settled.error().severity, Severity::retry);
}

}  // namespace
}  // namespace tijdig::commands
