// A table of official cases: a file of this folder.
//
//   for (const Case& one : read_fixture("voorletters.csv"))
//     EXPECT_EQ(one["voorletters"], names::voorletters(one["first_names"])) << one.place();
//
// Lines that begin with # say where the cases come from; the first other line names the columns; values are between
// "|". Ends the test program when a file or a column is missing. The persons in these files are fictitious, so a test
// may print them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tijdig::golden {

struct Fixture {
  std::string file;
  std::vector<std::string> columns;
};

class Case {
 public:
  Case(const Fixture& fixture, std::size_t line, std::vector<std::string> values)
      : fixture_(&fixture), line_(line), values_(std::move(values)) {}
  const std::string& operator[](std::string_view column) const;
  std::size_t line() const { return line_; }
  std::string place() const;  // "voorletters.csv, line 4: Henk|H."

 private:
  const Fixture* fixture_;
  std::size_t line_;
  std::vector<std::string> values_;
};

// Read once and kept until the program ends.
const std::vector<Case>& read_fixture(const std::string& file);

std::vector<std::string> split(std::string_view line, char separator);

}  // namespace tijdig::golden
