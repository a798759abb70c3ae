#include "services/assignment/select.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "libs/domain/working_days.h"

namespace tijdig::assignment {
namespace {

// What the choice looks at, computed once per candidate.
struct Candidate {
  const EnrichedCase* enriched = nullptr;
  std::size_t index = 0;
  bool crisis = false;
  std::set<std::string_view> sectors;
  std::uint16_t district = 0;
  std::size_t partners = 0;
  Cents debt;
};

Candidate look_at(const EnrichedCase& enriched, std::size_t index) {
  Candidate seen;
  seen.enriched = &enriched;
  seen.index = index;
  seen.district = door_of(enriched).postcode.district();
  std::set<PartnerId> partners;
  for (const MatchedSignal& signal : enriched.match.signals) {
    if (!signal.current) continue;
    seen.crisis = seen.crisis || signal.crisis;
    seen.sectors.insert(sector_of(signal.kind));
    partners.insert(signal.partner);
    seen.debt += signal.amount;
  }
  seen.partners = partners.size();
  return seen;
}

struct Served {
  std::map<std::string_view, int> sectors;
  std::map<std::uint16_t, int> districts;

  int least_served_sector(const Candidate& candidate) const {
    int least = 0;
    bool first = true;
    for (std::string_view sector : candidate.sectors) {
      const auto found = sectors.find(sector);
      const int count = found == sectors.end() ? 0 : found->second;
      least = first ? count : std::min(least, count);
      first = false;
    }
    return least;
  }
  int in_district(const Candidate& candidate) const {
    const auto found = districts.find(candidate.district);
    return found == districts.end() ? 0 : found->second;
  }
  void add(const Candidate& candidate) {
    for (std::string_view sector : candidate.sectors) ++sectors[sector];
    ++districts[candidate.district];
  }
};

bool stratifies(const policy::AssignmentRules& rules, policy::Stratum stratum) {
  return std::find(rules.stratify.begin(), rules.stratify.end(), stratum) != rules.stratify.end();
}

auto rank_of(const Candidate& candidate, const Served& served, const policy::AssignmentRules& rules) {
  const int sector = stratifies(rules, policy::Stratum::sector) ? served.least_served_sector(candidate) : 0;
  const int district = stratifies(rules, policy::Stratum::district) ? served.in_district(candidate) : 0;
  return std::make_tuple(!candidate.crisis, sector, district, -static_cast<long>(candidate.partners),
                         -candidate.debt.count(), candidate.enriched->id);
}

std::string words(const Candidate& candidate, const Served& served, const policy::AssignmentRules& rules) {
  std::string sectors;
  for (std::string_view sector : candidate.sectors)
    sectors += fmt::format("{}{}", sectors.empty() ? "" : " and ", sector);
  const Match& match = candidate.enriched->match;
  std::string reason = fmt::format("{} partners ({}), {} in {}", candidate.partners, sectors,
                                   code_of(match.match_class), match.month.to_string());
  if (candidate.crisis) reason += "; crisis signal comes first";
  if (candidate.enriched->re_approach) reason += "; refused before, debt has risen since";
  if (stratifies(rules, policy::Stratum::sector))
    reason += fmt::format("; least served sector has {}", served.least_served_sector(candidate));
  if (stratifies(rules, policy::Stratum::district))
    reason += fmt::format("; this part of town has {}", served.in_district(candidate));
  return reason;
}

}  // namespace

std::vector<Choice> select(const std::vector<EnrichedCase>& pool, int places, const policy::AssignmentRules& rules) {
  std::vector<Candidate> waiting;
  for (std::size_t i = 0; i < pool.size(); ++i) waiting.push_back(look_at(pool[i], i));
  Served served;
  std::vector<Choice> chosen;
  while (!waiting.empty() && static_cast<int>(chosen.size()) < places) {
    const auto best = std::min_element(waiting.begin(), waiting.end(), [&](const Candidate& a, const Candidate& b) {
      return rank_of(a, served, rules) < rank_of(b, served, rules);
    });
    chosen.push_back({best->index, words(*best, served, rules)});
    served.add(*best);
    waiting.erase(best);
  }
  return chosen;
}

Date offer_deadline(const EnrichedCase& candidate, const policy::AssignmentRules& rules) {
  Date deadline = candidate.match.matched_on.plus_days(rules.offer_within_days);
  for (const MatchedSignal& signal : candidate.match.signals) {
    if (!signal.current) continue;
    deadline = std::min(deadline, signal.received.plus_days(rules.offer_within_days));
    if (signal.crisis) deadline = std::min(deadline, crisis_deadline(signal.received));
  }
  return deadline;
}

}  // namespace tijdig::assignment
