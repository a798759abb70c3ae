#include "libs/records/training.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "libs/base/check.h"

namespace tijdig::records {
namespace {

using linking::LevelIndex;

constexpr std::uint64_t seed = 0x7461'6a64'6967'0001U;
constexpr std::int64_t u_least = 10;  // parts per billion
constexpr std::uint64_t inertia_least = 20;
constexpr std::uint64_t inertia_share = 4;  // the start counts as a quarter of the pairs that are expected

// Without a reason to weigh one error over the other, a pair is linked when that is more likely than not.
constexpr linking::MilliBits link_more_likely_than_not = 0, review_from = -3'000;

// A fixed sequence of numbers that look random. Source: Steele, Lea & Flood 2014 (SplitMix64).
class Sequence {
 public:
  std::uint64_t below(std::uint64_t bound) {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t x = state_;
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
    return (x ^ (x >> 31U)) % bound;
  }

 private:
  std::uint64_t state_ = seed;
};

class Counting {
 public:
  explicit Counting(const Comparer& comparer) : comparer_(comparer), levels_(comparer.fields()) {}

  void add(RecordIndex a, RecordIndex b, std::uint64_t count) {
    comparer_.levels(a, b, levels_);
    key_.clear();
    for (const LevelIndex level : levels_) key_ += static_cast<char>(level);
    counts_[key_] += count;
  }

  std::vector<linking::Pattern> patterns() const {
    const std::map<std::string, std::uint64_t> ordered(counts_.begin(), counts_.end());
    std::vector<linking::Pattern> out;
    out.reserve(ordered.size());
    for (const auto& [key, count] : ordered) {
      linking::Pattern pattern{{}, count, 0};
      for (const char level : key) pattern.levels.push_back(static_cast<LevelIndex>(level));
      out.push_back(std::move(pattern));
    }
    return out;
  }

 private:
  const Comparer& comparer_;
  std::vector<LevelIndex> levels_;
  std::string key_;
  std::unordered_map<std::string, std::uint64_t> counts_;
};

bool is_candidate(const Blocking& blocking, std::uint64_t pair) {
  return std::binary_search(blocking.pairs.begin(), blocking.pairs.end(), pair);
}

// A pair that no key brought together, drawn by the sequence; nothing if it hit another one.
std::optional<std::uint64_t> draw(const Blocking& blocking, std::uint64_t n, RecordIndex register_from,
                                  Sequence& sequence) {
  const std::uint64_t one = sequence.below(register_from == 0 ? n : register_from);
  const std::uint64_t other =
      register_from == 0 ? sequence.below(n) : register_from + sequence.below(n - register_from);
  if (one == other) return std::nullopt;
  const std::uint64_t pair =
      pair_of(static_cast<RecordIndex>(std::min(one, other)), static_cast<RecordIndex>(std::max(one, other)));
  return is_candidate(blocking, pair) ? std::nullopt : std::optional(pair);
}

void count_others(const Comparer& comparer, const Blocking& blocking, RecordIndex register_from, std::uint64_t sample,
                  Counting& counting) {
  const std::uint64_t others = blocking.pair_space - blocking.pairs.size();
  const std::uint64_t n = comparer.table().records();
  if (blocking.all || others == 0) return;
  if (others <= sample) {
    const std::uint64_t left = register_from == 0 ? n : register_from;
    for (std::uint64_t a = 0; a < left; ++a)
      for (std::uint64_t b = register_from == 0 ? a + 1 : register_from; b < n; ++b)
        if (!is_candidate(blocking, pair_of(static_cast<RecordIndex>(a), static_cast<RecordIndex>(b))))
          counting.add(static_cast<RecordIndex>(a), static_cast<RecordIndex>(b), 1);
    return;
  }
  std::vector<std::uint64_t> drawn;
  Sequence sequence;
  // Bounded tries: when nearly all pairs are candidates, what is left hardly matters.
  for (std::uint64_t i = 0; i < 2 * sample && drawn.size() < sample; ++i)
    if (const auto pair = draw(blocking, n, register_from, sequence)) drawn.push_back(*pair);
  // Together they stand for all the others, to the last pair.
  for (std::size_t i = 0; i < drawn.size(); ++i)
    counting.add(first_of(drawn[i]), second_of(drawn[i]), others / drawn.size() + (i < others % drawn.size() ? 1 : 0));
}

// u of every level among all pairs, as shares of the pairs of which the level is known.
void count_u(linking::Model& model, const std::vector<linking::Pattern>& patterns) {
  for (std::size_t c = 0; c < model.comparisons.size(); ++c) {
    auto& levels = model.comparisons[c].levels;
    std::vector<std::uint64_t> counts(levels.size(), 0);
    std::uint64_t known = 0;
    for (const linking::Pattern& pattern : patterns) {
      if (pattern.levels[c] == 0) continue;
      counts[pattern.levels[c]] += pattern.count;
      known += pattern.count;
    }
    for (std::size_t l = 1; l < levels.size(); ++l)
      levels[l].u = known == 0 ? levels[l].m
                               : std::max(u_least, static_cast<std::int64_t>((static_cast<double>(counts[l]) + .5) /
                                                                             static_cast<double>(known) * 1e9));
  }
}

}  // namespace

Trained train(const Comparer& comparer, const Blocking& blocking, RecordIndex register_from,
              const TrainingSettings& settings) {
  Trained made;
  made.model = comparer.start();
  made.model.thresholds = {link_more_likely_than_not, review_from};
  if (blocking.pair_space == 0) {
    count_u(made.model, {});
    made.model.prepare();
    return made;
  }
  Counting counting(comparer);
  for (const std::uint64_t pair : blocking.pairs) counting.add(first_of(pair), second_of(pair), 1);
  count_others(comparer, blocking, register_from, settings.sample, counting);
  const auto patterns = counting.patterns();
  made.patterns = patterns.size();
  count_u(made.model, patterns);
  const std::uint64_t partners = register_from == 0 ? (comparer.table().records() + 1) / 2 : register_from;
  made.together = static_cast<double>(partners);
  if (settings.learn) {
    linking::EmSettings em;
    em.learn_u = true;
    em.start_inertia = std::max(inertia_least, partners / inertia_share);
    em.share_start = std::clamp<std::int64_t>(
        static_cast<std::int64_t>(1e9 * made.together / static_cast<double>(blocking.pair_space)), 1,
        linking::billion / 2);
    const linking::EmResult learned = linking::learn(made.model, patterns, em);
    made.model = learned.model;
    made.together = learned.together;
    made.rounds = learned.rounds;
    made.converged = learned.converged;
  }
  const auto together = static_cast<std::uint64_t>(std::max(1.0, made.together));
  made.model.prior = linking::ratio_milli_bits(
      together, std::max<std::uint64_t>(1, blocking.pair_space - std::min(together, blocking.pair_space)));
  made.model.prepare();
  return made;
}

}  // namespace tijdig::records
