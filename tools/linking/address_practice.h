// How municipalities match today: signals on one address are one household (Divosa Monitor Vroegsignalering 2023).
//
// Postcode, number and addition in the canonical spelling of libs/domain/address.h; what has no address that parses is
// not matched. It knows no people, so it names none. The yardstick for every linker.
#pragma once

#include "tools/linking/linker_under_test.h"

namespace tijdig::lab {

class AddressPractice final : public LinkerUnderTest {
 public:
  std::string_view name() const override { return "address practice"; }
  bool knows_residents() const override { return false; }
  Answer link(const people::CustomerVersion& version, int month) override;
};

}  // namespace tijdig::lab
