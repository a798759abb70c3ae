#include "libs/linking/yaml_reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <system_error>

#include "libs/base/ascii.h"
#include "libs/base/nearest_word.h"

namespace tijdig::linking {
namespace {

constexpr std::size_t key_size_max = 60;
constexpr std::size_t problems_max = 50;

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<std::int64_t> parts_per_billion(std::string_view text) {
  const std::size_t dot = text.find('.');
  const std::string_view before = text.substr(0, dot);
  std::string after(dot == std::string_view::npos ? "" : text.substr(dot + 1));
  if (after.size() > 9) return std::nullopt;
  after.resize(9, '0');
  if (before.empty() || !std::all_of(before.begin(), before.end(), is_digit) ||
      !std::all_of(after.begin(), after.end(), is_digit))
    return std::nullopt;
  const auto units = whole_number(before), part = whole_number(after);
  if (!units || !part || *units > 1 || (*units == 1 && *part > 0)) return std::nullopt;
  return *units * 1'000'000'000 + *part;
}

// A file handed over by a person may hold anything in the place of a key.
std::string shown(const std::string& key) {
  return key.size() <= key_size_max ? key : key.substr(0, key_size_max) + "...";
}

}  // namespace

std::optional<YAML::Node> YamlReading::load(std::string_view text) {
  try {
    YAML::Node root = YAML::Load(std::string(text));
    if (root.IsMap()) return root;
    problems_.push_back({1, "expected a block of keys such as `version: 1`"});
  } catch (const YAML::Exception& wrong) {
    problems_.push_back({wrong.mark.line + 1, "this is not YAML: " + wrong.msg});
  }
  return std::nullopt;
}

void YamlReading::problem(const YAML::Node& at, std::string_view key, std::string_view expected) {
  const int line = at.IsDefined() ? at.Mark().line + 1 : 1;
  problems_.push_back({line, fmt::format("{}: {}", key, expected)});
}

bool YamlReading::keys(const YAML::Node& node, const std::vector<std::string>& known) {
  if (!node.IsMap()) {
    problem(node, known.empty() ? "(file)" : known.front(), "expected a block of keys here");
    return false;
  }
  std::set<std::string> seen;
  for (const auto& entry : node) {
    const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "(not a word)";
    if (!seen.insert(key).second) problem(entry.first, shown(key), "given twice; keep one");
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const auto nearest = nearest_word(shown(key), known);
    problem(entry.first, shown(key),
            nearest ? fmt::format("unknown key; did you mean `{}`?", *nearest)
                    : fmt::format("unknown key; known are {}", fmt::join(known, ", ")));
  }
  return true;
}

std::string YamlReading::text(const YAML::Node& node, const std::string& key, std::optional<std::string> otherwise) {
  const YAML::Node value = node[key];
  if (!value.IsDefined() && otherwise) return *otherwise;
  if (value.IsDefined() && value.IsScalar()) return value.Scalar();
  problem(value.IsDefined() ? value : node, key, "expected a text");
  return {};
}

std::int64_t YamlReading::integer(const YAML::Node& node, const std::string& key, std::int64_t least, std::int64_t most,
                                  std::optional<std::int64_t> otherwise) {
  const YAML::Node value = node[key];
  if (!value.IsDefined() && otherwise) return *otherwise;
  const auto number = value.IsDefined() && value.IsScalar() ? whole_number(value.Scalar()) : std::nullopt;
  if (number && *number >= least && *number <= most) return *number;
  problem(value.IsDefined() ? value : node, key, fmt::format("expected a whole number from {} to {}", least, most));
  return least;
}

std::int64_t YamlReading::fraction(const YAML::Node& node, const std::string& key,
                                   std::optional<std::int64_t> otherwise) {
  const YAML::Node value = node[key];
  if (!value.IsDefined() && otherwise) return *otherwise;
  const auto parts = value.IsDefined() && value.IsScalar() ? parts_per_billion(value.Scalar()) : std::nullopt;
  if (parts) return *parts;
  problem(value.IsDefined() ? value : node, key, "expected a fraction from 0 to 1 of at most 9 decimals, such as 0.95");
  return 0;
}

bool YamlReading::flag(const YAML::Node& node, const std::string& key, bool otherwise) {
  const YAML::Node value = node[key];
  if (!value.IsDefined()) return otherwise;
  if (value.IsScalar() && value.Scalar() == "true") return true;
  if (value.IsScalar() && value.Scalar() == "false") return false;
  problem(value, key, "expected true or false");
  return otherwise;
}

std::vector<std::string> YamlReading::texts(const YAML::Node& node, const std::string& key) {
  const YAML::Node value = node[key];
  std::vector<std::string> list;
  if (!value.IsDefined()) return list;
  if (value.IsScalar()) return {value.Scalar()};
  bool good = value.IsSequence();
  for (std::size_t i = 0; good && i < value.size(); ++i) {
    good = value[i].IsScalar();
    if (good) list.push_back(value[i].Scalar());
  }
  if (!good) problem(value, key, "expected a text or a list of texts");
  return list;
}

Result<> YamlReading::outcome() const {
  if (problems_.empty()) return {};
  std::vector<Problem> sorted = problems_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const Problem& a, const Problem& b) { return a.line < b.line; });
  std::string all;
  for (std::size_t i = 0; i < std::min(sorted.size(), problems_max); ++i)
    all += fmt::format("{}{}: line {}: {}", i == 0 ? "" : "\n", file_, sorted[i].line, sorted[i].text);
  if (sorted.size() > problems_max) all += fmt::format("\n{}: and {} more", file_, sorted.size() - problems_max);
  return Error::refused(std::move(all));
}

}  // namespace tijdig::linking
