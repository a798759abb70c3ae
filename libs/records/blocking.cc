#include "libs/records/blocking.h"

#include <algorithm>
#include <tuple>

#include "libs/base/check.h"
#include "libs/records/key_parts.h"

namespace tijdig::records {
namespace {

constexpr std::uint64_t key_pairs_per_record = 50;  // one key may bring this many
constexpr std::uint64_t enough_alone = 4;           // a part this selective is a key alone, and needs no second part
constexpr std::size_t numbers_per_record_max = 36;

struct Posting {
  std::uint64_t key;
  RecordIndex record;
  bool operator<(const Posting& other) const { return std::pair(key, record) < std::pair(other.key, other.record); }
  bool operator==(const Posting&) const = default;
};

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  std::uint64_t x = a ^ (b + 0x9e3779b97f4a7c15U + (a << 6U) + (a >> 2U));
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31U);
}

class Search {
 public:
  Search(const Comparer& comparer, const BlockingSettings& settings)
      : settings_(settings), records_(comparer.table().records()), parts_(key_parts(comparer)) {}

  Blocking run() {
    const std::uint64_t n = records_, from = settings_.register_from;
    found_.pair_space = from == 0 ? n * (n - std::min<std::uint64_t>(n, 1)) / 2 : from * (n - from);
    if (found_.pair_space <= settings_.all_pairs_max) {
      take_all();
      return std::move(found_);
    }
    choose();
    for (const Choice& choice : choices_) {
      // Keys overlap: what counts is the pairs that are new.
      if (found_.pairs.size() + choice.pairs > budget()) merge();
      if (found_.pairs.size() + choice.pairs > budget()) break;
      take(choice);
    }
    merge();
    return std::move(found_);
  }

 private:
  struct Choice {
    std::vector<std::size_t> parts;
    std::uint64_t pairs;
  };

  std::uint64_t budget() const { return std::min(settings_.pairs_max, records_ * settings_.pairs_per_record); }
  std::uint64_t key_budget() const { return std::min(settings_.pairs_max / 4, records_ * key_pairs_per_record); }

  void take_all() {
    found_.all = true;
    found_.pairs.reserve(found_.pair_space);
    const auto n = static_cast<RecordIndex>(records_);
    const RecordIndex left = settings_.register_from == 0 ? n : settings_.register_from;
    for (RecordIndex a = 0; a < left; ++a)
      for (RecordIndex b = settings_.register_from == 0 ? a + 1 : settings_.register_from; b < n; ++b)
        found_.pairs.push_back(pair_of(a, b));
  }

