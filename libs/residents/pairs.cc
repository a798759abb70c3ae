#include "libs/residents/pairs.h"

#include <algorithm>

#include "libs/residents/ties.h"

namespace tijdig::residents {
namespace {

// Nobody lives with half of the town: the share of pairs that belong together, of all pairs of a town of this size.
constexpr MilliBits prior_person = -15500;
constexpr MilliBits prior_household = -16500;

PairModel make_pair_model() {
  PairModel model;
  model.same_person = {prior_person,
                       {10500, 11500, 10500, 9000, 5800, 2200, -6400, 0},
                       {5500, 3300, 2400, -4000, -3000, -7800, 0},
                       {6500, 5500, 4000, 1000, -1000, -2500, 0},
                       {},
                       {},
                       9000};
  model.same_household = {prior_household,
                          {10000, 10500, 10000, 8500, 5000, 1500, -1500, 0},
                          {-300, -300, -300, 0, 0, 100, 0},
                          {-1000, -1000, 0, 0, 0, 0, 0},
                          {},
                          {},
                          8000};
  const auto birth = [](RelationWeights& of, BirthLevel level, MilliBits weight) { of.birth[index(level)] = weight; };
  birth(model.same_person, BirthLevel::equal, 14100);
  birth(model.same_person, BirthLevel::swapped, 6000);
  birth(model.same_person, BirthLevel::one_digit, 2400);
  birth(model.same_person, BirthLevel::year_only, 3000);
  birth(model.same_person, BirthLevel::same_year, -2000);
  birth(model.same_person, BirthLevel::within_a_year, -2500);
  birth(model.same_person, BirthLevel::same_day, -1000);
  birth(model.same_person, BirthLevel::within_twelve, -4500);
  birth(model.same_person, BirthLevel::differs, -5500);
  birth(model.same_household, BirthLevel::equal, 7000);  // twins, and the partner's date on the account
  birth(model.same_household, BirthLevel::within_twelve, 700);
  for (RelationWeights* of : {&model.same_person, &model.same_household}) {
    of->door.fill(-4300);
    of->door[index(DoorLevel::equal)] = 16000;
    of->door[index(DoorLevel::addition_missing)] = 12000;
    of->door[index(DoorLevel::other_addition)] = 2000;
    of->door[index(DoorLevel::number_misread)] = 8000;
    of->door[index(DoorLevel::letters_misread)] = 8000;
    of->door[index(DoorLevel::same_postcode)] = 1000;
    of->door[index(DoorLevel::same_district)] = -1500;
  }
  return model;
}

MilliBits sum(const RelationWeights& of, const Levels& levels, bool contact) {
  return of.prior + of.surname[index(levels.surname())] + of.initials[index(levels.initials())] +
         of.first[index(levels.first())] + of.birth[index(levels.birth)] + of.door[index(levels.door)] +
         (contact ? of.contact : 0);
}

ResidentForm as_resident(const CustomerForm& customer) {
  ResidentForm form;
  form.names = customer.names;
  form.birth_date = customer.birth_date;
  form.door = customer.door;
  return form;
}

struct Filed {
  Key key;
  Place customer;
  bool is_contact;
  auto operator<=>(const Filed&) const = default;
};

class Grouping {
 public:
  Grouping(std::span<const CustomerForm> customers, const PairModel& model) : customers_(customers), model_(model) {}

  PairGroups run(std::span<const std::pair<Place, Place>> cannot_links) {
    file();
    bring_together();
    std::vector<linking::ScoredPair> households;
    std::vector<linking::ScoredPair> persons;
    for (const auto& [a, b] : pairs_) {
      const PairWeights found = weigh_pair(customers_[a], customers_[b], model_, contact_counts(a, b));
      households.push_back({a, b, found.together()});
      if (found.same_person > found.same_household) persons.push_back({a, b, found.same_person});
    }
    found_.pairs = pairs_.size();
    const linking::ClusterSettings settings{linking::Linkage::complete, model_.link, model_.weakest,
                                            linking::weight_floor, model_.customers_max};
    linking::Clusters grouped = linking::cluster(customers_.size(), households, cannot_links, settings);
    found_.stopped_by_size = grouped.stopped_by_size;
    found_.household = std::move(grouped.of);
    found_.person = linking::cluster(customers_.size(), persons, cannot_links, settings).of;
    add_bridges(households);
    forget_denied(cannot_links);
    return std::move(found_);
  }

 private:
  void file() {
    for (Place i = 0; i < customers_.size(); ++i) {
      for (const Key key : near_keys_of(customers_[i])) filed_.push_back({key, i, false});
      if (customers_[i].telephone != 0) filed_.push_back({mixed(91, customers_[i].telephone), i, true});
      if (customers_[i].email != 0) filed_.push_back({mixed(92, customers_[i].email), i, true});
    }
    std::sort(filed_.begin(), filed_.end());
  }

