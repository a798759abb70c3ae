#include "libs/residents/training.h"

#include <cmath>
#include <unordered_map>

namespace tijdig::residents {
namespace {

constexpr std::size_t given_cells = levels_of<InitialsLevel> * levels_of<FirstNameLevel>;
constexpr double lean = 40;    // customers' worth of belief in the product of the parts of a name cell
constexpr double belief = 20;  // and in the starting weights, where nothing is seen
constexpr double floor_count = 0.5;

bool is_same_name(SurnameLevel level) { return level <= SurnameLevel::one_part; }

template <std::size_t size>
struct Counts {
  std::array<double, size> of{};
  double all = 0;
  void add(std::size_t level, double weight = 1) {
    of[level] += weight;
    all += weight;
  }
  double share(std::size_t level) const {
    return (of[level] + floor_count) / (all + floor_count * static_cast<double>(size));
  }
};

// How often each level is seen, for one trade.
struct Seen {
  Counts<levels_of<SurnameLevel>> surname;
  Counts<given_cells> given[2];  // initials and first name: of namesakes, of others
  Counts<name_cells> name;
  Counts<levels_of<BirthLevel>> birth;
  Counts<levels_of<DoorLevel>> door;

  void add(const Levels& levels, double weight = 1) {
    surname.add(index(levels.surname()), weight);
    given[is_same_name(levels.surname()) ? 0 : 1].add(levels.name % given_cells, weight);
    name.add(levels.name, weight);
    birth.add(index(levels.birth), weight);
    door.add(index(levels.door), weight);
  }
  double product(std::size_t cell) const {
    const std::size_t level = cell / given_cells;
    return surname.share(level) *
           given[is_same_name(static_cast<SurnameLevel>(level)) ? 0 : 1].share(cell % given_cells);
  }
};

MilliBits weight_of(double m, double u) {
  return std::clamp(static_cast<MilliBits>(std::lround(1000 * std::log2(m / u))), weight_min, weight_max);
}

// A comparison that could not be made says nothing.
void silence_unknown(Weights& weights) {
  weights.birth[index(BirthLevel::unknown)] = 0;
  weights.name[name_cell(SurnameLevel::unknown, InitialsLevel::unknown, FirstNameLevel::unknown)] = 0;
}

class Strangers {
 public:
  Strangers(const TrainingTown& town, const TrainingPlan& plan, std::array<Seen, levels_of<Trade>>& seen)
      : residents_(town.known->residents()), plan_(plan), seen_(seen) {
    for (std::uint32_t slot = 0; slot < residents_.size(); ++slot)
      for (const NamePart& part : residents_[slot].names.own) namesakes_[part.hash()].push_back(slot);
  }

  void count(const CustomerForm& customer, std::uint64_t number) {
    Seen& seen = seen_[index(trade_of(customer.kind))];
    for (std::size_t i = 0; i < plan_.strangers_per_customer; ++i)
      seen.add(compare(customer, residents_[mixed(number, i) % residents_.size()]).levels);
    for (const NamePart& part : customer.names.own) count_namesakes(customer, part, number, seen);
  }

 private:
  void count_namesakes(const CustomerForm& customer, const NamePart& part, std::uint64_t number, Seen& seen) {
    const auto found = namesakes_.find(part.hash());
    if (found == namesakes_.end()) return;
    for (std::size_t i = 0; i < std::min(plan_.namesakes_per_customer, found->second.size()); ++i) {
      const ResidentForm& resident = residents_[found->second[mixed(number, i) % found->second.size()]];
      if (resident.door.same_number(customer.door)) continue;  // the customer, or the customer's family
      const Levels levels = compare(customer, resident).levels;
      if (is_same_name(levels.surname())) seen.given[0].add(levels.name % given_cells);
    }
  }

  std::span<const ResidentForm> residents_;
  const TrainingPlan& plan_;
  std::array<Seen, levels_of<Trade>>& seen_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> namesakes_;
};

struct Compact {
  Levels levels;
  MilliBits terms = 0;
};
struct Case {
  Trade trade{};
  MilliBits population = 0;  // milli-log2
  std::uint32_t first = 0;
  std::uint32_t end = 0;
};

class Trainer {
 public:
  Trainer(std::span<const TrainingTown> towns, const TrainingPlan& plan) : towns_(towns), plan_(plan) {}

  LinkModel run() {
    count_strangers();
    model_ = starting_model();
    model_.version = plan_.version;
    set_terms();
    collect();
    for (std::size_t round = 0; round < plan_.rounds; ++round) improve();
    model_.seal();
    return model_;
  }

 private:
  void count_strangers() {
    std::uint64_t number = 0;
    for (const TrainingTown& town : towns_) {
      Strangers strangers(town, plan_, strangers_);
      for (const CustomerForm& customer : town.customers) strangers.count(customer, ++number);
    }
  }

