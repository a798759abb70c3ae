#include "tools/linking/tally.h"

#include <algorithm>
#include <cmath>

namespace tijdig::lab {
namespace {

void add(EventCounts& to, const EventCounts& from) {
  to.fired += from.fired;
  to.wrong += from.wrong;
  to.wrong_by_link += from.wrong_by_link;
  to.wrong_by_household += from.wrong_by_household;
  to.wrong_untold += from.wrong_untold;
  to.misdirected += from.misdirected;
  to.truth += from.truth;
  to.found += from.found;
  to.found_by_true_links += from.found_by_true_links;
  to.found_by_true_households += from.found_by_true_households;
  to.reachable += from.reachable;
  to.reachable_found += from.reachable_found;
  to.missed_unknown += from.missed_unknown;
  to.missed_unlinked += from.missed_unlinked;
  to.missed_apart += from.missed_apart;
}

void add(LinkCounts& to, const LinkCounts& from) {
  to.versions += from.versions;
  to.automatic += from.automatic;
  to.wrong += from.wrong;
  to.persons += from.persons;
  to.wrong_household += from.wrong_household;
  to.review += from.review;
  to.none += from.none;
}

void add(CalibrationBin& to, const CalibrationBin& from) {
  to.count += from.count;
  to.stated_ppm += from.stated_ppm;
  to.right += from.right;
}

}  // namespace

std::size_t bin_of(std::uint32_t ppm) {
  if (ppm >= 999'000) return 11;
  if (ppm >= 990'000) return 10;
  return ppm / 100'000;
}

Tally& Tally::operator+=(const Tally& other) {
  add(events, other.events);
  add(links, other.links);
  for (std::size_t i = 0; i < slices_count; ++i) add(slices[i], other.slices[i]);
  for (const auto& [score, counts] : other.people) {
    people[score].right += counts.right;
    people[score].wrong += counts.wrong;
  }
  known_versions += other.known_versions;
  for (std::size_t i = 0; i < bins_count; ++i) {
    add(person_calibration[i], other.person_calibration[i]);
    add(household_calibration[i], other.household_calibration[i]);
  }
  pairs.both += other.pairs.both;
  pairs.derived_only += other.pairs.derived_only;
  pairs.truth_only += other.pairs.truth_only;
  pairs.neither += other.pairs.neither;
  signals += other.signals;
  residents += other.residents;
  link_nanoseconds += other.link_nanoseconds;
  return *this;
}

Interval interval(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return {};
  constexpr double z = 1.959964;
  const double n = static_cast<double>(whole);
  const double p = static_cast<double>(part) / n;
  const double centre = p + z * z / (2 * n);
  const double spread = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  const double scale = 1 + z * z / n;
  return {std::max(0.0, (centre - spread) / scale), std::min(1.0, (centre + spread) / scale)};
}

double recall_at(const Tally& tally, double precision) {
  double best = 0;
  double right = 0;
  double wrong = 0;
  for (auto step = tally.people.rbegin(); step != tally.people.rend(); ++step) {
    right += static_cast<double>(step->second.right);
    wrong += static_cast<double>(step->second.wrong);
    if (right >= precision * (right + wrong)) best = right;
  }
  return tally.links.versions == 0 ? 0 : best / static_cast<double>(tally.links.versions);
}

}  // namespace tijdig::lab
