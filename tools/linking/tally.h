// What a linker got right and wrong, counted so that towns add up.
//
//   total += judge(world, linker);
//   recall_at(total.people, 0.999)            // of all customer versions
//   interval(total.events.wrong, total.events.fired)
//
// Definitions (docs/linking-results.md): an event is a household in a month with signals of two distinct partners in
// the three months that end in it, one of them in it. A *fired* event is wrong when its signals belong to more than one
// true household, or one of its links names another person or household than the signal's: a link to a person must be
// to that person's household, a link to a household must be to the one the register gives the customer. A right event
// whose household does not live at the door the register (or, without residents, the newest signal) gives is
// *misdirected*; so is one whose household has left town. Plain value.
#pragma once

#include <array>
#include <cstdint>
#include <map>

#include "libs/people/world.h"

namespace tijdig::lab {

inline constexpr std::size_t slices_count = static_cast<std::size_t>(people::Slice::count_);

struct EventCounts {
  std::uint64_t fired = 0;
  std::uint64_t wrong = 0;               // mixed or other household
  std::uint64_t wrong_by_link = 0;       // of those, some link names another household than the signal's
  std::uint64_t wrong_by_household = 0;  // all links name the right person, but the household holds two
  std::uint64_t wrong_untold = 0;        // of these, register and creditors still place everybody behind one door
  std::uint64_t misdirected = 0;
  std::uint64_t truth = 0;
  std::uint64_t found = 0;
  std::uint64_t found_by_true_links = 0;       // had every customer whom the register has been linked rightly
  std::uint64_t found_by_true_households = 0;  // had the links stood for the true households of whom they name
  std::uint64_t reachable = 0;                 // true events whose people the register knows by then
  std::uint64_t reachable_found = 0;
  std::uint64_t missed_unknown = 0;   // not reachable and missed
  std::uint64_t missed_unlinked = 0;  // some signal was left to review or none, or linked wrongly
  std::uint64_t missed_apart = 0;     // all signals rightly linked, but to people taken for two households
};

struct LinkCounts {
  std::uint64_t versions = 0;
  std::uint64_t automatic = 0;  // household or person band
  std::uint64_t wrong = 0;      // automatic and naming another household; or person band and another person
  std::uint64_t persons = 0;    // of the automatic ones, to a person
  std::uint64_t wrong_household = 0;
  std::uint64_t review = 0;
  std::uint64_t none = 0;
};

struct ScoreCounts {
  std::uint64_t right = 0;
  std::uint64_t wrong = 0;
};

struct CalibrationBin {
  std::uint64_t count = 0;
  std::uint64_t stated_ppm = 0;  // sum
  std::uint64_t right = 0;
};
// Tenths up to .9, then .9, .99, .999 and up: the top tenth is where decisions are made.
inline constexpr std::size_t bins_count = 12;
std::size_t bin_of(std::uint32_t ppm);

struct PairCounts {  // adults registered at one address
  std::uint64_t both = 0;
  std::uint64_t derived_only = 0;
  std::uint64_t truth_only = 0;
  std::uint64_t neither = 0;
};

struct Tally {
  EventCounts events;
  LinkCounts links;
  std::array<LinkCounts, slices_count> slices;
  std::map<std::int32_t, ScoreCounts> people;  // by score
  std::uint64_t known_versions = 0;            // of customers whom the register knows
  std::array<CalibrationBin, bins_count> person_calibration;
  std::array<CalibrationBin, bins_count> household_calibration;
  PairCounts pairs;
  std::uint64_t signals = 0;
  std::uint64_t residents = 0;
  std::uint64_t link_nanoseconds = 0;

  Tally& operator+=(const Tally& other);
};

struct Interval {
  double low = 0;
  double high = 1;
};
// Wilson's, 95 %.
Interval interval(std::uint64_t part, std::uint64_t whole);

// The largest share of versions that can be linked to a person with at least this precision, by one threshold.
double recall_at(const Tally& tally, double precision);

}  // namespace tijdig::lab
