#include "tests/simulation/planted_bugs.h"

namespace tijdig::simulation {
namespace {

using ports::Provenance;
using ports::Watermark;
using runtime::FenceVerdict;

FenceVerdict let_all_pass(const Watermark&, const Provenance&) { return FenceVerdict::fresh; }

// A fence that counts only what it let pass: no holes, so that the wrong comparison shows in results.
FenceVerdict let_equal_pass(const Watermark& newest, const Provenance& cause) {
  const bool older = std::pair(cause.offset, cause.ordinal) < std::pair(newest.offset, newest.ordinal);
  return newest.lane_sequence != 0 && older ? FenceVerdict::repeat : FenceVerdict::fresh;
}

FenceVerdict look_at_offset_only(const Watermark& newest, const Provenance& cause) {
  return newest.lane_sequence != 0 && cause.offset <= newest.offset ? FenceVerdict::repeat : FenceVerdict::fresh;
}

}  // namespace

runtime::FenceRule fence_with(const PlantedBugs& bugs) {
  if (bugs.skip_fence) return &let_all_pass;
  if (bugs.equal_is_newer) return &let_equal_pass;
  if (bugs.drop_ordinal) return &look_at_offset_only;
  return &runtime::fence;
}

}  // namespace tijdig::simulation
