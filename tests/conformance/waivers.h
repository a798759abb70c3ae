// Which back end cannot keep which case of the conformance suite, and why.
//
//   {"kafka-mock", "AnOlderEpochIsRefused", "the mock cluster inside librdkafka does not fence producers"},
//
// A waived case that passes fails the build. A waiver without a reason does not compile.
#pragma once

#include <array>
#include <string_view>

namespace tijdig::conformance {

struct Waiver {
  std::string_view back_end;
  std::string_view test_case;
  std::string_view reason;
};

inline constexpr std::string_view no_transactions =
    "models a log without transactions: what is published is readable before the commit; the fence drops the repeats";

inline constexpr std::array waivers{
    Waiver{"memory_visible_at_publish", "NothingOfAUnitIsSeenBeforeItsCommit", no_transactions},
    Waiver{"memory_visible_at_publish", "AUnitThatIsThrownAwayLeavesNothing", no_transactions},
    Waiver{"memory_visible_at_publish", "AnOlderEpochIsRefusedAndLeavesNothing", no_transactions},
    Waiver{"memory_visible_at_publish", "OwnersThatFightForALaneNeverMixTheirWork", no_transactions},
};

constexpr bool every_waiver_has_a_reason() {
  for (const Waiver& waiver : waivers)
    if (waiver.reason.size() < 20) return false;
  return true;
}
static_assert(every_waiver_has_a_reason());

inline const Waiver* find_waiver(std::string_view back_end, std::string_view test_case) {
  for (const Waiver& waiver : waivers)
    if (waiver.back_end == back_end && waiver.test_case == test_case) return &waiver;
  return nullptr;
}

}  // namespace tijdig::conformance
