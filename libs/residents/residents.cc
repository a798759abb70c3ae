#include "libs/residents/residents.h"

#include "libs/linking/posterior.h"

namespace tijdig::residents {
namespace {

constexpr std::uint64_t million = 1'000'000;
constexpr std::size_t doors_left_max = 4;  // of more, the door is a house that many share
constexpr MilliBits alike_bits = 2'000;    // a parent named at most so much less well than the child may be meant

bool says_another_birth_date(BirthLevel level) {
  switch (level) {
    case BirthLevel::same_year:
    case BirthLevel::within_a_year:
    case BirthLevel::same_day:
    case BirthLevel::within_twelve:
    case BirthLevel::differs:
      return true;
    default:
      return false;
  }
}

bool agrees(BirthLevel level) {
  return level == BirthLevel::equal || level == BirthLevel::equal_new_year || level == BirthLevel::swapped ||
         level == BirthLevel::one_digit || level == BirthLevel::year_only;
}

bool is_at_door(DoorLevel level) {
  return level == DoorLevel::equal || level == DoorLevel::heard || level == DoorLevel::tied;
}

bool first_name_agrees(const Levels& levels) { return levels.first() <= FirstNameLevel::close; }

bool initials_agree(const Levels& levels) { return levels.initials() <= InitialsLevel::begins_with; }

bool initials_conflict(const Levels& levels) {
  return levels.initials() == InitialsLevel::differ || levels.initials() == InitialsLevel::not_first;
}

// How much rarer than the average of those who agree: log2(population / count) - average.
MilliBits adjustment(const TermAdjustment& term, MilliBits population_bits, std::uint32_t count) {
  const MilliBits rarity = population_bits - linking::log2_milli(std::max(count, 1U));
  return std::clamp(rarity - term.average, term.down, term.up);
}

// 2^weight with the best at 2^0, 32 binary places.
std::uint64_t share_of(MilliBits weight, MilliBits most) { return linking::exp2_fixed(most - weight); }

std::uint32_t ppm_of(std::uint64_t share, std::uint64_t sum) {
  return static_cast<std::uint32_t>(share * million / sum);  // fewer than 2^11 candidates: no overflow
}

bool weighs_more(const Candidate& a, const Candidate& b) {
  return a.weight != b.weight ? a.weight > b.weight : a.person < b.person;
}

void put_parent_first(std::span<Candidate> best) {
  if ((best[0].flags & meant_with_parent) == 0) return;
  const auto parent = std::find_if(best.begin(), best.end(), [&](const Candidate& other) {
    return other.household == best[0].household && (other.flags & meant_with_parent) == 0;
  });
  if (parent != best.end()) std::rotate(best.begin(), parent, parent + 1);
}

}  // namespace

void Weighing::start(const CustomerForm& customer, const LinkModel& model, std::uint32_t population, Date today) {
  customer_ = &customer;
  model_ = &model;
  weights_ = &model.of(customer.kind);
  population_bits_ = linking::log2_milli(std::max(population, 1U));
  prior_ = model.known_bias - linking::log2_milli(std::max(population, model.population_floor));
  today_ = today;
  is_ruled_out_ = false;
  candidates_.clear();
  homes_.clear();
  taken_along_.clear();
}

void Weighing::add(const ResidentForm& resident, const Compared& found, std::uint32_t surname_count,
                   std::uint32_t first_count) {
  Candidate candidate;
  candidate.person = resident.person;
  candidate.household = resident.household != 0 ? resident.household : short_ref(resident.person);
  candidate.levels = found.levels;
  if (found.surname_term != 0)
    candidate.surname_term = adjustment(model_->surname_term, population_bits_, surname_count);
  if (found.first_term != 0) candidate.first_term = adjustment(model_->first_term, population_bits_, first_count);
  candidate.flags = resident.flags;
  if (is_under_age(resident, today_)) candidate.flags |= under_age;
  candidate.weight = weight_of(candidate, *model_, *weights_, prior_);
  candidates_.push_back(candidate);
  homes_.push_back({resident.door, resident.parents, 0});
}

bool Weighing::is_heard(std::size_t i) const {
  const DoorLevel found = candidates_[i].levels.door;
  return !homes_[i].is_along && (found == DoorLevel::heard || found == DoorLevel::tied);
}

void Weighing::take_along() {
  homes_.back().is_along = true;
  const Candidate* heard = nullptr;
  for (std::size_t i = 0; i < candidates_.size(); ++i)
    if (is_heard(i) && homes_[i].door == homes_.back().door &&
        (heard == nullptr || weighs_more(candidates_[i], *heard)))
      heard = &candidates_[i];
  if (heard != nullptr) taken_along_.emplace_back(candidates_.back().household, heard->household);
}

bool Weighing::has(const PersonRef& person) const {
  return std::any_of(candidates_.begin(), candidates_.end(),
                     [&](const Candidate& known) { return known.person == person; });
}

std::vector<Door> Weighing::doors_left() const {
  std::vector<Door> doors;
  for (std::size_t i = 0; i < candidates_.size(); ++i)
    if (is_heard(i)) doors.push_back(homes_[i].door);
  std::sort(doors.begin(), doors.end());
  doors.erase(std::unique(doors.begin(), doors.end()), doors.end());
  doors.resize(std::min(doors.size(), doors_left_max));
  return doors;
}

void Weighing::settle() {
  forgive_birth_dates();
  if (customer_->kind != PartnerKind::health_insurance && !customer_->birth_date) take_children_home();
}

void Weighing::forgive_birth_dates() {
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    if (candidates_[i].levels.birth != BirthLevel::equal) continue;
    for (std::size_t j = 0; j < candidates_.size(); ++j) {
      Candidate& other = candidates_[j];
      const bool housemates = homes_[i].door == homes_[j].door && homes_[i].door.is_set();
      if (!says_another_birth_date(other.levels.birth) || !housemates || is_child_of(i, j) || is_child_of(j, i))
        continue;
      other.levels.birth = BirthLevel::of_a_housemate;
      other.weight = weight_of(other, *model_, *weights_, prior_);
    }
  }
}

