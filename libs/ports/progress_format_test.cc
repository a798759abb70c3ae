// Saved progress comes back as it went, and damage is refused, never believed.
#include "libs/ports/progress_format.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tijdig::ports {
namespace {

RC_GTEST_PROP(ProgressBytes, GiveBackTheSameProgress, ()) {
  Progress progress;
  progress.next = *rc::gen::arbitrary<std::uint64_t>();
  for (int i = *rc::gen::inRange(0, 30); i > 0; --i) {
    const SourcePartition place{*rc::gen::arbitrary<std::uint16_t>(), *rc::gen::arbitrary<std::uint16_t>()};
    progress.watermarks[place] = {*rc::gen::arbitrary<std::uint64_t>(), *rc::gen::arbitrary<std::uint32_t>(),
                                  *rc::gen::arbitrary<std::uint64_t>()};
    progress.emitted[place] = *rc::gen::arbitrary<std::uint64_t>();
  }
  const auto decoded = decode_progress(encode_progress(progress));
  RC_ASSERT(decoded.has_value());
  RC_ASSERT(*decoded == progress);
}

RC_GTEST_PROP(ProgressBytes, AreRefusedWhenCutOrLengthened, ()) {
  Progress progress;
  progress.watermarks[{1, 2}] = {300, 4, 5};
  progress.emitted[{6, 7}] = 8;
  Bytes bytes = encode_progress(progress);
  RC_ASSERT(!decode_progress(bytes + "x"));
  bytes.resize(*rc::gen::inRange<std::size_t>(0, bytes.size()));
  const auto decoded = decode_progress(bytes);
  RC_ASSERT(!decoded);
  RC_ASSERT(decoded.error().severity == Severity::refused);
}

}  // namespace
}  // namespace tijdig::ports
