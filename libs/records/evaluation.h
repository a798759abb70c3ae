// How well a linkage did, against the truth: all numbers that `tijdig link evaluate` prints.
//
//   Evaluation e = evaluate(linkage, truth, table.records(), slices);
//
// The sweep is over the weight that decides. `best` has its threshold chosen with the labels, so it is an upper bound;
// `own` is what the model itself would have linked. Floating point: this is a report, never a decision. Pure; any
// thread.
#pragma once

#include <string>
#include <vector>

#include "libs/linking/metrics.h"
#include "libs/records/linker.h"
#include "libs/records/truth.h"

namespace tijdig::records {

struct Slice {
  std::string value;
  std::uint64_t records = 0;
  linking::Quality own;  // pairs with a record of the slice on either side
};

struct Evaluation {
  std::uint64_t true_pairs = 0;
  std::uint64_t reached = 0;  // true pairs among the candidates
  linking::Quality best, own;
  linking::Interval precision, recall;  // of `own`, 95 %
  double recall_at_999 = 0;             // recall at precision of at least .999
  bool has_groups = false;
  linking::BCubed b_cubed;
  // Against a register: records with a true entry, answers given, and how many of them were right.
  std::uint64_t with_entry = 0, answered = 0, answered_right = 0;
  std::vector<linking::CalibrationBand> calibration;
  std::vector<Slice> slices;  // largest first
};

// `slice_of`: per record what the schema's slice column says; empty when there is none.
Evaluation evaluate(const Linkage& linkage, const Truth& truth, RecordIndex register_from,
                    const std::vector<std::string>& slice_of);

}  // namespace tijdig::records