bool Weighing::is_child_of(std::size_t child, std::size_t parent) const {
  return homes_[child].parents.holds(short_ref(candidates_[parent].person));
}

void Weighing::take_children_home() {
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    AtHome& child = homes_[i];
    if (child.parents.empty() || !child.door.is_set()) continue;
    const Candidate* holder = nullptr;
    for (std::size_t j = 0; j < candidates_.size(); ++j) {
      const Candidate& parent = candidates_[j];
      const bool has_left = candidates_[i].levels.door == DoorLevel::former && parent.levels.door == DoorLevel::equal;
      const bool is_here = is_child_of(i, j) && (child.door == homes_[j].door || has_left);
      const bool is_named =
          parent.levels.surname() <= SurnameLevel::near && parent.weight + alike_bits >= candidates_[i].weight;
      if (is_here && is_named && (holder == nullptr || weighs_more(parent, *holder))) holder = &parent;
    }
    if (holder != nullptr) child.taken_to = holder->household;
  }
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    if (homes_[i].taken_to == 0) continue;
    candidates_[i].household = homes_[i].taken_to;
    candidates_[i].flags |= meant_with_parent;
  }
}

ShortRef Weighing::counted_with(ShortRef household) const {
  const auto along = std::find_if(taken_along_.begin(), taken_along_.end(),
                                  [&](const auto& taken) { return taken.first == household; });
  return along == taken_along_.end() ? household : along->second;
}

void Weighing::weigh_households(MilliBits most, std::uint64_t& sum) {
  masses_.clear();
  for (const Candidate& candidate : candidates_) {
    const std::uint64_t share = share_of(candidate.weight, most);
    if (share == 0) continue;
    sum += share;
    const ShortRef household = counted_with(candidate.household);
    const auto mass =
        std::find_if(masses_.begin(), masses_.end(), [&](const Mass& known) { return known.household == household; });
    if (mass != masses_.end())
      mass->share += share;
    else
      masses_.push_back({household, share});
  }
}

void Weighing::choose(Decision& decision, std::uint64_t sum) const {
  const Mass* best = nullptr;
  for (const Mass& mass : masses_)
    if (best == nullptr || mass.share > best->share || (mass.share == best->share && mass.household < best->household))
      best = &mass;
  if (best == nullptr) return;
  const ShortRef own = decision.best[0].household;
  decision.founder = counted_with(own) == best->household ? own : best->household;
  decision.household_ppm = ppm_of(best->share, sum);
}

