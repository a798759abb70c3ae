// A model for these records, made without labels.
//
//   Trained made = train(comparer, blocking, register_from, {.learn = true});
//   made.model.to_yaml();
//
// Without learning: m of the kinds, u counted, and a prior of one partner per record. With it: expectation-maximisation
// over all pairs there are. Candidates are counted exactly; the others, which are nearly all, by a fixed sample that
// stands for them. So u is that of random pairs, by whatever keys the candidates came together, and the pairs that
// belong together do not spoil it. Only levels are looked at, never the truth. Deterministic: the sample is drawn by a
// fixed sequence. Pure; one thread.
#pragma once

#include "libs/linking/em.h"
#include "libs/records/blocking.h"

namespace tijdig::records {

struct TrainingSettings {
  bool learn = true;
  std::uint64_t sample = 1'000'000;  // of pairs that no key brought together
};

struct Trained {
  linking::Model model;
  std::uint64_t patterns = 0;
  double together = 0;  // how many pairs are expected to belong together
  int rounds = 0;       // 0: not learned
  bool converged = true;
};

Trained train(const Comparer& comparer, const Blocking& blocking, RecordIndex register_from,
              const TrainingSettings& settings);

}  // namespace tijdig::records
