// What is measured of the linker against a large register, and the lines that are printed.
//
//   Measured found = measure(towns, model);
//   fmt::print("{}", as_text(found));
//
// One thread. Speeds are per second of processor time; latencies are of single calls by the wall clock, so that a busy
// machine shows in their tails only.
#pragma once

#include <string>

#include "libs/residents/model.h"
#include "tools/bench_linking/towns.h"

namespace tijdig::bench_linking {

struct Latency {
  double p50 = 0, p99 = 0, p999 = 0, most = 0;  // microseconds
};

struct Measured {
  std::size_t persons = 0, texts = 0, signals = 0, changes = 0;
  double bytes_per_person = 0;
  double load_seconds = 0;
  double changes_per_second = 0;           // register changes, without relinking
  double normalised_per_second = 0;        // text to form
  double linked_per_second = 0;            // form to decision
  double stream_per_second = 0;            // signals as they come, through Linkage; new and known texts mixed
  double repeating_stream_per_second = 0;  // with as many repetitions as docs/matching.md has
  double repeated_per_second = 0;          // the same, every text known
  double candidates_per_text = 0;
  Latency distinct;  // form to decision
  Latency repeated;  // signal to decision that is there
  Latency undo;      // of one decision, everything settled
  std::size_t undone = 0, undo_linked_most = 0;
  std::size_t person = 0, household = 0, review = 0, none = 0;  // texts by band
  std::size_t person_right = 0;
};

Measured measure(const Towns& towns, const residents::LinkModel& model);
std::string as_text(const Measured& found);

}  // namespace tijdig::bench_linking
