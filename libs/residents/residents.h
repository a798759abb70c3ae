// A customer of a partner against the register, closed world: the residents are each other's rivals.
//
//   Decision found = link(customer, view, model);
//
// Everybody who shares a key with the customer is a candidate (keys.h); each is weighed by the one table
// (comparisons.h, model.h); P(j) = 2^w_j / (1 + sum of 2^w_k), where the 1 stands for "nobody in the register"; the
// household's posterior is the sum over its members. So the partner at the same door, the father of the same name and
// the tenant before speak against each other, and a doubt between them stays a doubt. The model is that of
// docs/linking.md.
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
  void start(const CustomerForm& customer, const LinkModel& model, std::uint32_t population);
  void add(const ResidentForm& resident, const Compared& found, std::uint32_t surname_count, std::uint32_t first_count);
  void rule_out() { is_ruled_out_ = true; }
  // Once everybody is added: a birth date that is a housemate's speaks less against a resident than a stranger's does,
  // and a bill of the dwelling that a grown child and a parent may both be meant by is the parent's.
  void settle();
  Decision decide(std::uint32_t keys_capped);
  std::span<const Candidate> candidates() const { return candidates_; }

 private:
  struct Mass {
    ShortRef household;
    std::uint64_t share;
  };
  struct AtHome {
    Door door;  // registered
    Few<ShortRef, 2> parents;
    ShortRef taken_to = 0;  // household of the parent who may be meant; 0: none
  };
  void forgive_birth_dates();
  void take_children_home();
  void weigh_households(MilliBits most, std::uint64_t& sum);
  void choose(Decision& decision, std::uint64_t sum) const;
  std::uint8_t vetoes_of(const Decision& decision) const;
  bool names_one_person(const Candidate& best) const;
  static bool names_somebody(const Candidate& best);
  Band band_of(const Decision& decision) const;

  const CustomerForm* customer_ = nullptr;
  const LinkModel* model_ = nullptr;
  const Weights* weights_ = nullptr;
  MilliBits population_bits_ = 0;  // log2 of everybody
  MilliBits prior_ = 0;
  bool is_ruled_out_ = false;
  std::vector<Candidate> candidates_;
  std::vector<AtHome> homes_;  // beside candidates_ until they are sorted
  std::vector<Mass> masses_;
};

// Looks at every candidate once, in an order that does not matter.
template <RegisterView View, class Visit>
std::uint32_t each_candidate(const CustomerForm& customer, const View& view, Visit visit) {
  thread_local std::vector<typename View::Handle> found;
  found.clear();
  std::uint32_t capped = 0;
  const Keys keys = keys_of(customer);
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

template <RegisterView View>
Decision link(const CustomerForm& customer, const View& view, const LinkModel& model,
              std::span<const ShortRef> ruled_out = {}) {
  thread_local Weighing weighing;
  weighing.start(customer, model, view.population());
  std::uint32_t surname_term = 0;
  std::uint32_t surname_count = 0;
  const std::uint32_t capped = each_candidate(customer, view, [&](const ResidentForm& resident) {
    if (!ruled_out.empty() &&
        std::find(ruled_out.begin(), ruled_out.end(), short_ref(resident.person)) != ruled_out.end()) {
      weighing.rule_out();
      return;
    }
    const Compared found = compare(customer, resident);
    if (found.surname_term != 0 && found.surname_term != surname_term) {
      surname_term = found.surname_term;
      surname_count = view.frequency(surname_term);
    }
    weighing.add(resident, found, surname_count,
                 found.first_term == 0 ? 0 : view.frequency(first_name_term(found.first_term)));
  });
  return weighing.decide(capped);
}

}  // namespace tijdig::residents
