#include <google/protobuf/unknown_field_set.h>
#include <gtest/gtest.h>

#include "services/matcher/state.h"
#include "tijdig/v1/matcher_state.pb.h"

namespace tijdig::matcher {
namespace {

template <class Any>
Any id(const char* what) {
  return Any::of(StableHasher("test").add(what));
}

CustomerLine full_line() {
  CustomerLine line;
  line.customer = id<CustomerId>("customer");
  line.partner = *PartnerId::parse("dunea");
  line.kind = PartnerKind::water;
  line.person.surname = PrivateText("Jansen");
  line.person.birth_date = Date(1980, 2, 29);
  line.household = id<HouseholdId>("household");
  line.signals = {{id<SignalId>("a"), Date(2018, 10, 1), Date(2018, 10, 2), Cents(5000), true, false},
                  {id<SignalId>("b"), Date(2018, 11, 1), Date(2018, 12, 2), Cents(100), false, true}};
  line.named_at = Address{*Postcode::parse("2711AC"), *HouseNumber::parse("3", "A", "")};
  line.link = Bytes("\xff\0link", 6);
  line.household_at = id<AddressId>("door");
  line.is_apart = true;
  line.withdrawn = Date(2018, 9, 3);
  return line;
}

AddressState full_state() {
  AddressState state;
  state.address = {*Postcode::parse("2711AB"), *HouseNumber::parse("12", "", "2")};
  state.lines = {full_line(), full_line()};
  state.lines[1].household = HouseholdId();
  state.lines[1].household_at = AddressId();
  state.lines[1].is_apart = false;
  state.lines[1].withdrawn.reset();
  state.lines[1].named_at.reset();
  state.reviews = {{StableHasher("task").finish(), {id<CustomerId>("l")}, {id<CustomerId>("r")}, true, true}};
  state.made = {{id<HouseholdId>("household"), YearMonth(2018, 10), 0x1122334455667788U}};
  state.listed = {YearMonth(2018, 10), YearMonth(2018, 11)};
  state.away = {id<AddressId>("away")};
  state.guests = {id<AddressId>("guest"), id<AddressId>("guest too")};
  state.is_due = true;
  state.told = {id<residents::PersonRef>("told")};
  state.contacts = {{7}, {0x1122334455667788U}};
  state.together = {{1, 0x8877665544332211U}, {2, 3}};
  return state;
}

TEST(AddressState, ReadsBackWhatItWrote) {
  for (const AddressState& state : {full_state(), AddressState()}) {
    AddressState again;
    ASSERT_TRUE(decode(encode(state), again));
    EXPECT_TRUE(again == state);
  }
}

TEST(AddressState, IsWrittenAsTheContractSays) {
  for (const AddressState& state : {full_state(), AddressState()}) {
    v1::MatcherAddress wire;
    ASSERT_TRUE(wire.ParseFromString(encode(state)));
    EXPECT_EQ(wire.SerializeAsString(), encode(state));
    EXPECT_EQ(wire.GetReflection()->GetUnknownFields(wire).field_count(), 0);
    EXPECT_EQ(static_cast<std::size_t>(wire.lines_size()), state.lines.size());
  }
}

TEST(AddressState, IsRefusedWhenItIsDamaged) {
  const Bytes wire = encode(full_state());
  AddressState state;
  EXPECT_FALSE(decode(wire.substr(0, wire.size() - 1), state));
}

}  // namespace
}  // namespace tijdig::matcher
