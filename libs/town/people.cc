#include "libs/town/people.h"

#include <algorithm>

#include "libs/base/check.h"
#include "libs/town/names_data.h"

namespace tijdig::town {
namespace {

// The long tail of surnames is missing from the list, so its own names are flattened: every name gets this many bearers
// extra. Two strangers then share a surname about once in 1,200 pairs (in reality once in 3,600).
constexpr std::uint32_t tail_bearers = 20'000;

class NameBag {
 public:
  NameBag() {
    for (const Surname& name : surnames()) cumulative_.push_back(sum_ += name.bearers + tail_bearers);
  }
  std::uint16_t draw(Random& chance) const {
    const std::uint64_t ticket = chance.below64(sum_);
    return static_cast<std::uint16_t>(std::upper_bound(cumulative_.begin(), cumulative_.end(), ticket) -
                                      cumulative_.begin());
  }

 private:
  std::uint64_t sum_ = 0;
  std::vector<std::uint64_t> cumulative_;
};

std::string_view draw_first_name(Random& chance, bool woman, int year) {
  const std::span<const FirstName> names = first_names(woman, year);
  std::uint64_t sum = 0;
  for (const FirstName& name : names) sum += name.births;
  std::uint64_t ticket = chance.below64(sum);
  for (const FirstName& name : names) {
    if (ticket < name.births) return name.name;
    ticket -= name.births;
  }
  check_failed("ticket lies within the births", __FILE__, __LINE__);
}

Date draw_birth(Random& chance, int year) { return Date(year, 1, 1).plus_days(static_cast<int>(chance.below(365))); }

int draw_head_age(Random& chance, HouseholdKind kind, AgeGroup ages) {
  if (ages.youngest >= 75) return chance.between(75, 96);
  if (ages.youngest > 0) return chance.between(ages.youngest, 34);
  switch (kind) {
    case HouseholdKind::one_parent:
      return chance.between(24, 54);
    case HouseholdKind::couple_with_children:
      return chance.between(27, 56);
    case HouseholdKind::couple:
      return chance.hits(400) ? chance.between(21, 49) : chance.between(50, 84);
    case HouseholdKind::single:
      break;
  }
  return chance.hits(450) ? chance.between(19, 49) : chance.between(50, 90);
}

Adult make_adult(Random& chance, const NameBag& names, bool woman, int birth_year, BsnRoll& bsns) {
  Adult made;
  made.bsn = bsns.next();
  made.woman = woman;
  made.surname = names.draw(chance);
  made.birth = draw_birth(chance, birth_year);
  constexpr std::uint32_t name_counts[] = {45, 38, 17};
  const std::size_t first_names_count = 1 + chance.weighted(name_counts);
  while (made.first_names.size() < first_names_count) {
    const std::string_view name = draw_first_name(chance, woman, birth_year);
    if (std::find(made.first_names.begin(), made.first_names.end(), name) == made.first_names.end())
      made.first_names.push_back(name);
  }
  return made;
}

void marry(Random& chance, Adult& one, Adult& other) {
  one.married = other.married = true;
  one.partner_surname = other.surname;
  other.partner_surname = one.surname;
  constexpr std::uint32_t uses[] = {35, 35, 25, 5};
  for (Adult* spouse : {&one, &other})
    if (spouse->woman) spouse->name_use = static_cast<NameUse>(chance.weighted(uses));
}

}  // namespace

BsnRoll::BsnRoll(std::uint64_t seed) {
  for (std::uint32_t tail = 0; tail < 1'000'000; ++tail) {
    std::uint32_t sum = 9 * 9 + 8 * 9 + 7 * 9;
    std::uint32_t rest = tail;
    const std::uint32_t last = rest % 10;
    rest /= 10;
    for (std::uint32_t weight = 2; weight <= 6; ++weight, rest /= 10) sum += weight * (rest % 10);
    if ((sum + 10 * last) % 11 == 0) shuffled_.push_back(tail);  // minus one is plus ten, modulo eleven
  }
  Random chance = Random::of(seed, "burgerservicenummers");
  for (std::size_t i = shuffled_.size() - 1; i > 0; --i)
    std::swap(shuffled_[i], shuffled_[chance.below(static_cast<std::uint32_t>(i + 1))]);
}

std::string BsnRoll::next() {
  TIJDIG_CHECK(used_ < shuffled_.size());
  std::string tail = std::to_string(shuffled_[used_++]);
  return "999" + std::string(6 - tail.size(), '0') + tail;
}

HouseholdKind draw_kind(Random& chance) {
  constexpr std::uint32_t shares[] = {40, 8, 24, 28};
  return static_cast<HouseholdKind>(chance.weighted(shares));
}

void add_people(Town& town, Household& home, AgeGroup ages, BsnRoll& bsns) {
  static const NameBag names;
  home.first_adult = static_cast<std::uint32_t>(town.adults.size());
  Random chance = Random::of(town.seed, "people", home.first_adult);
  const bool couple = home.kind == HouseholdKind::couple || home.kind == HouseholdKind::couple_with_children;
  const bool parents = home.kind == HouseholdKind::one_parent || home.kind == HouseholdKind::couple_with_children;
  home.adults = couple ? 2 : 1;
  const int age = draw_head_age(chance, home.kind, ages);
  const bool woman = chance.hits(home.kind == HouseholdKind::one_parent ? 850 : 500);
  town.adults.push_back(make_adult(chance, names, woman, 2018 - age, bsns));
  if (couple) {
    const bool same_sex = chance.hits(15);
    const int partner_age = std::max(19, age + chance.between(-6, 6));
    town.adults.push_back(make_adult(chance, names, same_sex ? woman : !woman, 2018 - partner_age, bsns));
    if (chance.hits(700)) marry(chance, town.adults[home.first_adult], town.adults[home.first_adult + 1]);
  }
  constexpr std::uint32_t child_counts[] = {42, 41, 17};
  if (parents) home.children = static_cast<std::uint32_t>(1 + chance.weighted(child_counts));
}

}  // namespace tijdig::town
