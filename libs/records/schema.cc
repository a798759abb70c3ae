#include "libs/records/schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <regex>
#include <set>

#include "libs/linking/yaml_reading.h"

namespace tijdig::records {
namespace {

using linking::YamlReading;

struct KindName {
  std::string_view name;
  Kind kind;
};
constexpr std::array kind_names{
    KindName{"surname", Kind::surname},
    KindName{"first_name", Kind::first_name},
    KindName{"full_name", Kind::full_name},
    KindName{"initials", Kind::initials},
    KindName{"organisation", Kind::organisation},
    KindName{"street", Kind::street},
    KindName{"city", Kind::city},
    KindName{"region", Kind::region},
    KindName{"house_number", Kind::house_number},
    KindName{"house_addition", Kind::house_addition},
    KindName{"postcode", Kind::postcode},
    KindName{"date", Kind::date},
    KindName{"email", Kind::email},
    KindName{"telephone", Kind::telephone},
    KindName{"identifier", Kind::identifier},
    KindName{"code", Kind::code},
    KindName{"number", Kind::number},
    KindName{"text", Kind::text},
};

constexpr std::size_t fields_max = 60;
constexpr std::size_t pattern_size_max = 200;

std::string known_kinds() {
  std::string all;
  for (const KindName& one : kind_names) all += (all.empty() ? "" : ", ") + std::string(one.name);
  return all;
}

void read_kind(YamlReading& reading, const YAML::Node& node, Field& field) {
  const std::string word = reading.text(node, "kind");
  for (const KindName& one : kind_names)
    if (one.name == word) field.kind = one.kind;
  if (word != name_of(field.kind)) reading.problem(node, "kind", "expected one of " + known_kinds());
}

Field read_field(YamlReading& reading, const YAML::Node& node) {
  Field field;
  if (!reading.keys(node, {"column", "register_column", "kind", "name", "layout"})) return field;
  field.columns = reading.texts(node, "column");
  read_kind(reading, node, field);
  if (field.columns.empty()) {
    reading.problem(node, "column", "expected the name of a column of the file");
    return field;
  }
  field.register_columns = reading.texts(node, "register_column");
  if (field.register_columns.empty()) field.register_columns = field.columns;
  if (field.kind == Kind::date && field.register_columns.size() != 1 && field.register_columns.size() != 3)
    reading.problem(node, "register_column", "expected one column for a date, or three: year, month, day");
  field.name = reading.text(node, "name", fmt::format("{}", fmt::join(field.columns, "+")));
  field.layout = reading.text(node, "layout", "");
  const auto is_layout = [](char c) { return std::string_view("ymd-/. ").find(c) != std::string_view::npos; };
  if (!std::all_of(field.layout.begin(), field.layout.end(), is_layout))
    reading.problem(node, "layout", "expected letters y, m, d and separators, such as yyyymmdd or dd-mm-yyyy");
  if (!field.layout.empty() && field.kind != Kind::date) reading.problem(node, "layout", "only a date has a layout");
  if (field.kind == Kind::date && field.columns.size() != 1 && field.columns.size() != 3)
    reading.problem(node, "column", "expected one column for a date, or three: year, month, day");
  return field;
}

TruthSource read_truth(YamlReading& reading, const YAML::Node& node) {
  TruthSource truth;
  if (!reading.keys(node, {"entity", "pattern", "pairs_file", "left", "right", "label"})) return truth;
  truth.entity = reading.text(node, "entity", "");
  truth.pattern = reading.text(node, "pattern", "");
  truth.pairs_file = reading.text(node, "pairs_file", "");
  truth.pairs_left = reading.text(node, "left", "");
  truth.pairs_right = reading.text(node, "right", "");
  truth.label = reading.text(node, "label", "");
  if (truth.entity.empty() == (truth.pairs_left.empty() || truth.pairs_right.empty()))
    reading.problem(node, "truth",
                    "expected either entity (a column), or left and right (the columns of a file of pairs)");
  try {
    if (truth.pattern.size() > pattern_size_max ||
        std::regex(truth.pattern).mark_count() != (truth.pattern.empty() ? 0 : 1))
      reading.problem(node, "pattern", "expected a regular expression with one group, such as (rec-[0-9]+)-.*");
  } catch (const std::regex_error&) {
    reading.problem(node, "pattern", "this is no regular expression");
  }
  return truth;
}

void read_file_form(YamlReading& reading, const YAML::Node& root, Schema& schema) {
  const std::string separator = reading.text(root, "separator", "");
  if (separator == "tab")
    schema.separator = '\t';
  else if (separator.size() == 1 && separator != "\"")
    schema.separator = separator.front();
  else if (root["separator"])
    reading.problem(root["separator"], "separator", "expected one character, or `tab`");
  const std::string encoding = reading.text(root, "encoding", "utf-8");
  if (encoding != "utf-8" && encoding != "windows-1252")
    reading.problem(root["encoding"], "encoding", "expected utf-8 or windows-1252");
  schema.windows_1252 = encoding == "windows-1252";
  schema.missing = reading.texts(root, "missing");
}

void check_together(YamlReading& reading, const YAML::Node& root, const Schema& schema) {
  std::set<std::string> names;
  for (const Field& field : schema.fields) {
    if (!names.insert(field.name).second)
      reading.problem(root["fields"], field.name, "two fields have this name; give one another `name`");
    const auto is_truth = [&](const std::string& column) { return column == schema.truth.entity; };
    if (std::any_of(field.columns.begin(), field.columns.end(), is_truth) ||
        std::any_of(field.register_columns.begin(), field.register_columns.end(), is_truth))
      reading.problem(root["truth"], "entity", "this column is a field too; the truth may not be compared");
  }
  if (!schema.truth.pairs_left.empty() && schema.id.empty())
    reading.problem(root["truth"], "left", "needs `id`: the column its left and right speak of");
}

}  // namespace

std::string_view name_of(Kind kind) {
  for (const KindName& one : kind_names)
    if (one.kind == kind) return one.name;
  TIJDIG_CHECK(false);
}

Result<Schema> Schema::parse(const std::string& file, std::string_view yaml) {
  YamlReading reading(file);
  Schema schema;
  const auto root = reading.load(yaml);
  if (root && reading.keys(*root, {"name", "id", "register_id", "fields", "truth", "slice", "model", "separator",
                                   "encoding", "missing"})) {
    schema.name = reading.text(*root, "name", file);
    schema.id = reading.text(*root, "id", "");
    schema.register_id = reading.text(*root, "register_id", schema.id);
    schema.slice = reading.text(*root, "slice", "");
    schema.model_file = reading.text(*root, "model", "");
    read_file_form(reading, *root, schema);
    const YAML::Node fields = (*root)["fields"];
    if (!fields.IsDefined() || !fields.IsSequence() || fields.size() == 0 || fields.size() > fields_max)
      reading.problem(fields.IsDefined() ? fields : *root, "fields",
                      fmt::format("expected a list of 1 to {} fields: {{column: ..., kind: ...}}", fields_max));
    else
      for (const YAML::Node& one : fields) schema.fields.push_back(read_field(reading, one));
    if ((*root)["truth"].IsDefined()) schema.truth = read_truth(reading, (*root)["truth"]);
    check_together(reading, *root, schema);
  }
  TIJDIG_DO(reading.outcome());
  return schema;
}

}  // namespace tijdig::records
