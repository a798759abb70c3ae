#include "libs/linking/cluster.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace tijdig::linking {
namespace {

using Groups = std::vector<RecordIndex>;

TEST(Clusters, JoinWhatTheStrongPairsSay) {
  const std::vector<ScoredPair> pairs{{0, 1, 9000}, {2, 3, 8000}, {1, 2, -500}};
  EXPECT_EQ(cluster(5, pairs, {}, {}).of, (Groups{0, 0, 2, 2, 4}));
}

TEST(Clusters, DoNotChainByCompleteLinkage) {
  ClusterSettings settings;
  settings.linkage = Linkage::complete;
  const std::vector<ScoredPair> chain{{0, 1, 9000}, {1, 2, 8000}, {0, 2, -6000}};
  const Clusters found = cluster(3, chain, {}, settings);
  EXPECT_EQ(found.of, (Groups{0, 0, 2}));
  EXPECT_EQ(found.stopped_by_guard, 1u);
  settings.linkage = Linkage::single;
  EXPECT_EQ(cluster(3, chain, {}, settings).of, (Groups{0, 0, 0}));
}

TEST(Clusters, TakeTheMeanOverAllPairsByAverageLinkage) {
  const std::vector<ScoredPair> weak{{0, 1, 9000}, {1, 2, 8000}};  // 0-2 was never scored: -8000
  ClusterSettings settings;
  settings.link = 100;
  EXPECT_EQ(cluster(3, weak, {}, settings).of, (Groups{0, 0, 2}));
  settings.link = 0;
  EXPECT_EQ(cluster(3, weak, {}, settings).of, (Groups{0, 0, 0}));
}

TEST(Clusters, NeverCrossACannotLink) {
  const std::vector<ScoredPair> pairs{{0, 1, 9000}, {1, 2, 8000}, {0, 2, 7000}};
  const std::vector<std::pair<RecordIndex, RecordIndex>> cannot{{2, 0}};
  EXPECT_EQ(cluster(3, pairs, cannot, {}).of, (Groups{0, 0, 2}));
}

TEST(Clusters, StayWithinTheCapAndCountIt) {
  ClusterSettings settings;
  settings.records_max = 2;
  const std::vector<ScoredPair> pairs{{0, 1, 9000}, {1, 2, 8000}, {0, 2, 7000}};
  const Clusters found = cluster(3, pairs, {}, settings);
  EXPECT_EQ(found.of, (Groups{0, 0, 2}));
  EXPECT_EQ(found.stopped_by_size, 1u);
}

RC_GTEST_PROP(Clusters, DoNotDependOnTheOrderOfThePairs, (std::uint32_t seed)) {
  std::vector<ScoredPair> pairs;
  for (RecordIndex a = 0; a < 8; ++a)
    for (RecordIndex b = a + 1; b < 8; ++b)
      if (*rc::gen::arbitrary<bool>()) pairs.push_back({a, b, *rc::gen::inRange(-5, 6) * 1000});
  for (const Linkage linkage : {Linkage::single, Linkage::average, Linkage::complete}) {
    ClusterSettings settings;
    settings.linkage = linkage;
    settings.records_max = 5;
    const Groups before = cluster(8, pairs, {}, settings).of;
    std::vector<ScoredPair> turned(pairs.rbegin(), pairs.rend());
    if (!turned.empty())
      std::rotate(turned.begin(), turned.begin() + static_cast<std::ptrdiff_t>(seed % turned.size()), turned.end());
    for (ScoredPair& pair : turned) std::swap(pair.a, pair.b);
    RC_ASSERT(cluster(8, turned, {}, settings).of == before);
  }
}

}  // namespace
}  // namespace tijdig::linking
