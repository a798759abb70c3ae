#include "libs/policy/reading.h"

#include <algorithm>

namespace tijdig::policy {
namespace {

constexpr std::size_t found_size_max = 40;
constexpr std::size_t code_size_max = 40;

template <class T>
std::optional<T> accepted(Result<T> parsed) {
  if (!parsed) return std::nullopt;
  return *parsed;
}

bool is_code(const std::string& text) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !text.empty() && text.size() <= code_size_max && std::all_of(text.begin(), text.end(), fits);
}

}  // namespace

void Reading::problem(const YAML::Node& at, const std::string& key, std::string expected) {
  const int line = at.Mark().line;
  problems_.push_back({line < 0 ? 1 : line + 1, key, std::move(expected)});
}

void Reading::broken(int line, std::string expected) { problems_.push_back({line, "(file)", std::move(expected)}); }

std::vector<PolicyProblem> Reading::problems() const {
  std::vector<PolicyProblem> sorted = problems_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const PolicyProblem& one, const PolicyProblem& other) { return one.line < other.line; });
  return sorted;
}

std::string found_text(const YAML::Node& node) {
  if (node.IsMap()) return "a block of keys";
  if (node.IsSequence()) return "a list";
  if (!node.IsScalar() || node.Scalar().empty()) return "nothing";
  const std::string& text = node.Scalar();
  return text.size() <= found_size_max ? '`' + text + '`' : '`' + text.substr(0, found_size_max) + "...`";
}

Rule<bool> flag() { return word<bool>({{"true", true}, {"false", false}}); }

Rule<std::string> text(std::size_t max) {
  const auto parse = [max](const std::string& value) -> std::optional<std::string> {
    if (value.empty() || value.size() > max) return std::nullopt;
    return value;
  };
  return {"text of at most " + std::to_string(max) + " bytes", parse, [](const std::string& value) { return value; }};
}

Rule<std::string> code() {
  const auto parse = [](const std::string& value) -> std::optional<std::string> {
    if (!is_code(value)) return std::nullopt;
    return value;
  };
  return {"a code of at most 40 lower-case letters, digits and underscores", parse,
          [](const std::string& value) { return value; }};
}

Rule<Date> day() {
  return {"a date such as 2018-08-31", [](const std::string& value) { return accepted(Date::parse(value)); },
          [](const Date& value) { return value.to_string(); }};
}

Rule<YearMonth> month() {
  return {"a month such as 2018-09", [](const std::string& value) { return accepted(YearMonth::parse(value)); },
          [](const YearMonth& value) { return value.to_string(); }};
}

Rule<Cents> euros() {
  const auto parse = [](const std::string& value) {
    std::optional<Cents> amount = accepted(Cents::parse(value));
    return amount && *amount < Cents() ? std::nullopt : amount;
  };
  return {"an amount in euros such as 50.00", parse, [](const Cents& value) { return value.to_string(); }};
}

Rule<PartnerId> partner_id() {
  return {"1 to 40 lower-case letters, digits and inner dashes",
          [](const std::string& value) { return accepted(PartnerId::parse(value)); },
          [](const PartnerId& value) { return value.text(); }};
}

Rule<MunicipalityCode> municipality() {
  return {"a CBS code such as GM0637",
          [](const std::string& value) { return accepted(MunicipalityCode::parse(value)); },
          [](const MunicipalityCode& value) { return value.to_string(); }};
}

}  // namespace tijdig::policy
