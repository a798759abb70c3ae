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
  std::string out = fmt::format("{:<24} {:<24} {:>9}\n", "prior", "", bits(prior));
  for (const WaterfallRow& row : rows) {
    out += fmt::format("{:<24} {:<24} {:>9}\n", row.what, row.found, bits(row.weight));
    if (row.term_part != 0)
      out += fmt::format("{:<24} {:<24} {:>9}\n", "", row.term_part > 0 ? "a rare value" : "a common value",
                         bits(row.term_part));
  }
  out += fmt::format("{:<24} {:<24} {:>9}\n", "score", linked() ? "linked" : "not linked", bits(score));
  out += fmt::format("{:<24} {:<24} {:>9}\n", "threshold", "", bits(threshold));
  for (const Rival& rival : rivals) out += fmt::format("{:<24} {:<24} {:>9}\n", "rival", rival.who, bits(rival.weight));
  out += fmt::format("would flip it: {}\n",
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

std::string Waterfall::to_svg() const {
  constexpr int row_height = 22, middle = 420;
  constexpr double pixels_per_bit = 7;
  const std::size_t count = rows.size() + 2;
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 {}\" font-family=\"sans-serif\" font-size=\"12\">\n",
      row_height * static_cast<int>(count) + 10);
  MilliBits sum = 0;
  int y = row_height;
  const auto bar = [&](std::string_view label, MilliBits from, MilliBits to, const char* colour) {
    const double one = middle + from / 1000.0 * pixels_per_bit, other = middle + to / 1000.0 * pixels_per_bit;
    out += fmt::format(
        "<text x=\"4\" y=\"{}\">{}</text><rect x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"14\" "
        "fill=\"{}\"><title>{}</title></rect>\n",
        y, xml_escaped(label), std::min(one, other), y - 11, std::abs(one - other), colour, bits(to - from));
    y += row_height;
  };
  bar("prior", 0, prior, "#888");
  sum = prior;
  for (const WaterfallRow& row : rows) {
    const MilliBits next = sum + row.weight + row.term_part;
    bar(row.what + ": " + row.found, sum, next, next >= sum ? "#26a269" : "#c01c28");
    sum = next;
  }
  bar("score", 0, sum, "#1a5fb4");
  return out + "</svg>\n";
}

}  // namespace tijdig::linking
