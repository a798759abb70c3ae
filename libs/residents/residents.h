// A customer of a partner against the register, closed world: the residents are each other's rivals.
//
//   Decision found = link(customer, view, model);
//
// Everybody who shares a near key with the customer is a candidate, and when that leads to no household, everybody who
// shares any (keys.h); and whoever lives with a candidate who is heard of at the customer's door. Each is weighed by
// the one table (comparisons.h, model.h); P(j) = 2^w_j / (1 + sum of 2^w_k), where the 1 stands for "nobody in the
// register"; the household's posterior is the sum over its members. So the partner at the same door, the father of the
// same name and the tenant before speak against each other, and a doubt between them stays a doubt. The model is that
// of docs/linking.md.
//
// Pure and deterministic: integers, no order of postings, no clock. Costs some microseconds. A scratch list per thread
// is the only memory it keeps. `ruled_out` are residents that a person said it is not.
#pragma once

#include <span>

#include "libs/residents/decision.h"
#include "libs/residents/register_view.h"

namespace tijdig::residents {

// Collects the candidates of one customer and decides among them.
class Weighing {
 public:
  void start(const CustomerForm& customer, const LinkModel& model, std::uint32_t population, Date today);
  void add(const ResidentForm& resident, const Compared& found, std::uint32_t surname_count, std::uint32_t first_count);
  void rule_out() { is_ruled_out_ = true; }
  // The one added last is there because somebody who lives there too is heard of at the customer's door: for this
  // customer they are one household.
  void take_along();
  // Once everybody is added: a birth date that is a housemate's speaks less against a resident than a stranger's does,
  // unless one is the other's child; and a bill of the dwelling that a parent there and a grown child, there or gone,
  // may both be meant by is the parent's.
  void settle();
  Decision decide(std::uint32_t keys_capped);
  std::span<const Candidate> candidates() const { return candidates_; }
  bool has(const PersonRef& person) const;
  // The registered doors of candidates who are heard of at the customer's, or tied to it: the smallest few, in order.
  std::vector<Door> doors_left() const;

 private:
  struct Mass {
    ShortRef household;
    std::uint64_t share;
  };
  struct AtHome {
    Door door;  // registered
    Few<ShortRef, 2> parents;
    ShortRef taken_to = 0;  // household of the parent who may be meant; 0: none
    bool is_along = false;  // only because somebody of this door is heard of
  };
  void forgive_birth_dates();
  bool is_child_of(std::size_t child, std::size_t parent) const;
  void take_children_home();
  void weigh_households(MilliBits most, std::uint64_t& sum);
  bool is_heard(std::size_t i) const;
  ShortRef counted_with(ShortRef household) const;
  void choose(Decision& decision, std::uint64_t sum) const;
  std::uint8_t vetoes_of(const Decision& decision) const;
  bool names_one_person(const Candidate& best) const;
  bool names_somebody(const Candidate& best) const;
  Band band_of(const Decision& decision) const;

