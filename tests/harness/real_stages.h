// The six services as they are delivered, for tests of the whole.
//
//   FlowHarness town(real_stages());
#pragma once

#include "tests/harness/flow_harness.h"

namespace tijdig::harness {

Stages real_stages();

}  // namespace tijdig::harness
