// A scenario file: what happens, line by line, and indented under each line what the town did about it.
//
//   scenario: two partners name one household in one month
//   2018-10-02  dunea     Jansen, J.  2711AB 12  120.00
//   2018-10-09  menzis    Jansen      2711AB 12  80.00
//   2018-10-25  day ends
//     match      Jansen, 2711AB 12: same_month in 2018-10 by dunea 120.00, menzis 80.00
//
// Fields are separated by two or more blanks. Blank lines and lines that begin with # are for the reader.
#pragma once

#include <string>
#include <vector>

namespace tijdig::scenarios {

struct Line {
  std::string text;                 // as written, without what follows it
  std::vector<std::string> fields;  // empty for a title, a comment or a blank line
  std::vector<std::string> outcome;
};

std::vector<Line> parse(const std::string& text);
std::string print(const std::vector<Line>& lines);  // parse(print(x)) == x
std::vector<std::string> split(const std::string& text, const std::string& separator);

// Plays all lines against a new town, and gives the file as it should be. Replaying the log must give the same state.
std::string play(const std::string& text);

// Lines that differ, with - for expected and + for found.
std::string difference(const std::string& expected, const std::string& found);

}  // namespace tijdig::scenarios
