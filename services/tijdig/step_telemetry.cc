#include "services/tijdig/step_telemetry.h"

namespace tijdig::commands {

thread_local std::chrono::steady_clock::time_point StepTelemetry::began_;

}  // namespace tijdig::commands
