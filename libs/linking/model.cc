#include "libs/linking/model.h"

#include <fmt/format.h>

#include <algorithm>

#include "libs/base/stable_hash.h"

namespace tijdig::linking {
namespace {

// "0.95", "0.000284": parts per billion as a decimal fraction without trailing zeros.
std::string fraction(std::int64_t parts) {
  std::string text = fmt::format("{}.{:09}", parts / billion, parts % billion);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.push_back('0');
  return text;
}

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

}  // namespace

std::optional<LevelIndex> Comparison::level(std::string_view level_name) const {
  for (std::size_t i = 0; i < levels.size(); ++i)
    if (levels[i].name == level_name) return static_cast<LevelIndex>(i);
  return std::nullopt;
}

void Model::weigh(Comparison& comparison) {
  for (Level& level : comparison.levels) {
    if (level.unknown()) {
      level.weight = 0;
      continue;
    }
    const auto m = static_cast<std::uint64_t>(std::max<std::int64_t>(level.m, 1));
    const auto u = static_cast<std::uint64_t>(std::max<std::int64_t>(level.u, 1));
    level.weight = std::clamp(ratio_milli_bits(m, u), weight_floor, comparison.weight_cap);
  }
}

void Model::prepare() {
  for (Comparison& comparison : comparisons) weigh(comparison);
}

std::string Model::to_yaml() const {
  std::string out = fmt::format("version: {}\nprior: {}  # milli-bits: log2 odds x 1000\nlink: {}\nreview: {}\n",
                                in_quotes(version), prior, thresholds.link, thresholds.review);
  out += comparisons.empty() ? "comparisons: []\n" : "comparisons:\n";
  for (const Comparison& comparison : comparisons) {
    out += fmt::format("  - name: {}\n    weight_cap: {}\n    term_frequency_cap: {}\n    levels:\n",
                       in_quotes(comparison.name), comparison.weight_cap, comparison.term_frequency_cap);
    for (const Level& level : comparison.levels)
      out += fmt::format("      - {{name: {}, m: {}, u: {}, weight: {}{}}}\n", in_quotes(level.name), fraction(level.m),
                         fraction(level.u), level.weight, level.term_frequency ? ", term_frequency: true" : "");
  }
  return out;
}

std::string Model::hash() const {
  std::string out;
  for (const std::uint8_t byte : stable_hash128(to_yaml())) out += fmt::format("{:02x}", byte);
  return out;
}

MilliBits Model::score(std::span<const LevelIndex> levels, std::span<const MilliBits> term_parts) const {
  TIJDIG_CHECK(levels.size() == comparisons.size());
  TIJDIG_CHECK(term_parts.empty() || term_parts.size() == levels.size());
  MilliBits sum = prior;
  for (std::size_t i = 0; i < levels.size(); ++i) sum += comparisons[i].levels[levels[i]].weight;
  for (const MilliBits part : term_parts) sum += part;
  return sum;
}

MilliBits term_frequency_part(const Comparison& comparison, LevelIndex level, std::uint64_t count,
                              std::uint64_t total) {
  const Level& found = comparison.levels[level];
  if (!found.term_frequency || count == 0 || total == 0) return 0;
  // u of the level against the frequency of the value: log2(u) - log2(count / total).
  const auto u = static_cast<std::uint64_t>(std::max<std::int64_t>(found.u, 1));
  const MilliBits part = ratio_milli_bits(u, static_cast<std::uint64_t>(billion)) - ratio_milli_bits(count, total);
  return std::clamp(part, -comparison.term_frequency_cap, comparison.term_frequency_cap);
}

}  // namespace tijdig::linking
