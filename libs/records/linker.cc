#include "libs/records/linker.h"

#include <fmt/format.h>

#include <algorithm>

#include "libs/base/check.h"
#include "libs/records/grouping.h"

namespace tijdig::records {
namespace {

using linking::MilliBits;
using linking::ScoredPair;

constexpr MilliBits weight_kept = -20'000;
constexpr std::size_t neighbours_max = 40;
constexpr int completions_max = 3;

void score(const Comparer& comparer, const linking::Model& model, std::span<const std::uint64_t> candidates,
           std::vector<ScoredPair>& pairs) {
  std::vector<linking::LevelIndex> levels(comparer.fields());
  for (const std::uint64_t candidate : candidates) {
    const RecordIndex a = first_of(candidate), b = second_of(candidate);
    comparer.levels(a, b, levels);
    const MilliBits weight = model.score(levels) + comparer.term_parts(model, a, b, levels);
    if (weight >= weight_kept) pairs.push_back({a, b, weight});
  }
}

// Pairs that no key brought together, but a third record that is likely to belong to both. Only the strongest
// neighbours of a record count, which bounds their number.
std::vector<std::uint64_t> across_a_third(std::size_t records, std::span<const ScoredPair> pairs,
                                          const std::vector<std::uint64_t>& known) {
  std::vector<std::vector<std::pair<MilliBits, RecordIndex>>> near(records);
  for (const ScoredPair& pair : pairs) {
    if (pair.weight < 0) continue;
    near[pair.a].emplace_back(-pair.weight, pair.b);
    near[pair.b].emplace_back(-pair.weight, pair.a);
  }
  std::vector<std::uint64_t> found;
  for (auto& one : near) {
    std::sort(one.begin(), one.end());
    if (one.size() > neighbours_max) one.resize(neighbours_max);
    for (std::size_t i = 0; i < one.size(); ++i)
      for (std::size_t j = i + 1; j < one.size(); ++j) {
        const auto [a, b] = std::minmax(one[i].second, one[j].second);
        if (!std::binary_search(known.begin(), known.end(), pair_of(a, b))) found.push_back(pair_of(a, b));
      }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

// Looks across thirds until nothing new comes, a few times at most.
void complete(const Comparer& comparer, Linkage& linkage) {
  auto& known = linkage.blocking.pairs;
  for (int round = 0; round < completions_max && !linkage.blocking.all; ++round) {
    const auto more = across_a_third(comparer.table().records(), linkage.pairs, known);
    if (more.empty()) return;
    score(comparer, linkage.model, more, linkage.pairs);
    const auto middle = static_cast<std::ptrdiff_t>(known.size());
    known.insert(known.end(), more.begin(), more.end());
    std::inplace_merge(known.begin(), known.begin() + middle, known.end());
  }
}

// log2 of a sum of powers of two that are given relative to 2^`best`, in milli-bits.
MilliBits log2_of(std::uint64_t sum, MilliBits best) {
  return best + linking::log2_milli(std::max<std::uint64_t>(sum, 1)) - linking::log2_milli(linking::exp2_fixed(0));
}

// Weights of the entries of one record become odds against all the others and none.
Choice choose(RecordIndex record, std::span<ScoredPair> entries, MilliBits link) {
  Choice choice{record, std::nullopt, weight_kept, 0};
  if (entries.empty()) return choice;
  std::size_t first = 0;
  for (std::size_t i = 1; i < entries.size(); ++i)
    if (entries[i].weight > entries[first].weight) first = i;
  MilliBits second = 0;  // "none" competes too
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (i != first) second = std::max(second, entries[i].weight);
  const MilliBits best = std::max<MilliBits>(0, entries[first].weight);
  std::uint64_t all = linking::exp2_fixed(best), all_but_first = linking::exp2_fixed(second);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    all += linking::exp2_fixed(best - entries[i].weight);
    if (i != first) all_but_first += linking::exp2_fixed(second - entries[i].weight);
  }
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const MilliBits rivals = i == first ? log2_of(all_but_first, second)
                                        : log2_of(all - linking::exp2_fixed(best - entries[i].weight), best);
    entries[i].weight -= rivals;
    if (i != first) continue;
    choice.weight = entries[i].weight;
    if (choice.weight >= link) choice.entry = entries[i].b;
  }
  choice.probability = linking::probability(choice.weight);
  return choice;
}

void choose_all(Linkage& linkage, RecordIndex records) {
  auto next = linkage.pairs.begin();
  for (RecordIndex record = 0; record < records; ++record) {
    auto end = next;
    while (end != linkage.pairs.end() && end->a == record) ++end;
    linkage.choices.push_back(choose(record, std::span(next, end), linkage.model.thresholds.link));
    next = end;
  }
}

}  // namespace

Result<> fits(const linking::Model& model, const Table& table) {
  const auto& fields = table.schema().fields;
  std::string problems;
  for (std::size_t f = 0; f < std::max(fields.size(), model.comparisons.size()); ++f) {
    if (f >= model.comparisons.size() || f >= fields.size() || model.comparisons[f].name != fields[f].name) {
      problems += fmt::format("model: comparison {} is `{}`, but field {} of the schema is `{}`\n", f + 1,
                              f < model.comparisons.size() ? model.comparisons[f].name : "absent", f + 1,
                              f < fields.size() ? fields[f].name : "absent");
      continue;
    }
    const linking::Comparison wanted = comparison_of(fields[f]);
    const auto& found = model.comparisons[f].levels;
    const auto same_name = [](const linking::Level& a, const linking::Level& b) { return a.name == b.name; };
    if (!std::equal(wanted.levels.begin(), wanted.levels.end(), found.begin(), found.end(), same_name))
      problems += fmt::format("model: comparison `{}` has other levels than {} has; train again\n", fields[f].name,
                              name_of(fields[f].kind));
  }
  if (problems.empty()) return {};
  problems.pop_back();
  return Error::refused(std::move(problems));
}

Linkage link(const Table& table, const LinkSettings& settings) {
  TIJDIG_CHECK(settings.register_from <= table.records());
  Linkage linkage;
  const Comparer comparer(table);
  BlockingSettings blocking = settings.blocking;
  blocking.register_from = settings.register_from;
  linkage.blocking = candidate_pairs(comparer, blocking);
  if (settings.model) {
    linkage.model = *settings.model;
  } else {
    linkage.trained = train(comparer, linkage.blocking, settings.register_from, {.learn = settings.learn});
    linkage.model = linkage.trained.model;
  }
  score(comparer, linkage.model, linkage.blocking.pairs, linkage.pairs);
  if (settings.register_from > 0) {
    choose_all(linkage, settings.register_from);
  } else {
    complete(comparer, linkage);
    Grouping made = group(table.records(), linkage.pairs, linkage.model.thresholds.link);
    linkage.pairs = std::move(made.pairs);
    linkage.groups = std::move(made.groups);
  }
  return linkage;
}

}  // namespace tijdig::records
