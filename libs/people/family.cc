#include "libs/people/family.h"

#include <algorithm>

namespace tijdig::people {
namespace {

using town::Random;

constexpr std::uint32_t common_child_of_unmarried_couple = 900;  // [A]; else of one of them only

int draw_head_age(Random& chance, FamilyKind kind, const Heritage& heritage) {
  if (heritage.age_min > 0) return chance.between(heritage.age_min, heritage.age_max);
  switch (kind) {
    case FamilyKind::one_parent:
      return chance.between(24, 54);
    case FamilyKind::couple_with_children:
      return chance.between(27, 56);
    case FamilyKind::couple:
      return chance.hits(400) ? chance.between(21, 49) : chance.between(50, 84);
    case FamilyKind::single:
      break;
  }
  return chance.hits(450) ? chance.between(19, 49) : chance.between(50, 90);
}

Date draw_birth(Random& chance, Origin origin, int age) {
  const int year = first_year - age;
  if (origin != Origin::dutch && age > 20 && chance.hits(migrant_born_on_first_january)) return Date(year, 1, 1);
  return Date(year, 1, 1).plus_days(static_cast<int>(chance.below(365)));
}

void draw_first_names(Random& chance, Human& who, int age) {
  constexpr std::uint32_t dutch_counts[] = {45, 38, 17};
  constexpr std::uint32_t other_counts[] = {85, 13, 2};
  const auto wanted = 1 + chance.weighted(who.origin == Origin::dutch ? dutch_counts : other_counts);
  who.first_names_count = 0;
  while (who.first_names_count < wanted) {
    const std::string_view name = name_book().draw_first_name(chance, who.origin, who.woman, first_year - age);
    const auto end = who.first_names.begin() + who.first_names_count;
    if (std::find(who.first_names.begin(), end, name) == end) who.first_names[who.first_names_count++] = name;
  }
}

Human make_human(Random& chance, std::uint32_t home, Origin origin, bool woman, int age) {
  Human made;
  made.home = home;
  made.origin = origin;
  made.woman = woman;
  made.surname = name_book().draw_surname(chance, origin);
  made.birth = draw_birth(chance, origin, age);
  draw_first_names(chance, made, age);
  return made;
}

Origin draw_origin(Random& chance) {
  if (!chance.hits(migrant_households)) return Origin::dutch;
  return static_cast<Origin>(1 + chance.below(static_cast<std::uint32_t>(Origin::count_) - 1));
}

void add_partner(Random& chance, Municipality& m, std::uint32_t head, int head_age) {
  const Human& one = m.people[head];
  const Origin origin = chance.hits(partner_of_own_group) ? one.origin : draw_origin(chance);
  const bool woman = chance.hits(same_sex_couples) ? one.woman : !one.woman;
  const int age = std::max(19, head_age + chance.between(-6, 6));
  m.people.push_back(make_human(chance, one.home, origin, woman, age));
  const auto other = static_cast<std::uint32_t>(m.people.size() - 1);
  m.people[head].partner = other;
  m.people[other].partner = head;
  if (!chance.hits(couples_married)) return;
  for (const std::uint32_t spouse : {head, other}) {
    m.people[spouse].marries_in = 0;
    if (m.people[spouse].woman)
      m.people[spouse].name_use = static_cast<town::NameUse>(chance.weighted(name_use_shares));
  }
}

bool still_at_home(Random& chance, int age) {
  if (age < 18) return true;
  if (age > child_leaves_home_at_most) return false;
  return !chance.hits(std::min(950U, grown_child_left_home_per_year_of_age * static_cast<std::uint32_t>(age - 17)));
}

void name_child(Random& chance, const Municipality& m, Human& child) {
  const Human& one = m.people[child.parents[0]];
  const bool other_known = child.parents[1] != none;
  const Human& father = other_known && one.woman ? m.people[child.parents[1]] : one;
  const Human& mother = other_known && !one.woman ? m.people[child.parents[1]] : one;
  child.surname = chance.hits(child_has_mothers_name) ? mother.surname : father.surname;
  if (child.woman || father.woman || !chance.hits(sons_named_as_father)) return;
  child.first_names[0] = father.first_names[0];
  child.named_as_parent = true;
}

// A child of the family headed by `head`; returns its index.
std::uint32_t add_child(Random& chance, Municipality& m, std::uint32_t head, std::uint32_t home, int age) {
  Human child = make_human(chance, home, m.people[head].origin, chance.hits(490), age);
  const std::uint32_t partner = m.people[head].partner;
  child.parents[0] = head;
  const bool married = m.people[head].marries_in == 0;
  if (partner != none && (married || chance.hits(common_child_of_unmarried_couple))) child.parents[1] = partner;
  name_child(chance, m, child);
  m.people.push_back(child);
  return static_cast<std::uint32_t>(m.people.size() - 1);
}

void make_twin(Random& chance, Municipality& m, std::uint32_t first, int age) {
  Human second = m.people[first];
  second.named_as_parent = false;
  second.woman = chance.hits(500);
  draw_first_names(chance, second, age);
  if (chance.hits(twins_share_initial)) {
    for (int tries = 0; tries < 40 && second.first_names[0].front() != m.people[first].first_names[0].front(); ++tries)
      second.first_names[0] = name_book().draw_first_name(chance, second.origin, second.woman, first_year - age);
  }
  if (second.first_names[0] == m.people[first].first_names[0]) return;  // nobody names twins alike
  second.twin = m.people[first].twin = true;
  m.people.push_back(second);
}

void add_children(Random& chance, Municipality& m, std::uint32_t head, int head_age) {
  constexpr std::uint32_t child_counts[] = {42, 41, 17};
  const auto wanted = 1 + chance.weighted(child_counts);
  for (std::size_t i = 0; i < wanted; ++i) {
    const int age = chance.between(std::max(0, head_age - 42), std::max(0, head_age - 20));
    const bool twins = chance.hits(twin_births);
    if (!still_at_home(chance, age)) continue;
    const std::uint32_t child = add_child(chance, m, head, m.people[head].home, age);
    if (twins) make_twin(chance, m, child, age);
  }
}

void inherit(Municipality& m, std::uint32_t head, const Heritage& heritage) {
  if (heritage.kin == none) return;
  const Human kin = m.people[heritage.kin];
  Human& who = m.people[head];
  who.surname = kin.surname;
  if (heritage.is_sibling) who.born_to = kin.born_to == none ? heritage.kin : kin.born_to;
  if (!heritage.first_name_too || who.woman != kin.woman) return;
  who.first_names[0] = kin.first_names[0];
}

// Since when each is registered here. People who moved in together have one date, as have most unmarried couples [A].
void draw_since(Random& chance, Municipality& m, std::uint32_t first) {
  const Date together = Date(first_year, 1, 1).plus_days(-30 - static_cast<int>(chance.below(15 * 365)));
  for (std::size_t i = first; i < m.people.size(); ++i) {
    Human& who = m.people[i];
    const bool apart = i > first && who.parents[0] == none && chance.hits(300);
    who.lives_here_since = apart ? together.plus_days(static_cast<int>(chance.below(700)) / 2) : together;
    if (who.lives_here_since < who.birth) who.lives_here_since = who.birth;
  }
}

}  // namespace

std::uint32_t add_family(Municipality& m, std::uint32_t home, FamilyKind kind, const Heritage& heritage) {
  const auto head = static_cast<std::uint32_t>(m.people.size());
  Random chance = Random::of(m.seed, "family", m.number, head);
  const int age = draw_head_age(chance, kind, heritage);
  if (heritage.child_of != none) {
    add_child(chance, m, heritage.child_of, home, age);
  } else {
    const Origin origin = heritage.kin != none ? m.people[heritage.kin].origin : draw_origin(chance);
    const bool woman = chance.hits(kind == FamilyKind::one_parent ? 850 : 500);
    m.people.push_back(make_human(chance, home, origin, woman, age));
    inherit(m, head, heritage);
  }
  if (kind == FamilyKind::couple || kind == FamilyKind::couple_with_children) add_partner(chance, m, head, age);
  if (kind == FamilyKind::one_parent || kind == FamilyKind::couple_with_children) add_children(chance, m, head, age);
  draw_since(chance, m, head);
  return static_cast<std::uint32_t>(m.people.size()) - head;
}

}  // namespace tijdig::people
