// How a policy file is read: rules for single values, and a list of everything that is wrong.
//
//   Rule<int> day = whole_number(1, 28);
//   day.parse("31")            // nullopt; the problem says "expected a whole number from 1 to 28, found `31`"
//   day.show(25) == "25"
//
// A policy holds no personal data, so a problem may repeat what was found. Plain values, any thread.
#pragma once

#include <yaml-cpp/yaml.h>

#include <charconv>
#include <functional>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "libs/domain/money.h"
#include "libs/policy/policy.h"

namespace tijdig::policy {

// Collects problems while reading goes on.
class Reading {
 public:
  void problem(const YAML::Node& at, const std::string& key, std::string expected);
  void broken(int line, std::string expected);  // the file as a whole
  // By line; none when the file is good.
  std::vector<PolicyProblem> problems() const;

 private:
  std::vector<PolicyProblem> problems_;
};

std::string found_text(const YAML::Node& node);  // "`31`", "a list", "nothing"

// What one value may be, how it is read and how it is shown.
template <class T>
struct Rule {
  std::string type;  // "a whole number from 1 to 28"
  std::function<std::optional<T>(const std::string&)> parse;
  std::function<std::string(const T&)> show;
};

template <class Integer>
Rule<Integer> whole_number(Integer first, Integer last) {
  const auto parse = [first, last](const std::string& text) -> std::optional<Integer> {
    Integer value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < first || value > last) return std::nullopt;
    return value;
  };
  return {"a whole number from " + std::to_string(first) + " to " + std::to_string(last), parse,
          [](const Integer& value) { return std::to_string(value); }};
}

Rule<bool> flag();                        // true | false
Rule<std::string> text(std::size_t max);  // not empty
Rule<std::string> code();                 // snake_case
Rule<Date> day();
Rule<YearMonth> month();
Rule<Cents> euros();  // not negative
Rule<PartnerId> partner_id();
Rule<MunicipalityCode> municipality();

template <class Enum>
Rule<Enum> word(std::vector<std::pair<std::string, Enum>> words) {
  std::string type = "one of";
  for (const auto& entry : words) type += (&entry == &words.front() ? " " : ", ") + entry.first;
  const auto parse = [words](const std::string& text) -> std::optional<Enum> {
    for (const auto& entry : words)
      if (entry.first == text) return entry.second;
    return std::nullopt;
  };
  const auto show = [words](const Enum& value) {
    for (const auto& entry : words)
      if (entry.second == value) return entry.first;
    return std::string();
  };
  return {type, parse, show};
}

// The codes of a DDAS enumeration.
template <class Enum>
Rule<Enum> ddas_code() {
  std::vector<std::pair<std::string, Enum>> words;
  for (int i = 0; i < static_cast<int>(Enum::count_); ++i)
    words.emplace_back(std::string(code_of(static_cast<Enum>(i))), static_cast<Enum>(i));
  return word<Enum>(std::move(words));
}

template <class T>
std::optional<T> read_value(const YAML::Node& node, const std::string& key, const Rule<T>& rule, Reading& reading) {
  std::optional<T> value;
  if (node.IsScalar()) value = rule.parse(node.Scalar());
  if (!value) reading.problem(node, key, "expected " + rule.type + ", found " + found_text(node));
  return value;
}

}  // namespace tijdig::policy
