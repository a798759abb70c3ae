#include "services/matcher/linker.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <tuple>

#include "services/matcher/explain.h"

namespace tijdig::matcher {
namespace {

using names::Assessment;
using names::ComparablePerson;

enum class Finding { link, doubt, apart };

struct Pair {
  Finding finding = Finding::apart;
  names::MilliBits weight = 0;
};

// What a person said about these two, the latest question first.
std::optional<bool> ruled(std::span<const Review> reviews, const CustomerId& a, const CustomerId& b) {
  for (auto review = reviews.rbegin(); review != reviews.rend(); ++review) {
    if (review->answered && review->is_between(a, b)) return review->same_household;
  }
  return std::nullopt;
}

// All pairs of one address, compared once.
class Pairs {
 public:
  Pairs(std::span<const CustomerLine> lines, std::span<const Review> reviews) : lines_(lines), reviews_(reviews) {
    for (const CustomerLine& line : lines) {
      persons_.push_back(names::comparable(line.person));
      persons_.back().customer = line.customer.bytes();
    }
  }

  Pair of(std::size_t a, std::size_t b) const {
    const Assessment seen = names::assess(names::same_household, persons_[a], persons_[b]);
    if (const auto answer = ruled(reviews_, lines_[a].customer, lines_[b].customer))
      return {*answer ? Finding::link : Finding::apart, seen.weight()};
    return {seen.is_link() ? Finding::link : seen.is_doubt() ? Finding::doubt : Finding::apart, seen.weight()};
  }

  std::vector<EvidenceRow> rows(std::size_t a, std::size_t b) const {
    std::vector<EvidenceRow> rows = names::assess(names::same_household, persons_[a], persons_[b]).rows();
    if (const auto answer = ruled(reviews_, lines_[a].customer, lines_[b].customer))
      rows.push_back({"review", *answer ? "a person said: one household" : "a person said: two households", 0});
    return rows;
  }

  // Who says most about themselves makes the best anchor; ties by content, so that arrival cannot matter.
  std::vector<std::size_t> anchors_first() const {
    std::vector<std::size_t> order(lines_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto rank = [&](std::size_t i) {
      const ComparablePerson& p = persons_[i];
      const int says = (p.bsn.empty() ? 0 : 8) + (p.birth_date ? 4 : 0) + static_cast<int>(p.surname_parts.size() * 2) +
                       (p.initials.empty() ? 0 : 1);
      return std::tuple(-says, lines_[i].customer, lines_[i].person);
    };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    return order;
  }

 private:
  std::span<const CustomerLine> lines_;
  std::span<const Review> reviews_;
  std::vector<ComparablePerson> persons_;
};

// The group whose anchor fits best and none of whose members speaks against it.
std::optional<std::size_t> best_group(const std::vector<Group>& groups, std::size_t line, const Pairs& pairs) {
  std::optional<std::size_t> best;
  names::MilliBits best_weight = 0;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const Pair to_anchor = pairs.of(groups[g].anchor().line, line);
    if (to_anchor.finding != Finding::link || (best && to_anchor.weight <= best_weight)) continue;
    const auto against = [&](const Member& member) { return pairs.of(member.line, line).finding == Finding::apart; };
    if (std::any_of(groups[g].members.begin(), groups[g].members.end(), against)) continue;
    best = g;
    best_weight = to_anchor.weight;
  }
  return best;
}

// The strongest pair between two groups that is not clearly apart: a doubt, or a link that complete linkage forbade.
std::optional<Doubt> doubt_between(const std::vector<Group>& groups, std::size_t left, std::size_t right,
                                   const Pairs& pairs) {
  std::optional<Doubt> strongest;
  for (const Member& a : groups[left].members)
    for (const Member& b : groups[right].members) {
      const Pair pair = pairs.of(a.line, b.line);
      if (pair.finding == Finding::apart || (strongest && pair.weight <= strongest->weight)) continue;
      strongest = Doubt{left, right, pair.weight, pairs.rows(a.line, b.line)};
    }
  return strongest;
}

class RuleLinker final : public Linker {
 public:
  std::string_view version() const override { return names::model_version; }
  std::string bounds() const override {
    return "links from " + in_bits(names::same_household.link_at) + ", apart below " +
           in_bits(names::same_household.doubt_at);
  }

  Grouping group(std::span<const CustomerLine> lines, std::span<const Review> reviews) const override {
    const Pairs pairs(lines, reviews);
    Grouping found;
    for (const std::size_t line : pairs.anchors_first()) {
      if (const auto home = best_group(found.groups, line, pairs)) {
        const std::size_t anchor = found.groups[*home].anchor().line;
        found.groups[*home].members.push_back({line, pairs.of(anchor, line).weight, pairs.rows(anchor, line)});
      } else {
        found.groups.push_back({{{line, 0, {}}}});
      }
    }
    for (std::size_t left = 0; left < found.groups.size(); ++left)
      for (std::size_t right = left + 1; right < found.groups.size(); ++right)
        if (auto doubt = doubt_between(found.groups, left, right, pairs)) found.doubts.push_back(*std::move(doubt));
    return found;
  }
};

}  // namespace

const Linker& rule_linker() {
  static const RuleLinker linker;
  return linker;
}

}  // namespace tijdig::matcher
