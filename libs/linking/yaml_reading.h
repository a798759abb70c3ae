// Reads a YAML file strictly, and reports everything that is wrong with it at once: line, key, what was expected.
//
//   YamlReading reading("model.yaml");
//   std::optional<YAML::Node> root = reading.load(text);
//   reading.keys(*root, {"version", "prior"});            // any other key is a problem, with the nearest known one
//   const std::string version = reading.text(*root, "version");
//   TIJDIG_DO(reading.outcome());
//
// A problem never repeats a value of the file beyond the name of a key. One thread.
#pragma once

#include <yaml-cpp/yaml.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libs/base/result.h"

namespace tijdig::linking {

class YamlReading {
 public:
  explicit YamlReading(std::string file) : file_(std::move(file)) {}

  // Nothing, and a problem noted, if the text is not YAML or not a block of keys.
  std::optional<YAML::Node> load(std::string_view text);

  void problem(const YAML::Node& at, std::string_view key, std::string_view expected);

  // False, and a problem, if `node` is no block of keys; a problem for every key that is not known or given twice.
  bool keys(const YAML::Node& node, const std::vector<std::string>& known);

  // The value of a key. Missing: `otherwise`, or a problem when there is no such thing.
  std::string text(const YAML::Node& node, const std::string& key, std::optional<std::string> otherwise = {});
  std::int64_t integer(const YAML::Node& node, const std::string& key, std::int64_t least, std::int64_t most,
                       std::optional<std::int64_t> otherwise = {});
  // A decimal fraction from 0 to 1, in parts per billion: no floating point is involved.
  std::int64_t fraction(const YAML::Node& node, const std::string& key, std::optional<std::int64_t> otherwise = {});
  bool flag(const YAML::Node& node, const std::string& key, bool otherwise);
  // A list of texts; one text alone counts as a list of one.
  std::vector<std::string> texts(const YAML::Node& node, const std::string& key);

  // Fine, or all problems, one per line, in the order of the file.
  Result<> outcome() const;

 private:
  struct Problem {
    int line;
    std::string text;
  };
  std::string file_;
  std::vector<Problem> problems_;
};

}  // namespace tijdig::linking
