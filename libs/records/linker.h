// Links the records of a table: with each other, or with a register behind them.
//
//   Linkage found = link(table, {.register_from = 0, .learn = true});
//   found.pairs            // scored pairs; the weight is what decides
//   found.groups.of        // one file: the group of each record
//   found.choices          // against a register: at most one entry per record
//
// One file: pairs are scored, then grouped (grouping.h). Against a register: each entry competes with all other entries
// and with "none" (closed world), so two equally good entries are no answer. Same input, same output: no clock, no
// random, whole numbers. One thread.
#pragma once

#include <optional>
#include <vector>

#include "libs/linking/cluster.h"
#include "libs/linking/posterior.h"
#include "libs/records/training.h"

namespace tijdig::records {

struct LinkSettings {
  RecordIndex register_from = 0;        // 0: one file
  bool learn = false;                   // expectation-maximisation on these records
  std::optional<linking::Model> model;  // a frozen one: then nothing is counted or learned
  BlockingSettings blocking;
};

struct Choice {
  RecordIndex record = 0;
  std::optional<RecordIndex> entry;  // of the register; nothing below the threshold
  linking::MilliBits weight = 0;     // log2 odds of the best entry against all others and none
  linking::PartsPerMillion probability = 0;
};

struct Linkage {
  linking::Model model;
  Trained trained;
  Blocking blocking;
  std::vector<linking::ScoredPair> pairs;  // ordered by a, b; pairs far below any threshold are left out
  linking::Clusters groups;
  std::vector<Choice> choices;  // one per record, in order
};

// A model file must fit the schema: the same comparisons with the same levels, in order.
Result<> fits(const linking::Model& model, const Table& table);

Linkage link(const Table& table, const LinkSettings& settings);

}  // namespace tijdig::records