std::uint8_t Weighing::vetoes_of(const Decision& decision) const {
  const Candidate& best = decision.best[0];
  unsigned vetoes = is_ruled_out_ ? unsigned{ruled_out} : 0U;
  if (says_another_birth_date(best.levels.birth)) vetoes |= birth_dates_differ;
  const Score score = score_of(best.levels, *weights_);
  const bool other_person =
      initials_conflict(best.levels) && !first_name_agrees(best.levels) && !agrees(best.levels.birth);
  if (other_person || score.name + best.surname_term + best.first_term + score.birth <= 0) vetoes |= address_alone;
  if ((best.flags & shared_dwelling) != 0) vetoes |= names_not_its_person;
  if ((best.flags & deceased) != 0) vetoes |= is_deceased;
  if ((best.flags & moved_out) != 0) vetoes |= has_moved_out;
  if ((best.flags & under_investigation) != 0) vetoes |= address_investigated;
  if ((best.flags & secrecy) != 0) vetoes |= has_secrecy;
  return static_cast<std::uint8_t>(vetoes);
}

// An account without initials may be of anybody who bears the name: it names a person when a birth date does and nobody
// else of that name is near.
bool Weighing::names_one_person(const Candidate& best) const {
  const bool are_other_initials = initials_conflict(best.levels) || best.levels.initials() == InitialsLevel::first_only;
  if (are_other_initials && !first_name_agrees(best.levels)) return false;
  if (initials_agree(best.levels) || first_name_agrees(best.levels)) return true;
  if (!agrees(best.levels.birth) || best.levels.door == DoorLevel::elsewhere) return false;
  if (best.levels.surname() > SurnameLevel::near) return false;  // only the date
  return std::none_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
    const bool near = other.levels.door < DoorLevel::same_postcode || other.levels.door >= DoorLevel::heard ||
                      other.household == best.household;
    return near && other.person != best.person && other.levels.surname() <= SurnameLevel::near;
  });
}

// What a shared dwelling asks of a link to a household: one of its people is named, or it is one of several people: who
// rents a room lives alone.
bool Weighing::names_somebody(const Candidate& best) const {
  const auto is_housemate = [&](const Candidate& other) { return other.household == best.household; };
  const bool is_by_surname =
      best.levels.surname() <= SurnameLevel::partner && best.levels.initials() == InitialsLevel::unknown;
  if (is_by_surname && std::count_if(candidates_.begin(), candidates_.end(), is_housemate) > 1) return true;
  const bool by_name = initials_agree(best.levels) || first_name_agrees(best.levels);
  return best.levels.surname() <= SurnameLevel::near && (by_name || best.levels.birth == BirthLevel::equal);
}

Band Weighing::band_of(const Decision& decision) const {
  const Thresholds& at = model_->thresholds;
  if (decision.household_ppm < at.review) return Band::none;
  const Candidate& best = decision.best[0];
  if (decision.has(is_deceased) || decision.has(address_investigated) || decision.has(has_secrecy) ||
      decision.has(address_alone))
    return Band::review;
  const bool alone = decision.best.count() < 2 || best.weight - decision.best[1].weight >= at.rival_ratio;
  const bool person = decision.person_ppm >= at.person && alone && best.household == decision.founder &&
                      !decision.has(birth_dates_differ) && names_one_person(best);
  if (person) return Band::person;
  if (decision.has(birth_dates_differ) && !is_at_door(best.levels.door)) return Band::review;
  if (decision.household_ppm < household_bound_ppm(best, at)) return Band::review;
  return decision.has(names_not_its_person) && !names_somebody(best) ? Band::review : Band::household;
}

Decision Weighing::decide(std::uint32_t keys_capped) {
  Decision decision;
  decision.kind = customer_->kind;
  decision.prior = prior_;
  decision.model_hash = model_->identity;
  decision.candidates = static_cast<std::uint32_t>(candidates_.size());
  decision.keys_capped = keys_capped;
  if (is_ruled_out_) decision.vetoes = ruled_out;
  if (candidates_.empty()) return decision;
  settle();
  const std::size_t kept = std::min(candidates_.size(), rivals_kept);
  std::partial_sort(candidates_.begin(), candidates_.begin() + static_cast<std::ptrdiff_t>(kept), candidates_.end(),
                    weighs_more);
  const MilliBits heaviest = candidates_[0].weight;
  put_parent_first(std::span(candidates_).first(kept));
  for (std::size_t i = 0; i < kept; ++i) decision.best.add(candidates_[i]);
  const MilliBits most = std::max(heaviest, MilliBits{0});
  std::uint64_t sum = share_of(0, most);  // nobody in the register
  weigh_households(most, sum);
  decision.person_ppm = ppm_of(share_of(candidates_[0].weight, most), sum);
  choose(decision, sum);
  decision.vetoes = vetoes_of(decision);
  decision.band = band_of(decision);
  if (decision.band >= Band::household) decision.vetoes &= static_cast<std::uint8_t>(~unsigned{names_not_its_person});
  return decision;
}

}  // namespace tijdig::residents
