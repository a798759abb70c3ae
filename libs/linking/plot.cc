#include "libs/linking/plot.h"

#include <fmt/format.h>

namespace tijdig::linking {
namespace {

constexpr double left = 60, top = 40, side = 300;

double x_of(double share) { return left + share * side; }
double y_of(double share) { return top + (1 - share) * side; }

std::string axes() {
  std::string out;
  for (int tenth = 0; tenth <= 10; tenth += 2) {
    const double share = tenth / 10.0;
    out += fmt::format("<text x=\"{:.0f}\" y=\"{:.0f}\" text-anchor=\"middle\">{:.1f}</text>\n", x_of(share),
                       top + side + 18, share);
    out += fmt::format("<text x=\"{:.0f}\" y=\"{:.0f}\" text-anchor=\"end\">{:.1f}</text>\n", left - 8, y_of(share) + 4,
                       share);
  }
  return out;
}

}  // namespace

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

std::string calibration_svg(std::string_view title, std::span<const CalibrationBand> bands) {
  std::string out =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 400\" font-family=\"sans-serif\" "
      "font-size=\"12\">\n";
  out += fmt::format("<text x=\"{}\" y=\"20\" font-size=\"14\">{}</text>\n", left, xml_escaped(title));
  out += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"#888\"/>\n", left, top,
                     side, side);
  out += fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"#888\" stroke-dasharray=\"4\"/>\n",
                     x_of(0), y_of(0), x_of(1), y_of(1));
  out += axes();
  for (const CalibrationBand& band : bands) {
    if (band.pairs == 0) continue;
    const Interval interval = wilson(band.correct, band.pairs);
    const double true_share = static_cast<double>(band.correct) / static_cast<double>(band.pairs);
    out += fmt::format("<line x1=\"{0:.1f}\" y1=\"{1:.1f}\" x2=\"{0:.1f}\" y2=\"{2:.1f}\" stroke=\"#1a5fb4\"/>\n",
                       x_of(band.stated), y_of(interval.low), y_of(interval.high));
    out +=
        fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\" fill=\"#1a5fb4\"><title>{} pairs</title></circle>\n",
                    x_of(band.stated), y_of(true_share), band.pairs);
  }
  out += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">stated probability</text>\n", left + side / 2,
                     top + side + 40);
  return out + "</svg>\n";
}

}  // namespace tijdig::linking
