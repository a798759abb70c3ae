#include "libs/people/world.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "libs/base/stable_hash.h"
#include "libs/people/seeds.h"

namespace tijdig::people {
namespace {

const World& small_world() {
  static const World world = make_world(settings[3], test_seed, 3, 15'000);
  return world;
}

Hash128 digest(const World& world) {
  StableHasher hasher("world");
  for (const RegisterLine& line : world.observed.register_lines)
    hasher.add(static_cast<std::int64_t>(line.resident)).add(line.surname).add(line.first_names).add(line.address);
  for (const CustomerVersion& version : world.observed.versions)
    hasher.add(version.text.number).add(version.text.surname).add(version.text.birth_date).add(version.text.postcode);
  for (const SignalLine& line : world.observed.signals) hasher.add(line.month).add(line.version).add(line.amount_cents);
  for (const VersionTruth& truth : world.truth.versions) hasher.add(truth.human).add(truth.slices);
  return hasher.finish();
}

TEST(World, IsTheSameForOneSeedAndAnotherForAnother) {
  const Hash128 one = digest(make_world(settings[3], test_seed, 3, 2'000));
  EXPECT_EQ(one, digest(make_world(settings[3], test_seed, 3, 2'000)));
  EXPECT_NE(one, digest(make_world(settings[3], test_seed, 4, 2'000)));
  EXPECT_NE(one, digest(make_world(settings[3], test_seed + 1, 3, 2'000)));
}

TEST(World, RepeatsASpellingMonthAfterMonth) {
  const Observed& seen = small_world().observed;
  std::vector<int> signals(seen.versions.size());
  for (const SignalLine& line : seen.signals) ++signals[line.version];
  EXPECT_GT(*std::max_element(signals.begin(), signals.end()), 2);
  EXPECT_EQ(std::count(signals.begin(), signals.end(), 0), 0);
}

TEST(World, OrdersSignalsByMonthAndRegisterLinesByLoad) {
  const Observed& seen = small_world().observed;
  for (std::size_t i = 1; i < seen.signals.size(); ++i) EXPECT_LE(seen.signals[i - 1].month, seen.signals[i].month);
  for (std::size_t i = 1; i < seen.register_lines.size(); ++i)
    EXPECT_LE(seen.register_lines[i - 1].month, seen.register_lines[i].month);
}

TEST(World, LoadsTheHardRegisterOnlyInJanuary) {
  std::set<int> loads;
  for (const RegisterLine& line : small_world().observed.register_lines) loads.insert(line.month);
  EXPECT_EQ(loads, (std::set<int>{0, 12}));
}

TEST(World, GivesResidentsIdsThatSayNothing) {
  std::set<ResidentId> seen(small_world().truth.resident_of.begin(), small_world().truth.resident_of.end());
  EXPECT_EQ(seen.size(), small_world().truth.resident_of.size());
  EXPECT_FALSE(seen.contains(0));
  for (const CustomerVersion& version : small_world().observed.versions) EXPECT_TRUE(version.text.bsn.empty());
}

// A linker is given `Observed`; were the truth in it, this would compile.
template <class Seen>
concept ReachesTruth = requires(Seen seen) {
  seen.truth;
}
|| requires(Seen seen) { seen.human; }
|| requires(Seen seen) { seen.versions[0].human; }
|| requires(Seen seen) { seen.signals[0].human; };

TEST(World, KeepsTheTruthOutOfReachByType) {
  EXPECT_FALSE(ReachesTruth<Observed>);
  EXPECT_TRUE(ReachesTruth<World>);
  EXPECT_TRUE(ReachesTruth<Truth>);
}

TEST(World, HasAllSlices) {
  std::array<int, 32> seen{};
  for (const VersionTruth& truth : small_world().truth.versions)
    for (std::size_t slice = 0; slice < static_cast<std::size_t>(Slice::count_); ++slice)
      if ((truth.slices >> slice & 1U) != 0) ++seen[slice];
  for (std::size_t slice = 0; slice < static_cast<std::size_t>(Slice::count_); ++slice) {
    if (static_cast<Slice>(slice) == Slice::reused_number) continue;  // rarer than one in a world this small
    EXPECT_GT(seen[slice], 0) << name_of(static_cast<Slice>(slice));
  }
}

}  // namespace
}  // namespace tijdig::people
