// How good a linkage is, for whoever evaluates one. Never part of a decision.
//
//   Sweep sweep(outcomes, true_pairs);
//   sweep.best_f1().f1;   sweep.at(6640).precision;   sweep.recall_at_precision(0.999);
//
// An outcome is a scored pair and whether it truly belongs together; true pairs that were never scored count as
// missed. Equal weights stand or fall together. Floating point: this is a report. Pure; any thread.
// Sources: Bagga & Baldwin 1998 (B-cubed); Wilson 1927; Clopper & Pearson 1934.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libs/linking/cluster.h"
#include "libs/linking/milli_bits.h"

namespace tijdig::linking {

struct Outcome {
  MilliBits weight = 0;
  bool truth = false;
};

struct Quality {
  MilliBits threshold = 0;
  std::uint64_t linked = 0, correct = 0, truth = 0;
  double precision = 0, recall = 0, f1 = 0;
};
Quality quality(MilliBits threshold, std::uint64_t linked, std::uint64_t correct, std::uint64_t truth);

class Sweep {
 public:
  Sweep(std::vector<Outcome> outcomes, std::uint64_t true_pairs);
  Quality best_f1() const;  // threshold chosen with the labels: an upper bound
  Quality at(MilliBits threshold) const;
  double recall_at_precision(double least) const;  // 0 when no threshold reaches it

 private:
  std::vector<Quality> steps_;  // strongest threshold first, one per distinct weight
  std::uint64_t truth_ = 0;
};

struct BCubed {
  double precision = 0, recall = 0, f1 = 0;
};
BCubed b_cubed(std::span<const RecordIndex> found, std::span<const RecordIndex> truth);

struct Interval {
  double low = 0, high = 1;
};
// 95 % intervals for a share of `hits` in `all`. Clopper-Pearson is exact, so wider; use it for a few or no hits.
Interval wilson(std::uint64_t hits, std::uint64_t all);
Interval clopper_pearson(std::uint64_t hits, std::uint64_t all);

// Pairs by stated probability, in ten equal bands; empty bands stay in the list.
struct CalibrationBand {
  double from = 0, to = 0;
  std::uint64_t pairs = 0, correct = 0;
  double stated = 0;  // mean stated probability
};
std::vector<CalibrationBand> calibration(std::span<const Outcome> outcomes);

}  // namespace tijdig::linking