  const CustomerForm* customer_ = nullptr;
  const LinkModel* model_ = nullptr;
  const Weights* weights_ = nullptr;
  MilliBits population_bits_ = 0;  // log2 of everybody in the register
  MilliBits prior_ = 0;
  Date today_;
  bool is_ruled_out_ = false;
  std::vector<Candidate> candidates_;
  std::vector<AtHome> homes_;                               // beside candidates_ until they are sorted
  std::vector<std::pair<ShortRef, ShortRef>> taken_along_;  // households, and those they are one with
  std::vector<Mass> masses_;
};

// Looks at every candidate under these keys once, in an order that does not matter.
template <RegisterView View, class Visit>
std::uint32_t each_candidate(const Keys& keys, const View& view, Visit visit) {
  thread_local std::vector<typename View::Handle> found;
  found.clear();
  std::uint32_t capped = 0;
  if constexpr (requires { view.prefetch(keys[0]); })
    for (const Key key : keys) view.prefetch(key);
  if constexpr (requires { view.prefetch_posting(keys[0]); })
    for (const Key key : keys) view.prefetch_posting(key);
  for (const Key key : keys) {
    const auto& posting = view.posting(key);
    if (std::ranges::size(posting) > posting_max)
      ++capped;
    else
      found.insert(found.end(), posting.begin(), posting.end());
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  if constexpr (requires { view.prefetch_resident(found[0]); })
    for (const auto& handle : found) view.prefetch_resident(handle);
  for (const auto& handle : found) visit(static_cast<const ResidentForm&>(view.resident(handle)));
  return capped;
}

// One customer against a view: all candidates there are under some keys, and the people who live with them.
template <RegisterView View>
class Looking {
 public:
  Looking(const CustomerForm& customer, const View& view, const LinkModel& model, std::span<const ShortRef> ruled_out)
      : customer_(customer), view_(view), model_(model), ruled_out_(ruled_out) {}

  Decision under(const Keys& keys) {
    weighing_.start(customer_, model_, view_.population(), view_.today());
    std::uint32_t capped = each_candidate(
        keys, view_, [&](const ResidentForm& resident) { weigh(resident, compare(customer_, resident)); });
    for (const Door& door : weighing_.doors_left()) capped += look_behind(door);
    return weighing_.decide(capped);
  }
  const Keys& doors_looked_behind() const { return behind_; }

  // In the whole town, as the register has everybody: nothing heard and no household derived, but one behind each door.
  Decision as_registered(Date today) {
    weighing_.start(customer_, model_, view_.population(), today);
    return weighing_.decide(each_candidate(far_keys_of(customer_), view_, [&](const ResidentForm& resident) {
      Compared found = compare(customer_, resident);
      found.levels.door = registered_door_level(customer_.door, resident);
      ResidentForm registered = resident;
      registered.household = mixed(door_key(resident.door), resident.door.addition);
      registered.flags &= static_cast<std::uint8_t>(~unsigned{shared_dwelling});
      weigh(registered, found);
    }));
  }

 private:
  bool weigh(const ResidentForm& resident, const Compared& found) {
    if (std::find(ruled_out_.begin(), ruled_out_.end(), short_ref(resident.person)) != ruled_out_.end()) {
      weighing_.rule_out();
      return false;
    }
    if (found.surname_term != 0 && found.surname_term != surname_term_) {
      surname_term_ = found.surname_term;
      surname_count_ = view_.frequency(surname_term_);
    }
    weighing_.add(resident, found, surname_count_,
                  found.first_term == 0 ? 0 : view_.frequency(first_name_term(found.first_term)));
    return true;
  }

  // Who lives with somebody heard of at the customer's door may be there too.
  std::uint32_t look_behind(const Door& door) {
    Keys one;
    one.add(door_key(door));
    behind_.add_new(one[0]);
    return each_candidate(one, view_, [&](const ResidentForm& resident) {
      if (resident.door != door || !resident.lives_here() || weighing_.has(resident.person)) return;
      Compared found = compare(customer_, resident);
      found.levels.door = DoorLevel::heard;
      if (weigh(resident, found)) weighing_.take_along();
    });
  }

  const CustomerForm& customer_;
  const View& view_;
  const LinkModel& model_;
  std::span<const ShortRef> ruled_out_;
  static thread_local inline Weighing weighing_;
  std::uint32_t surname_term_ = 0;
  std::uint32_t surname_count_ = 0;
  Keys behind_;
};

template <RegisterView View>
bool is_found_near(const CustomerForm& customer, const View& view, const LinkModel& model) {
  return Looking(customer, view, model, {}).under(near_keys_of(customer)).band >= Band::household;
}

// `beyond` gets the keys, other than the near ones, under which somebody was looked for.
template <RegisterView View>
Decision link(const CustomerForm& customer, const View& view, const LinkModel& model,
              std::span<const ShortRef> ruled_out = {}, Keys* beyond = nullptr) {
  Looking looking(customer, view, model, ruled_out);
  Decision found = looking.under(near_keys_of(customer));
  const bool is_near = found.band >= Band::household;
  if (!is_near) found = looking.under(all_keys_of(customer));
  if (beyond == nullptr) return found;
  if (!is_near)
    for (const Key key : far_keys_of(customer)) beyond->add_new(key);
  for (const Key key : looking.doors_looked_behind()) beyond->add_new(key);
  return found;
}

}  // namespace tijdig::residents
