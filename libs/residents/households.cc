#include "libs/residents/households.h"

#include <cstdlib>
#include <numeric>
#include <tuple>

namespace tijdig::residents {
namespace {

constexpr int years_between_parent_and_child_min = 15;
constexpr int years_between_parent_and_child_max = 50;
constexpr int years_between_partners_max = 15;
constexpr int adult_years = 18;
constexpr int days_between_partners_max = 366;  // one moved in with the other
constexpr std::size_t groups_of_a_plain_dwelling = 2;
constexpr std::size_t heads_of_a_couples_dwelling = 4;  // more share it
constexpr std::size_t residents_of_a_plain_dwelling = 8;

bool share_surname(const ResidentForm& a, const ResidentForm& b) {
  return std::any_of(a.names.own.begin(), a.names.own.end(),
                     [&](const NamePart& part) { return b.names.own.holds(part) || b.names.partner.holds(part); }) ||
         std::any_of(b.names.own.begin(), b.names.own.end(),
                     [&](const NamePart& part) { return a.names.partner.holds(part); });
}

int age_on(const ResidentForm& who, Date today) {
  return who.birth_date ? days_between(*who.birth_date, today) * 100 / 36525 : adult_years;
}

// From the year of that birthday, so that the answer does not change on the day.
bool is_of_years(const ResidentForm& who, int years, Date today) {
  return who.birth_date && today.year() - who.birth_date->year() >= years;
}

int years_apart(const ResidentForm& a, const ResidentForm& b) {
  return a.birth_date && b.birth_date ? std::abs(a.birth_date->year() - b.birth_date->year()) : 0;
}

class Behind {
 public:
  Behind(std::span<const ResidentForm* const> residents, Date today)
      : residents_(residents), today_(today), group_(residents.size()) {
    std::iota(group_.begin(), group_.end(), std::size_t{0});
  }

