// Published figures, for the comparison that `tijdig demo` prints. Nothing in the pipeline includes this file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/reporting/table.h"

namespace tijdig::commands {

extern const char* const published_zoetermeer;

// Numbers keep the decimals they were printed with.
class Published {
 public:
  explicit Published(const char* text);
  std::optional<std::string> find(const std::string& table, const std::string& row, const std::string& column) const;

 private:
  struct Cell {
    std::string table, row, column, value;
  };
  std::vector<Cell> cells_;
};

// Our figure beside the printed one.
struct Compared {
  std::string table;
  std::string row;
  reporting::Figure ours;
  std::optional<std::string> published;
  std::string difference() const;  // "+3", "-0.4"; "" where nothing was published
};

std::vector<Compared> compare(const reporting::Report& report, const Published& published);

// `tables.json`: a list of {table, row, column, value, numerator, denominator, published, difference}.
std::string tables_json(const std::vector<Compared>& compared);
// The tables as text, each cell as "ours (published, difference)" where something was published.
std::string comparison_text(const reporting::Report& report, const Published& published);

}  // namespace tijdig::commands