  // The average rarity of names that agree by chance: a name with share p agrees with chance p.
  void set_terms() {
    double surnames = 0;
    double firsts = 0;
    for (const TrainingTown& town : towns_) {
      std::unordered_map<std::uint64_t, double> surname;
      std::unordered_map<std::uint64_t, double> first;
      double all = 0;
      for (const ResidentForm& resident : town.known->residents()) {
        ++all;
        for (const NamePart& part : resident.names.own) ++surname[part.hash()];
        if (!resident.names.firsts.empty()) ++first[resident.names.firsts[0]];
      }
      for (const auto& [name, count] : surname) surnames += count / all * count / all;
      for (const auto& [name, count] : first) firsts += count / all * count / all;
    }
    const double count = static_cast<double>(towns_.size());
    model_.surname_term.average = static_cast<MilliBits>(std::lround(-1000 * std::log2(surnames / count)));
    model_.first_term.average = static_cast<MilliBits>(std::lround(-1000 * std::log2(firsts / count)));
  }

  void collect() {
    for (const TrainingTown& town : towns_)
      for (const CustomerForm& customer : town.customers) {
        Case one{trade_of(customer.kind),
                 linking::log2_milli(std::max(town.known->population(), model_.population_floor)),
                 static_cast<std::uint32_t>(candidates_.size()), 0};
        Weighing weighing;
        weighing.start(customer, model_, town.known->population(), town.known->today());
        each_candidate(all_keys_of(customer), *town.known, [&](const ResidentForm& resident) {
          const Compared found = compare(customer, resident);
          weighing.add(resident, found, found.surname_term == 0 ? 0 : town.known->frequency(found.surname_term),
                       found.first_term == 0 ? 0 : town.known->frequency(first_name_term(found.first_term)));
        });
        weighing.settle();
        for (const Candidate& candidate : weighing.candidates())
          candidates_.push_back(
              {candidate.levels, candidate.surname_term + candidate.first_term + age_weight_of(candidate, model_)});
        one.end = static_cast<std::uint32_t>(candidates_.size());
        cases_.push_back(one);
      }
  }

  // One round: posteriors of the weights so far, then the weights of these posteriors.
  void improve() {
    std::array<Seen, levels_of<Trade>> matches{};
    double nobody = 0;
    for (const Case& one : cases_) {
      const Weights& weights = model_.trades[index(one.trade)];
      std::vector<double> shares;
      double sum = 1;
      for (std::uint32_t i = one.first; i < one.end; ++i) {
        const MilliBits weight =
            model_.known_bias - one.population + candidates_[i].terms + score_of(candidates_[i].levels, weights).sum();
        shares.push_back(std::exp2(weight / 1000.0));
        sum += shares.back();
      }
      nobody += 1 / sum;
      for (std::size_t i = 0; i < shares.size(); ++i)
        matches[index(one.trade)].add(candidates_[one.first + i].levels, shares[i] / sum);
    }
    const double share = std::clamp(nobody / static_cast<double>(cases_.size()), 0.001, 0.5);
    model_.known_bias = static_cast<MilliBits>(std::lround(1000 * std::log2((1 - share) / share)));
    for (std::size_t trade = 0; trade < matches.size(); ++trade) set_weights(trade, matches[trade]);
  }

  // The share among matches, leaning on what the starting weight makes of the share among strangers.
  static double share_of_matches(double count, double all, double stranger, MilliBits start) {
    return (count + belief * std::min(0.9, stranger * std::exp2(start / 1000.0))) / (all + belief);
  }

  void set_weights(std::size_t trade, const Seen& match) {
    if (match.name.all < 1) return;  // no customers of this trade: the starting weights stay
    const Seen& stranger = strangers_[trade];
    const Weights& start = starting_model().trades[trade];
    Weights& weights = model_.trades[trade];
    for (std::size_t cell = 0; cell < name_cells; ++cell) {
      const double u = stranger.product(cell);
      const double seen = match.name.of[cell] + lean * match.product(cell);
      weights.name[cell] = weight_of(share_of_matches(seen, match.name.all + lean, u, start.name[cell]), u);
    }
    for (std::size_t i = 0; i < weights.birth.size(); ++i) {
      // That the partner's date stands there is weighed against that it is the partner's account.
      const auto rare = i == index(BirthLevel::of_a_housemate) ? BirthLevel::equal : static_cast<BirthLevel>(i);
      const double u = stranger.birth.share(index(rare));
      weights.birth[i] = weight_of(share_of_matches(match.birth.of[i], match.birth.all, u, start.birth[i]), u);
    }
    for (std::size_t i = 0; i < weights.door.size(); ++i) {
      const double u = stranger.door.share(i);
      weights.door[i] = weight_of(share_of_matches(match.door.of[i], match.door.all, u, start.door[i]), u);
    }
    // Training hears of no doors: one heard of now is as good as one the register knew before.
    weights.door[index(DoorLevel::heard)] = weights.door[index(DoorLevel::former)];
    weights.door[index(DoorLevel::tied)] = start.door[index(DoorLevel::tied)];  // nor of ties
    silence_unknown(weights);
  }

  std::span<const TrainingTown> towns_;
  const TrainingPlan& plan_;
  std::array<Seen, levels_of<Trade>> strangers_{};
  LinkModel model_;
  std::vector<Case> cases_;
  std::vector<Compact> candidates_;
};

}  // namespace

LinkModel train(std::span<const TrainingTown> towns, const TrainingPlan& plan) { return Trainer(towns, plan).run(); }

}  // namespace tijdig::residents