  std::size_t root(std::size_t i) {
    while (group_[i] != i) i = group_[i] = group_[group_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) {
    const std::size_t low = std::min(root(a), root(b));
    group_[std::max(root(a), root(b))] = low;
  }
  // A grown child has a household of its own, but is no stranger.
  std::size_t unrelated_groups() {
    const std::vector<std::size_t> households = group_;
    each_pair([&](std::size_t a, std::size_t b) {
      if (is_child_of(*residents_[a], *residents_[b]) || is_child_of(*residents_[b], *residents_[a])) join(a, b);
    });
    std::size_t count = 0;
    for (std::size_t i = 0; i < group_.size(); ++i) count += root(i) == i ? 1U : 0U;
    group_ = households;
    return count;
  }

  void join_relatives() {
    each_pair([&](std::size_t a, std::size_t b) {
      const ResidentForm& one = *residents_[a];
      const ResidentForm& other = *residents_[b];
      const bool child = is_young_child_of(one, other) || is_young_child_of(other, one);
      if (are_partners(one, other) || child) join(a, b);
    });
    // Two named parents of one child live together as parents do, also when the child is grown.
    for (const ResidentForm* child : residents_) {
      if (child->parents.count() < 2) continue;
      const std::size_t one = place_of(child->parents[0]);
      const std::size_t other = place_of(child->parents[1]);
      if (one < residents_.size() && other < residents_.size()) join(one, other);
    }
  }
  // A house that many share has one telephone too, and so may a landlord and his lodger.
  void join_named_together(std::span<const Together> together) {
    const std::vector<std::size_t> heads = unattached_heads();
    if (heads.size() > heads_of_a_couples_dwelling) return;
    const auto is_head = [&](std::size_t i) { return std::find(heads.begin(), heads.end(), i) != heads.end(); };
    for (const Together& both : together) {
      const std::size_t one = place_of(both.one);
      const std::size_t other = place_of(both.other);
      if (is_head(one) && is_head(other) && may_be_couple(*residents_[one], *residents_[other])) join(one, other);
    }
  }
  // Children by name where the register names no parents.
  void join_by_name() {
    each_pair([&](std::size_t a, std::size_t b) {
      const ResidentForm& one = *residents_[a];
      const ResidentForm& other = *residents_[b];
      const int apart = years_apart(one, other);
      const bool a_child = age_on(one, today_) < adult_years || age_on(other, today_) < adult_years;
      const bool parent_known = !one.parents.empty() || !other.parents.empty();
      if (a_child && !parent_known && share_surname(one, other) && apart >= years_between_parent_and_child_min &&
          apart <= years_between_parent_and_child_max)
        join(a, b);
    });
  }
  // A couple without children has no relation: two grown people, alone here, who came on one day, or near each other
  // when neither is of the age of those who share a house. Among others they are of that age and came on one day, which
  // nobody else did: a family registered at the wrong door leaves who lives there a couple.
  void join_unmarried_couple() {
    const std::vector<std::size_t> heads = unattached_heads();
    if (heads.size() < 2 || heads.size() > heads_of_a_couples_dwelling) return;
    const bool are_alone = heads.size() == 2 && !holds_a_married_couple();
    for (std::size_t a = 0; a < heads.size(); ++a)
      for (std::size_t b = a + 1; b < heads.size(); ++b)
        if (are_couple(heads, are_alone, heads[a], heads[b])) join(heads[a], heads[b]);
  }
  // Two heads, or a grown child and a parent, who are heard of at one door moved there together.
  void join_heard_together() {
    const std::vector<std::size_t> heads = unattached_heads();
    if (heads.size() > heads_of_a_couples_dwelling) return;
    const auto is_head = [&](std::size_t i) { return std::find(heads.begin(), heads.end(), i) != heads.end(); };
    each_pair([&](std::size_t a, std::size_t b) {
      const ResidentForm& one = *residents_[a];
      const ResidentForm& other = *residents_[b];
      if (one.heard.empty() || other.heard.empty() || !are_heard_together(one, other)) return;
      const bool are_heads = is_head(a) && is_head(b) && may_be_couple(one, other);
      if (are_heads || is_child_of(one, other) || is_child_of(other, one)) join(a, b);
    });
  }
  // Whoever is heard of at another door is apart from whoever is not, or is heard of elsewhere.
  void part_by_heard_doors() {
    const std::vector<std::size_t> before = roots();
    std::iota(group_.begin(), group_.end(), std::size_t{0});
    each_pair([&](std::size_t a, std::size_t b) {
      if (before[a] == before[b] && are_heard_together(*residents_[a], *residents_[b])) join(a, b);
    });
  }
  // The one who is here longest names the household.
  std::vector<ShortRef> founders() {
    std::vector<std::size_t> founder(group_.size());
    std::iota(founder.begin(), founder.end(), std::size_t{0});
    const auto rank = [&](std::size_t i) {
      const ResidentForm& who = *residents_[i];
      return std::tuple(who.since, who.birth_date.value_or(Date(2199, 1, 1)), short_ref(who.person));
    };
    for (std::size_t i = 0; i < group_.size(); ++i)
      if (rank(i) < rank(founder[root(i)])) founder[root(i)] = i;
    std::vector<ShortRef> refs;
    for (std::size_t i = 0; i < group_.size(); ++i) refs.push_back(short_ref(residents_[founder[root(i)]]->person));
    return refs;
  }

 private:
  template <class Act>
  void each_pair(Act act) {
    for (std::size_t a = 0; a < residents_.size(); ++a)
      for (std::size_t b = a + 1; b < residents_.size(); ++b) act(a, b);
  }
  static bool is_child_of(const ResidentForm& child, const ResidentForm& parent) {
    return child.parents.holds(short_ref(parent.person));
  }
  bool is_young_child_of(const ResidentForm& child, const ResidentForm& parent) const {
    return is_child_of(child, parent) && (!is_of_years(child, own_household_from, today_) || came_along(child, parent));
  }
  // Who is of age and moves house with the parents has no household of his own.
  static bool came_along(const ResidentForm& child, const ResidentForm& parent) {
    if (child.former.empty() || parent.former.empty() || child.former[0] != parent.former[0]) return false;
    return child.since == parent.since && is_of_years(child, of_age_from, child.since);
  }
  std::vector<std::size_t> roots() {
    std::vector<std::size_t> roots;
    for (std::size_t i = 0; i < group_.size(); ++i) roots.push_back(root(i));
    return roots;
  }
  // Accounts leave additions out.
  static bool is_one(const Door& door, const Door& other) {
    return door.same_number(other) && (door.addition == other.addition || door.addition == 0 || other.addition == 0);
  }
  static bool are_heard_together(const ResidentForm& one, const ResidentForm& other) {
    if (one.heard.empty() || other.heard.empty()) return one.heard.empty() && other.heard.empty();
    return std::any_of(one.heard.begin(), one.heard.end(), [&](const Door& door) {
      return std::any_of(other.heard.begin(), other.heard.end(), [&](const Door& also) { return is_one(door, also); });
    });
  }
  // Grown people who are neither a child of somebody here nor married to somebody here.
  std::vector<std::size_t> unattached_heads() const {
    std::vector<std::size_t> heads;
    for (std::size_t i = 0; i < residents_.size(); ++i) {
      const ResidentForm& who = *residents_[i];
      const bool is_grown = age_on(who, today_) >= adult_years;
      if (is_grown && !is_grown_child_here(who) && !is_partner_here(who)) heads.push_back(i);
    }
    return heads;
  }
  static bool are_partners(const ResidentForm& one, const ResidentForm& other) {
    return one.partner == short_ref(other.person) || other.partner == short_ref(one.person);
  }
  bool is_partner_here(const ResidentForm& who) const {
    return std::any_of(residents_.begin(), residents_.end(),
                       [&](const ResidentForm* other) { return are_partners(who, *other); });
  }
  bool holds_a_married_couple() const {
    return std::any_of(residents_.begin(), residents_.end(),
                       [&](const ResidentForm* who) { return is_partner_here(*who); });
  }
  static bool may_be_couple(const ResidentForm& one, const ResidentForm& other) {
    return share_surname(one, other) || years_apart(one, other) <= years_between_partners_max;
  }
  bool are_couple(std::span<const std::size_t> heads, bool are_alone, std::size_t a, std::size_t b) const {
    const ResidentForm& one = *residents_[a];
    const ResidentForm& other = *residents_[b];
    if (!may_be_couple(one, other) || !one.is_arrival_known || !other.is_arrival_known) return false;
    const bool are_settled = is_of_years(one, settled_years, today_) && is_of_years(other, settled_years, today_);
    if (are_alone) {
      const int apart = std::abs(days_between(one.since, other.since));
      return apart == 0 || (apart <= days_between_partners_max && are_settled);
    }
    const auto came_then = [&](std::size_t head) { return residents_[head]->since == one.since; };
    return are_settled && one.since == other.since && std::count_if(heads.begin(), heads.end(), came_then) == 2;
  }
  bool is_grown_child_here(const ResidentForm& who) const {
    return std::any_of(who.parents.begin(), who.parents.end(),
                       [&](ShortRef parent) { return place_of(parent) < residents_.size(); });
  }
  std::size_t place_of(ShortRef person) const {
    std::size_t i = 0;
    while (i < residents_.size() && (person == 0 || short_ref(residents_[i]->person) != person)) ++i;
    return i;
  }

  std::span<const ResidentForm* const> residents_;
  Date today_;
  std::vector<std::size_t> group_;
};

}  // namespace

bool is_under_age(const ResidentForm& who, Date today) {
  return who.birth_date && !is_of_years(who, of_age_from, today);
}

DoorHouseholds households_at(std::span<const ResidentForm* const> residents, std::span<const Together> together,
                             Date today) {
  DoorHouseholds found;
  if (residents.size() == 1) {
    found.household = {short_ref(residents[0]->person)};
    return found;
  }
  Behind door(residents, today);
  door.join_relatives();
  door.join_named_together(together);
  const bool plain = residents.size() <= residents_of_a_plain_dwelling;
  if (plain) door.join_by_name();
  if (plain) door.join_unmarried_couple();
  if (plain) door.join_heard_together();
  found.is_shared_dwelling = door.unrelated_groups() > groups_of_a_plain_dwelling;
  door.part_by_heard_doors();
  found.household = door.founders();
  return found;
}

HouseholdId household_id(ShortRef founder) {
  return HouseholdId::of(StableHasher("household of").add(static_cast<std::int64_t>(founder)));
}

}  // namespace tijdig::residents
