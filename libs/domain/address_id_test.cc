#include "libs/domain/address_id.h"

#include <gtest/gtest.h>

namespace tijdig {
namespace {

Address address(const char* number, const char* addition) {
  return {*Postcode::parse("2711AB"), *HouseNumber::parse(number, "", addition)};
}

TEST(AddressId, IsOneForAllSpellingsOfADoor) {
  const auto town = MunicipalityCode::from_number(637);
  EXPECT_EQ(address_id_of(town, address("12", "III")), address_id_of(town, address("12-3", "")));
  EXPECT_NE(address_id_of(town, address("12", "3")), address_id_of(town, address("12", "2")));
}

TEST(AddressId, DiffersBetweenMunicipalities) {
  EXPECT_NE(address_id_of(MunicipalityCode::from_number(637), address("12", "")),
            address_id_of(MunicipalityCode::from_number(518), address("12", "")));
}

}  // namespace
}  // namespace tijdig
