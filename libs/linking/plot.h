// A calibration picture: stated probability against what turned out true, with intervals, as SVG.
//
//   write(file, calibration_svg("fake", calibration(outcomes)));
//
// Well calibrated is the diagonal. Holds numbers only, no personal data; `title` is escaped. Pure; any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "libs/linking/metrics.h"

namespace tijdig::linking {

std::string calibration_svg(std::string_view title, std::span<const CalibrationBand> bands);

// For text between tags: & < > and quotes.
std::string xml_escaped(std::string_view text);

}  // namespace tijdig::linking
