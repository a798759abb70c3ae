// The reading half of model.h.
#include <fmt/format.h>

#include <set>

#include "libs/linking/model.h"
#include "libs/linking/yaml_reading.h"

namespace tijdig::linking {
namespace {

constexpr std::int64_t weight_most = 1'000'000;  // milli-bits: any sum of them fits in 32 bits
constexpr std::size_t comparisons_max = 500;
constexpr std::size_t levels_max = 10'000;

Level read_level(YamlReading& reading, const YAML::Node& node) {
  Level level;
  if (!reading.keys(node, {"name", "m", "u", "weight", "term_frequency"})) return level;
  level.name = reading.text(node, "name");
  level.m = reading.fraction(node, "m");
  level.u = reading.fraction(node, "u");
  level.term_frequency = reading.flag(node, "term_frequency", false);
  return level;
}

Comparison read_comparison(YamlReading& reading, const YAML::Node& node) {
  Comparison comparison;
  if (!reading.keys(node, {"name", "weight_cap", "term_frequency_cap", "levels"})) return comparison;
  const Comparison defaults;
  comparison.name = reading.text(node, "name");
  comparison.weight_cap =
      static_cast<MilliBits>(reading.integer(node, "weight_cap", 0, weight_most, defaults.weight_cap));
  comparison.term_frequency_cap =
      static_cast<MilliBits>(reading.integer(node, "term_frequency_cap", 0, weight_most, defaults.term_frequency_cap));
  const YAML::Node levels = node["levels"];
  if (!levels.IsDefined() || !levels.IsSequence() || levels.size() == 0 || levels.size() > levels_max) {
    reading.problem(node, "levels", fmt::format("expected a list of 1 to {} levels", levels_max));
    return comparison;
  }
  std::set<std::string> names;
  for (const YAML::Node& one : levels) {
    comparison.levels.push_back(read_level(reading, one));
    if (!names.insert(comparison.levels.back().name).second) reading.problem(one, "name", "two levels have this name");
  }
  Model::weigh(comparison);
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (!levels[i].IsMap() || !levels[i]["weight"].IsDefined()) continue;
    comparison.levels[i].weight =
        static_cast<MilliBits>(reading.integer(levels[i], "weight", weight_floor, comparison.weight_cap));
    if (comparison.levels[i].unknown() && comparison.levels[i].weight != 0)
      reading.problem(levels[i], "weight", "a level named `unknown` weighs 0");
  }
  return comparison;
}

}  // namespace

Result<Model> Model::parse(std::string_view yaml) {
  YamlReading reading("model");
  const std::optional<YAML::Node> root = reading.load(yaml);
  Model model;
  if (root && reading.keys(*root, {"version", "prior", "link", "review", "comparisons"})) {
    const Thresholds defaults;
    model.version = reading.text(*root, "version");
    model.prior = static_cast<MilliBits>(reading.integer(*root, "prior", -weight_most, weight_most));
    model.thresholds.link =
        static_cast<MilliBits>(reading.integer(*root, "link", -weight_most, weight_most, defaults.link));
    model.thresholds.review =
        static_cast<MilliBits>(reading.integer(*root, "review", -weight_most, weight_most, defaults.review));
    const YAML::Node list = (*root)["comparisons"];
    if (!list.IsDefined() || !list.IsSequence() || list.size() > comparisons_max)
      reading.problem(*root, "comparisons", fmt::format("expected a list of at most {} comparisons", comparisons_max));
    else
      for (const YAML::Node& one : list) model.comparisons.push_back(read_comparison(reading, one));
  }
  TIJDIG_DO(reading.outcome());
  return model;
}

}  // namespace tijdig::linking
