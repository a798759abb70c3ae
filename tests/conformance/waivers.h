// Which back end cannot keep which case of the conformance suite, and why.
//
//   {"kafka_mock", "BigRecordsAndBigAppendsAreFine", "the mock cluster keeps 5 MiB of a partition"},
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

inline constexpr std::string_view mock_forgets =
    "the mock cluster inside librdkafka keeps 5 MiB of a partition and then drops the oldest records";

inline constexpr std::array waivers{
    Waiver{"memory_visible_at_publish", "NothingOfAUnitIsSeenBeforeItsCommit", no_transactions},
    Waiver{"memory_visible_at_publish", "AUnitThatIsThrownAwayLeavesNothing", no_transactions},
    Waiver{"memory_visible_at_publish", "AnOlderEpochIsRefusedAndLeavesNothing", no_transactions},
    Waiver{"memory_visible_at_publish", "OwnersThatFightForALaneNeverMixTheirWork", no_transactions},
    Waiver{"kafka_mock", "BigRecordsAndBigAppendsAreFine", mock_forgets},
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
