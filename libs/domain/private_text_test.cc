#include "libs/domain/private_text.h"

#include <fmt/core.h>
#include <fmt/ostream.h>
#include <gtest/gtest.h>

#include "libs/domain/address.h"
#include "libs/domain/person.h"

namespace tijdig {
namespace {

template <class T>
concept Streamable = requires(std::ostream& out, const T& value) {
  out << value;
};

template <class T>
constexpr bool refuses_to_be_printed =
    !fmt::is_formattable<T>::value && !Streamable<T> && !std::is_convertible_v<T, std::string_view>;

static_assert(refuses_to_be_printed<PrivateText>);
static_assert(refuses_to_be_printed<Postcode>);
static_assert(refuses_to_be_printed<HouseNumber>);
static_assert(refuses_to_be_printed<Address>);
static_assert(refuses_to_be_printed<Person>);
static_assert(!std::is_convertible_v<std::string, PrivateText>);
static_assert(Streamable<std::string>);

TEST(PrivateText, ComparesAndRevealsForAPurpose) {
  const PrivateText text("Jansen");
  EXPECT_EQ(text.reveal(Purpose::matching), "Jansen");
  EXPECT_TRUE(text == PrivateText("Jansen"));
  EXPECT_TRUE(text < PrivateText("Pietersen"));
  EXPECT_TRUE(PrivateText().empty());
}

TEST(PrivateText, ShowsNothingWhenATestFails) {
  Person person;
  person.surname = PrivateText("Jansen");
  const Address address{Postcode::parse("2711AB").value(), HouseNumber::parse("12", "A", "").value()};
  EXPECT_EQ(::testing::PrintToString(person.surname), "<private>");
  EXPECT_EQ(::testing::PrintToString(person), "<private>");
  EXPECT_EQ(::testing::PrintToString(address), "<private>");
  EXPECT_EQ(::testing::PrintToString(address.postcode), "<private>");
  EXPECT_EQ(::testing::PrintToString(address.house), "<private>");
}

}  // namespace
}  // namespace tijdig
