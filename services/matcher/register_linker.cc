#include "services/matcher/register_linker.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "libs/residents/decision.h"

namespace tijdig::matcher {
namespace {

using residents::Band;
using residents::ShortRef;

// Which household a line surely belongs to, and which it may belong to; 0: none.
struct Belongs {
  ShortRef surely = 0;
  ShortRef maybe = 0;
  names::MilliBits weight = 0;
  std::vector<EvidenceRow> rows;
};

Belongs belongs(const CustomerLine& line, const residents::LinkModel& model) {
  const auto found = residents::decision_from_bytes(line.link);
  if (!found || found->best.empty()) return {};
  Belongs where;
  where.weight = found->best[0].weight;
  where.rows = residents::explain(*found, model);
  if (found->may_contact())
    where.surely = found->founder;
  else if (found->band >= Band::review)
    where.maybe = found->founder;
  return where;
}

enum class Ruling { none, together, apart };

// Puts lines into groups, one by one: the sure ones first, since an unsure one looks for their homes.
class Placing {
 public:
  Placing(std::span<const CustomerLine> lines, std::span<const Review> reviews) : lines_(lines), reviews_(reviews) {}

  void place_sure(std::size_t line, Belongs where) {
    const auto [home, is_first] = homes_.try_emplace(where.surely, found_.groups.size());
    if (is_first || ruling(line, home->second) == Ruling::apart)
      start_group(line, std::move(where));
    else
      join(home->second, line, std::move(where));
  }

  void place_unsure(std::size_t line, Belongs where) {
    if (where.maybe == 0) return start_group(line, std::move(where));
    const auto [home, is_first] = homes_.try_emplace(where.maybe, found_.groups.size());
    const Ruling said = is_first ? Ruling::apart : ruling(line, home->second);
    if (said == Ruling::together) return join(home->second, line, std::move(where));
    if (said == Ruling::none) found_.doubts.push_back({home->second, found_.groups.size(), where.weight, where.rows});
    start_group(line, std::move(where));
  }

  Grouping finish() { return std::move(found_); }

 private:
  // What a person said last about this line's customer and somebody of a group.
  Ruling ruling(std::size_t line, std::size_t group) const {
    const CustomerId& customer = lines_[line].customer;
    for (auto review = reviews_.rbegin(); review != reviews_.rend(); ++review) {
      if (!review->answered) continue;
      for (const Member& member : found_.groups[group].members)
        if (review->is_between(customer, lines_[member.line].customer))
          return review->same_household ? Ruling::together : Ruling::apart;
    }
    return Ruling::none;
  }

  void start_group(std::size_t line, Belongs where) {
    found_.groups.push_back({{{line, where.weight, std::move(where.rows)}}});
  }
  void join(std::size_t group, std::size_t line, Belongs where) {
    found_.groups[group].members.push_back({line, where.weight, std::move(where.rows)});
  }

  std::span<const CustomerLine> lines_;
  std::span<const Review> reviews_;
  std::map<ShortRef, std::size_t> homes_;  // the group of each household
  Grouping found_;
};

}  // namespace

std::string RegisterLinker::bounds() const {
  return fmt::format("a household is sure from {}.{} %, a person looks from {} %",
                     model_->thresholds.household / 10'000, model_->thresholds.household / 1'000 % 10,
                     model_->thresholds.review / 10'000);
}

Grouping RegisterLinker::group(std::span<const CustomerLine> lines, std::span<const Review> reviews) const {
  Placing placing(lines, reviews);
  std::vector<std::pair<std::size_t, Belongs>> unsure;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Belongs where = belongs(lines[i], *model_);
    if (where.surely == 0)
      unsure.emplace_back(i, std::move(where));
    else
      placing.place_sure(i, std::move(where));
  }
  for (auto& [line, where] : unsure) placing.place_unsure(line, std::move(where));
  return placing.finish();
}

}  // namespace tijdig::matcher
