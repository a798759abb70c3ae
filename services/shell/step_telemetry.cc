#include "services/shell/step_telemetry.h"

namespace tijdig::shell {

thread_local std::chrono::steady_clock::time_point StepTelemetry::began_;

}  // namespace tijdig::shell
