#include "libs/linking/waterfall.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "libs/linking/plot.h"

namespace tijdig::linking {
namespace {

std::string bits(MilliBits weight) {
  return fmt::format("{}{}.{:03}", weight < 0 ? "-" : "+", std::abs(weight) / 1000, std::abs(weight) % 1000);
}

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out += fmt::format("\\{}", c);
    else if (static_cast<unsigned char>(c) < 0x20)
      out += fmt::format("\\u{:04x}", static_cast<int>(c));
    else
      out += c;
  }
  return out + '"';
}

// The best (or worst) this comparison could say instead.
MilliBits other_extreme(const Comparison& comparison, bool best) {
  MilliBits extreme = comparison.levels.front().weight;
  for (const Level& level : comparison.levels)
    extreme = best ? std::max(extreme, level.weight) : std::min(extreme, level.weight);
  return extreme;
}

}  // namespace

Waterfall waterfall(const Model& model, std::span<const LevelIndex> levels, std::span<const MilliBits> term_parts,
                    std::vector<Rival> rivals) {
  Waterfall why;
  why.model_hash = model.hash();
  why.prior = model.prior;
  why.threshold = model.thresholds.link;
  why.score = model.score(levels, term_parts);
  why.rivals = std::move(rivals);
  MilliBits sum = why.prior;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const Comparison& comparison = model.comparisons[i];
    const Level& level = comparison.levels[levels[i]];
    why.rows.push_back({comparison.name, level.name, level.weight, term_parts.empty() ? 0 : term_parts[i]});
    const MilliBits row = level.weight + why.rows.back().term_part;
    sum += row;
    const MilliBits turned = why.score - row + other_extreme(comparison, !why.linked());
    if ((turned >= why.threshold) != why.linked()) why.flips.push_back(comparison.name);
  }
  TIJDIG_CHECK(sum == why.score);
  return why;
}

std::string Waterfall::to_text() const {
  std::size_t what_width = 16, found_width = 20;
  for (const WaterfallRow& row : rows) {
    what_width = std::max(what_width, row.what.size());
    found_width = std::max(found_width, row.found.size());
  }
  std::string out;
  const auto line = [&](std::string_view what, std::string_view found, MilliBits weight) {
    out += fmt::format("  {:<{}}  {:<{}}  {:>8}\n", what, what_width, found, found_width, bits(weight));
  };
  line("prior", "", prior);
  for (const WaterfallRow& row : rows) {
    line(row.what, row.found, row.weight);
    if (row.term_part != 0) line("", row.term_part > 0 ? "a rare value" : "a common value", row.term_part);
  }
  line("score", linked() ? "linked" : "not linked", score);
  line("threshold", "", threshold);
  for (const Rival& rival : rivals) line("rival", rival.who, rival.weight);
  out += fmt::format("  would flip it: {}\n",
                     flips.empty() ? "no single comparison" : fmt::format("{}", fmt::join(flips, ", ")));
  return out;
}

std::string Waterfall::to_json() const {
  std::string out = fmt::format("{{\"model\":{},\"prior\":{},\"rows\":[", json_text(model_hash), prior);
  for (std::size_t i = 0; i < rows.size(); ++i)
    out += fmt::format("{}{{\"what\":{},\"found\":{},\"weight\":{},\"term_frequency\":{}}}", i == 0 ? "" : ",",
                       json_text(rows[i].what), json_text(rows[i].found), rows[i].weight, rows[i].term_part);
  out += "],\"rivals\":[";
  for (std::size_t i = 0; i < rivals.size(); ++i)
    out += fmt::format("{}{{\"who\":{},\"weight\":{}}}", i == 0 ? "" : ",", json_text(rivals[i].who), rivals[i].weight);
  out += fmt::format("],\"threshold\":{},\"score\":{},\"linked\":{},\"flips\":[", threshold, score, linked());
  for (std::size_t i = 0; i < flips.size(); ++i) out += (i == 0 ? "" : ",") + json_text(flips[i]);
  return out + "]}";
}

// Labels on the left, bars in the middle at a scale that fits, weights on the right.
std::string Waterfall::to_svg() const {
  constexpr int row_height = 22, width = 1000, bars_from = 520, bars_until = 930;
  MilliBits sum = prior, least = std::min({0, prior, threshold}), most = std::max({0, prior, threshold});
  for (const WaterfallRow& row : rows) {
    sum += row.weight + row.term_part;
    least = std::min(least, sum);
    most = std::max(most, sum);
  }
  const double pixels = static_cast<double>(bars_until - bars_from) / std::max(most - least, 1);
  const auto at = [&](MilliBits weight) { return bars_from + (weight - least) * pixels; };
  const int height = row_height * (static_cast<int>(rows.size()) + 3);
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" role=\"img\" font-family=\"sans-serif\" "
      "font-size=\"12\">\n<title>{2}, {3} bits</title>\n<rect width=\"{0}\" height=\"{1}\" fill=\"#fff\"/>\n",
      width, height, linked() ? "linked" : "not linked", bits(score));
  int y = row_height;
  const auto bar = [&](std::string_view label, MilliBits from, MilliBits to, const char* colour) {
    out += fmt::format(
        "<text x=\"4\" y=\"{}\">{}</text><rect x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"14\" "
        "fill=\"{}\"/><text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>\n",
        y, xml_escaped(label), std::min(at(from), at(to)), y - 11, std::abs(at(to) - at(from)), colour, width - 4, y,
        bits(to - from));
    y += row_height;
  };
  bar("prior", 0, prior, "#767676");
  sum = prior;
  for (const WaterfallRow& row : rows) {
    const MilliBits next = sum + row.weight + row.term_part;
    bar(row.what + ": " + row.found, sum, next, next >= sum ? "#1b7f4e" : "#b3151f");
    sum = next;
  }
  bar("score", 0, sum, "#1a5fb4");
  out += fmt::format(
      "<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"4\" y2=\"{1}\" stroke=\"#000\" stroke-dasharray=\"4 3\"/>"
      "<text x=\"{0:.1f}\" y=\"{2}\" text-anchor=\"middle\">threshold {3}</text>\n",
      at(threshold), y - 14, y + 2, bits(threshold));
  return out + "</svg>\n";
}

}  // namespace tijdig::linking
