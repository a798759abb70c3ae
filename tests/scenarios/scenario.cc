#include "tests/scenarios/scenario.h"

#include <algorithm>
#include <sstream>

#include "tests/scenarios/town.h"

namespace tijdig::scenarios {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> fields_of(const std::string& line) {
  if (line.empty() || line[0] == '#' || line.starts_with("scenario:")) return {};
  std::vector<std::string> fields = split(line, "  ");
  for (std::string& field : fields)
    field.erase(0, field.find_first_not_of(' ') == std::string::npos ? 0 : field.find_first_not_of(' '));
  std::erase_if(fields, [](const std::string& field) { return field.empty(); });
  return fields;
}

}  // namespace

std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t at = text.find(separator); at != std::string::npos; at = text.find(separator, from)) {
    parts.push_back(text.substr(from, at - from));
    from = at + separator.size();
  }
  parts.push_back(text.substr(from));
  return parts;
}

std::vector<Line> parse(const std::string& text) {
  std::vector<Line> lines;
  for (const std::string& line : lines_of(text)) {
    if (line.starts_with("  ") && !lines.empty())
      lines.back().outcome.push_back(line.substr(2));
    else
      lines.push_back({line, fields_of(line), {}});
  }
  return lines;
}

std::string print(const std::vector<Line>& lines) {
  std::string text;
  for (const Line& line : lines) {
    text += line.text + "\n";
    for (const std::string& happened : line.outcome) text += "  " + happened + "\n";
  }
  return text;
}

std::string play(const std::string& text) {
  std::vector<Line> lines = parse(text);
  Town town;
  Line* last = nullptr;
  for (Line& line : lines) {
    line.outcome.clear();
    if (line.fields.empty()) continue;
    town.let_days_pass_until(line.fields.front());
    if (last != nullptr) last->outcome = town.what_happened();
    town.take(line.fields);
    last = &line;
  }
  if (last != nullptr) last->outcome = town.what_happened();
  TIJDIG_CHECK(town.replays_to_the_same_state());
  return print(lines);
}

std::string difference(const std::string& expected, const std::string& found) {
  const std::vector<std::string> old_lines = lines_of(expected), new_lines = lines_of(found);
  std::string text;
  std::size_t a = 0, b = 0;
  while (a < old_lines.size() || b < new_lines.size()) {
    if (a < old_lines.size() && b < new_lines.size() && old_lines[a] == new_lines[b]) {
      ++a, ++b;
      continue;
    }
    const auto from = new_lines.begin() + static_cast<std::ptrdiff_t>(b);
    const bool dropped = a < old_lines.size() && std::find(from, new_lines.end(), old_lines[a]) == new_lines.end();
    if (dropped || b >= new_lines.size())
      text += "- " + old_lines[a++] + "\n";
    else
      text += "+ " + new_lines[b++] + "\n";
  }
  return text;
}

}  // namespace tijdig::scenarios
