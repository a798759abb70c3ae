#include "tests/golden/fixture.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <utility>

#include "libs/base/check.h"

namespace tijdig::golden {
namespace {

struct Table {
  Fixture fixture;
  std::vector<Case> cases;
};

void fill(Table& table, const std::string& file) {
  table.fixture.file = file;
  std::ifstream in("tests/golden/" + file);
  TIJDIG_CHECK(in.good());
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> values = split(line, '|');
    if (table.fixture.columns.empty()) {
      table.fixture.columns = std::move(values);
      continue;
    }
    TIJDIG_CHECK(values.size() == table.fixture.columns.size());
    table.cases.emplace_back(table.fixture, number, std::move(values));
  }
}

}  // namespace

const std::string& Case::operator[](std::string_view column) const {
  const auto found = std::find(fixture_->columns.begin(), fixture_->columns.end(), column);
  TIJDIG_CHECK(found != fixture_->columns.end());
  return values_[static_cast<std::size_t>(found - fixture_->columns.begin())];
}

std::string Case::place() const {
  std::string text = fixture_->file + ", line " + std::to_string(line_) + ": ";
  for (std::size_t i = 0; i < values_.size(); ++i) text.append(i > 0 ? "|" : "").append(values_[i]);
  return text;
}

const std::vector<Case>& read_fixture(const std::string& file) {
  static std::map<std::string, Table> tables;  // its nodes stay where they are, so cases may point to their fixture
  const auto [at, is_new] = tables.try_emplace(file);
  if (is_new) fill(at->second, file);
  return at->second.cases;
}

std::vector<std::string> split(std::string_view line, char separator) {
  std::vector<std::string> values;
  for (;;) {
    const std::size_t end = line.find(separator);
    values.emplace_back(line.substr(0, end));
    if (end == std::string_view::npos) return values;
    line.remove_prefix(end + 1);
  }
}

}  // namespace tijdig::golden
