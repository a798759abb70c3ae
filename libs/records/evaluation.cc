#include "libs/records/evaluation.h"

#include <algorithm>
#include <map>

namespace tijdig::records {
namespace {

constexpr std::size_t slices_max = 20;
constexpr double strict = 0.999;

struct SliceCount {
  std::uint64_t records = 0, linked = 0, correct = 0, truth = 0;
};

std::vector<Slice> slices(const Linkage& linkage, const Truth& truth, const std::vector<std::string>& slice_of,
                          RecordIndex register_from) {
  std::map<std::string, SliceCount> counts;
  for (const std::string& one : slice_of) ++counts[one].records;
  const auto each = [&](RecordIndex a, RecordIndex b, auto add) {
    add(counts[slice_of[a]]);
    if (slice_of[a] != slice_of[b]) add(counts[slice_of[b]]);
  };
  for (const linking::ScoredPair& pair : linkage.pairs) {
    if (pair.weight < linkage.model.thresholds.link) continue;
    const bool right = truth.together(pair.a, pair.b);
    each(pair.a, pair.b, [right](SliceCount& count) {
      ++count.linked;
      if (right) ++count.correct;
    });
  }
  truth.each_pair(register_from, [&](RecordIndex a, RecordIndex b) { each(a, b, [](SliceCount& c) { ++c.truth; }); });
  std::vector<Slice> out;
  for (const auto& [value, c] : counts)
    out.push_back({value, c.records, linking::quality(linkage.model.thresholds.link, c.linked, c.correct, c.truth)});
  std::stable_sort(out.begin(), out.end(), [](const Slice& a, const Slice& b) { return a.records > b.records; });
  if (out.size() > slices_max) out.resize(slices_max);
  return out;
}

void count_answers(const Linkage& linkage, const Truth& truth, RecordIndex register_from, Evaluation& e) {
  std::vector<bool> has(register_from, false);
  truth.each_pair(register_from, [&](RecordIndex a, RecordIndex) { has[a] = true; });
  e.with_entry = static_cast<std::uint64_t>(std::count(has.begin(), has.end(), true));
  for (const Choice& choice : linkage.choices) {
    if (!choice.entry) continue;
    ++e.answered;
    if (truth.together(choice.record, *choice.entry)) ++e.answered_right;
  }
}

}  // namespace

Evaluation evaluate(const Linkage& linkage, const Truth& truth, RecordIndex register_from,
                    const std::vector<std::string>& slice_of) {
  Evaluation e;
  e.true_pairs = truth.pairs();
  for (const std::uint64_t pair : linkage.blocking.pairs)
    if (truth.together(first_of(pair), second_of(pair))) ++e.reached;
  std::vector<linking::Outcome> outcomes;
  outcomes.reserve(linkage.pairs.size());
  for (const linking::ScoredPair& pair : linkage.pairs)
    outcomes.push_back({pair.weight, truth.together(pair.a, pair.b)});
  e.calibration = linking::calibration(outcomes);
  const linking::Sweep sweep(std::move(outcomes), e.true_pairs);
  e.best = sweep.best_f1();
  e.own = sweep.at(linkage.model.thresholds.link);
  e.precision = linking::wilson(e.own.correct, e.own.linked);
  e.recall = linking::wilson(e.own.correct, e.true_pairs);
  e.recall_at_999 = sweep.recall_at_precision(strict);
  e.has_groups = register_from == 0;
  if (e.has_groups)
    e.b_cubed = linking::b_cubed(linkage.groups.of, truth.entities());
  else
    count_answers(linkage, truth, register_from, e);
  if (!slice_of.empty()) e.slices = slices(linkage, truth, slice_of, register_from);
  return e;
}

}  // namespace tijdig::records