  // Parts alone, and by twos and threes those that are too common alone.
  void choose() {
    std::vector<std::size_t> singles, common;
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      const std::uint64_t pairs = weigh({p});
      // Nobody would learn that a column never brought a pair because all share its values.
      if (pairs == 0) found_.blocks_skipped += oversized_;
      if (pairs > 0 && pairs <= key_budget()) choices_.push_back({{p}, pairs});
      if (pairs > records_ * enough_alone) common.push_back(p);
    }
    std::vector<std::pair<std::size_t, std::size_t>> too_common;
    for (std::size_t i = 0; i < common.size(); ++i)
      for (std::size_t j = i + 1; j < common.size(); ++j) {
        if (parts_[common[i]].field == parts_[common[j]].field) continue;
        const std::uint64_t pairs = weigh({common[i], common[j]});
        if (pairs > 0 && pairs <= key_budget())
          choices_.push_back({{common[i], common[j]}, pairs});
        else if (pairs > 0)
          too_common.emplace_back(common[i], common[j]);
      }
    // Only where two do not do: large files with few and common values.
    if (choices_.size() < parts_.size())
      for (const auto& [i, j] : too_common)
        for (const std::size_t k : common) {
          if (k <= j || parts_[k].field == parts_[i].field || parts_[k].field == parts_[j].field) continue;
          const std::uint64_t pairs = weigh({i, j, k});
          if (pairs > 0 && pairs <= key_budget()) choices_.push_back({{i, j, k}, pairs});
        }
    std::sort(choices_.begin(), choices_.end(),
              [](const Choice& a, const Choice& b) { return std::tie(a.pairs, a.parts) < std::tie(b.pairs, b.parts); });
  }

  void fill(const std::vector<std::size_t>& parts) {
    postings_.clear();
    std::vector<std::uint64_t> keys, next;
    for (RecordIndex r = 0; r < records_; ++r) {
      keys.assign(1, 0);
      for (const std::size_t p : parts) {
        next.clear();
        for (const std::uint64_t key : keys)
          for (const std::uint64_t number : parts_[p].of(r))
            if (next.size() < numbers_per_record_max) next.push_back(mixed(key, number));
        keys.swap(next);
      }
      for (const std::uint64_t key : keys) postings_.push_back({key, r});
    }
    std::sort(postings_.begin(), postings_.end());
    postings_.erase(std::unique(postings_.begin(), postings_.end()), postings_.end());
  }

  template <class Each>
  void each_block(Each each) const {
    for (std::size_t from = 0; from < postings_.size();) {
      std::size_t to = from + 1;
      while (to < postings_.size() && postings_[to].key == postings_[from].key) ++to;
      if (to - from > 1) each(std::span(postings_).subspan(from, to - from));
      from = to;
    }
  }

  std::size_t left_of(std::span<const Posting> block) const {
    std::size_t left = 0;
    while (left < block.size() && block[left].record < settings_.register_from) ++left;
    return left;
  }

  std::uint64_t pairs_of(std::span<const Posting> block) const {
    const std::uint64_t size = block.size();
    if (settings_.register_from == 0) return size * (size - 1) / 2;
    const std::uint64_t left = left_of(block);
    return left * (size - left);
  }

  bool too_large(std::uint64_t pairs) const {
    return pairs > std::uint64_t{settings_.block_max} * (settings_.block_max - 1) / 2;
  }

  // Pairs this key brings, without the blocks that are too large.
  std::uint64_t weigh(const std::vector<std::size_t>& parts) {
    fill(parts);
    std::uint64_t pairs = 0, left_out = 0;
    oversized_ = 0;
    each_block([&](std::span<const Posting> block) {
      const std::uint64_t more = pairs_of(block);
      (too_large(more) ? left_out : pairs) += more;
      if (too_large(more)) ++oversized_;
    });
    // A key most of whose pairs sit in blocks that are too large is too common; its small blocks still count alone.
    return left_out > 0 && parts.size() > 1 && left_out > pairs ? pairs + left_out : pairs;
  }

  void take(const Choice& choice) {
    fill(choice.parts);
    std::string name;
    for (const std::size_t p : choice.parts) name += (name.empty() ? "" : " + ") + parts_[p].name;
    found_.keys.push_back({std::move(name), choice.pairs});
    each_block([&](std::span<const Posting> block) {
      if (too_large(pairs_of(block))) {
        ++found_.blocks_skipped;
        return;
      }
      const std::size_t left = settings_.register_from == 0 ? block.size() : left_of(block);
      for (std::size_t i = 0; i < left; ++i)
        for (std::size_t j = settings_.register_from == 0 ? i + 1 : left; j < block.size(); ++j)
          found_.pairs.push_back(pair_of(block[i].record, block[j].record));
    });
  }

  void merge() {
    std::sort(found_.pairs.begin() + static_cast<std::ptrdiff_t>(merged_), found_.pairs.end());
    std::inplace_merge(found_.pairs.begin(), found_.pairs.begin() + static_cast<std::ptrdiff_t>(merged_),
                       found_.pairs.end());
    found_.pairs.erase(std::unique(found_.pairs.begin(), found_.pairs.end()), found_.pairs.end());
    merged_ = found_.pairs.size();
  }

  BlockingSettings settings_;
  std::uint64_t records_;
  std::vector<KeyPart> parts_;
  std::vector<Posting> postings_;
  std::vector<Choice> choices_;
  std::uint64_t oversized_ = 0;  // blocks that the last weighed key would leave out
  std::size_t merged_ = 0;
  Blocking found_;
};

}  // namespace

Blocking candidate_pairs(const Comparer& comparer, const BlockingSettings& settings) {
  TIJDIG_CHECK(settings.register_from <= comparer.table().records());
  return Search(comparer, settings).run();
}

}  // namespace tijdig::records
