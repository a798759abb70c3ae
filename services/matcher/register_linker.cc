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

bool holds(const std::vector<CustomerId>& side, const CustomerId& customer) {
  return std::find(side.begin(), side.end(), customer) != side.end();
}

// What a person said last about a customer and somebody of a group.
std::optional<bool> ruled(std::span<const Review> reviews, const CustomerId& customer, const Group& group,
                          std::span<const CustomerLine> lines) {
  for (auto review = reviews.rbegin(); review != reviews.rend(); ++review) {
    if (!review->answered) continue;
    for (const Member& member : group.members) {
      const CustomerId& other = lines[member.line].customer;
      if ((holds(review->left, customer) && holds(review->right, other)) ||
          (holds(review->right, customer) && holds(review->left, other)))
        return review->same_household;
    }
  }
  return std::nullopt;
}

}  // namespace

std::string RegisterLinker::bounds() const {
  return fmt::format("a household is sure from {}.{} %, a person looks from {} %",
                     model_->thresholds.household / 10'000, model_->thresholds.household / 1'000 % 10,
                     model_->thresholds.review / 10'000);
}

Grouping RegisterLinker::group(std::span<const CustomerLine> lines, std::span<const Review> reviews) const {
  std::map<ShortRef, std::size_t> home;  // the group of each household
  std::vector<std::pair<std::size_t, Belongs>> unsure;
  Grouping found;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Belongs where = belongs(lines[i], *model_);
    const auto at = home.find(where.surely);
    if (where.surely == 0) {
      unsure.emplace_back(i, std::move(where));
    } else if (at == home.end()) {
      home.emplace(where.surely, found.groups.size());
      found.groups.push_back({{{i, where.weight, std::move(where.rows)}}});
    } else if (ruled(reviews, lines[i].customer, found.groups[at->second], lines) == false) {
      found.groups.push_back({{{i, where.weight, std::move(where.rows)}}});
    } else {
      found.groups[at->second].members.push_back({i, where.weight, std::move(where.rows)});
    }
  }
  for (auto& [line, where] : unsure) {
    const auto at = home.find(where.maybe);
    const bool has_home = where.maybe != 0 && at != home.end();
    const auto answer = has_home ? ruled(reviews, lines[line].customer, found.groups[at->second], lines) : std::nullopt;
    if (answer == true) {
      found.groups[at->second].members.push_back({line, where.weight, std::move(where.rows)});
      continue;
    }
    if (has_home && !answer) found.doubts.push_back({at->second, found.groups.size(), where.weight, where.rows});
    found.groups.push_back({{{line, where.weight, std::move(where.rows)}}});
    if (where.maybe != 0 && !has_home) home.emplace(where.maybe, found.groups.size() - 1);
  }
  return found;
}

}  // namespace tijdig::matcher
