// Tallies as tables: Markdown that reads well on a terminal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tools/linking/tally.h"

namespace tijdig::lab {

struct Column {
  std::string title;  // "hard: residents"
  bool knows_residents = true;
  Tally tally;
};

std::string summary_table(const std::vector<Column>& columns);
std::string slice_table(const Column& column);        // slices with at least one version
std::string calibration_table(const Column& column);  // person and household, stated beside actual
std::string goals(const Column& column);              // one line per goal of the project: reached or not

}  // namespace tijdig::lab
