#include "libs/people/family.h"

#include <gtest/gtest.h>

namespace tijdig::people {
namespace {

TEST(Family, LetsSiblingsShareSurnameAndParentsButNotTheBirthDate) {
  Municipality m;
  m.seed = 9;
  add_family(m, 0, FamilyKind::single, {});
  add_family(m, 0, FamilyKind::single, {.kin = 0, .is_sibling = true, .age_min = 20, .age_max = 60});
  ASSERT_EQ(m.people.size(), 2U);
  EXPECT_EQ(m.people[0].surname, m.people[1].surname);
  EXPECT_EQ(m.people[1].born_to, 0U);
  EXPECT_NE(m.people[0].birth, m.people[1].birth);
}

TEST(Family, RelatesAGrownChildToTheFamilyItComesFrom) {
  Municipality m;
  m.seed = 9;
  add_family(m, 0, FamilyKind::couple, {.age_min = 50, .age_max = 55});
  add_family(m, 1, FamilyKind::single, {.child_of = 0, .age_min = 25, .age_max = 30});
  EXPECT_EQ(m.people.back().parents[0], 0U);
  EXPECT_EQ(m.people.back().home, 1U);
}

TEST(Family, MakesCouplesMutual) {
  Municipality m;
  m.seed = 9;
  for (std::uint32_t home = 0; home < 200; ++home) add_family(m, home, FamilyKind::couple_with_children, {});
  for (std::uint32_t i = 0; i < m.people.size(); ++i) {
    const Human& who = m.people[i];
    if (who.partner == none) continue;
    EXPECT_EQ(m.people[who.partner].partner, i);
    EXPECT_EQ(m.people[who.partner].home, who.home);
  }
}

}  // namespace
}  // namespace tijdig::people
