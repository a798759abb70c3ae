// docs/metrics.md, from the catalogue. A test keeps the committed page equal to this text.
#pragma once

#include <string>

namespace tijdig::telemetry {

std::string metrics_reference();

}  // namespace tijdig::telemetry