  void bring_together() {
    for (auto from = filed_.begin(); from != filed_.end();) {
      const auto until = std::find_if(from, filed_.end(), [&](const Filed& one) { return one.key != from->key; });
      const auto count = static_cast<std::size_t>(until - from);
      if (count > (from->is_contact ? model_.contact_max : model_.key_max)) {
        ++found_.keys_capped;
        if (from->is_contact) generic_.push_back(from->key);
      } else {
        for (auto a = from; a != until; ++a)
          for (auto b = a + 1; b != until; ++b)
            if (a->customer != b->customer) pairs_.emplace_back(a->customer, b->customer);
      }
      from = until;
    }
    std::sort(pairs_.begin(), pairs_.end());
    pairs_.erase(std::unique(pairs_.begin(), pairs_.end()), pairs_.end());
  }

  bool contact_counts(Place a, Place b) const {
    const auto says_something = [&](std::uint64_t one, std::uint64_t other, std::uint64_t kind) {
      return one != 0 && one == other && !std::binary_search(generic_.begin(), generic_.end(), mixed(kind, one));
    };
    return says_something(customers_[a].telephone, customers_[b].telephone, 91) ||
           says_something(customers_[a].email, customers_[b].email, 92);
  }

  // The strongest pair between any two groups is the question about them.
  void add_bridges(std::vector<linking::ScoredPair> pairs) {
    const auto groups = [&](const linking::ScoredPair& pair) {
      return std::minmax(found_.household[pair.a], found_.household[pair.b]);
    };
    std::erase_if(pairs, [&](const linking::ScoredPair& pair) {
      return pair.weight < model_.bridge || found_.household[pair.a] == found_.household[pair.b];
    });
    std::stable_sort(pairs.begin(), pairs.end(), [&](const linking::ScoredPair& x, const linking::ScoredPair& y) {
      const auto left = groups(x), right = groups(y);
      return left != right ? left < right : x.weight > y.weight;
    });
    for (std::size_t i = 0; i < pairs.size(); ++i)
      if (i == 0 || groups(pairs[i]) != groups(pairs[i - 1]))
        found_.bridges.push_back({pairs[i].a, pairs[i].b, pairs[i].weight});
  }

  void forget_denied(std::span<const std::pair<Place, Place>> cannot_links) {
    const auto is_denied = [&](const Bridge& bridge) {
      return std::any_of(cannot_links.begin(), cannot_links.end(), [&](const auto& pair) {
        return std::minmax(pair.first, pair.second) == std::minmax(bridge.a, bridge.b);
      });
    };
    if (!cannot_links.empty()) std::erase_if(found_.bridges, is_denied);
  }

  std::span<const CustomerForm> customers_;
  const PairModel& model_;
  std::vector<Filed> filed_;
  std::vector<Key> generic_;  // sorted, because filed_ is
  std::vector<std::pair<Place, Place>> pairs_;
  PairGroups found_;
};

// Ties between pairs are broken by place, so the places must follow from what the customers are.
std::vector<Place> by_content(std::span<const CustomerForm> customers) {
  std::vector<std::pair<Bytes, Place>> order;
  for (Place i = 0; i < customers.size(); ++i) order.emplace_back(to_bytes(customers[i]), i);
  std::sort(order.begin(), order.end());
  std::vector<Place> places;
  for (const auto& [bytes, place] : order) places.push_back(place);
  return places;
}

// Groups of sorted places, as groups of given ones, each named by the smallest.
std::vector<Place> as_given(const std::vector<Place>& groups, const std::vector<Place>& order) {
  std::vector<Place> name(groups.size(), static_cast<Place>(groups.size()));
  for (Place i = 0; i < groups.size(); ++i) name[groups[i]] = std::min(name[groups[i]], order[i]);
  std::vector<Place> given(groups.size());
  for (Place i = 0; i < groups.size(); ++i) given[order[i]] = name[groups[i]];
  return given;
}

}  // namespace

const PairModel& pair_model() {
  static const PairModel model = make_pair_model();
  return model;
}

PairWeights weigh_pair(const CustomerForm& a, const CustomerForm& b, const PairModel& model, bool contact_counts) {
  // Both ways round: which of the two is "the customer" may not matter.
  const Levels there = compare(a, as_resident(b)).levels;
  const Levels back = compare(b, as_resident(a)).levels;
  const bool contact = contact_counts && share_contact(a, b);
  const auto of = [&](const RelationWeights& relation) {
    return std::min(sum(relation, there, contact), sum(relation, back, contact));
  };
  return {of(model.same_person), of(model.same_household)};
}

PairGroups group_customers(std::span<const CustomerForm> customers,
                           std::span<const std::pair<Place, Place>> cannot_links, const PairModel& model) {
  const std::vector<Place> order = by_content(customers);
  std::vector<CustomerForm> sorted;
  std::vector<Place> sorted_place(order.size());
  for (const Place given : order) {
    sorted_place[given] = static_cast<Place>(sorted.size());
    sorted.push_back(customers[given]);
  }
  std::vector<std::pair<Place, Place>> denied;
  for (const auto& [a, b] : cannot_links) denied.emplace_back(sorted_place.at(a), sorted_place.at(b));
  PairGroups found = Grouping(sorted, model).run(denied);
  found.household = as_given(found.household, order);
  found.person = as_given(found.person, order);
  for (Bridge& bridge : found.bridges) {
    const auto [a, b] = std::minmax(order[bridge.a], order[bridge.b]);
    bridge = {a, b, bridge.weight};
  }
  std::sort(found.bridges.begin(), found.bridges.end(),
            [](const Bridge& x, const Bridge& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  return found;
}

}  // namespace tijdig::residents
