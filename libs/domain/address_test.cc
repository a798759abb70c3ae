#include "libs/domain/address.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <vector>

namespace tijdig {
namespace {

template <class T>
bool refuses(const Result<T>& parsed) {
  return !parsed && parsed.error().severity == Severity::refused;
}

constexpr Purpose why = Purpose::synthetic;

// "12/A/3": what parse made of the three fields, or "refused".
std::string folded(std::string_view number, std::string_view letter, std::string_view addition) {
  const auto house = HouseNumber::parse(number, letter, addition);
  if (!house) return "refused";
  return std::to_string(house->number()) + '/' + std::string(house->letter(why)) + '/' +
         std::string(house->addition(why));
}

std::string folded(std::string_view number) { return folded(number, "", ""); }

TEST(Postcode, HasOneCanonicalForm) {
  for (const char* text : {"2711AB", "2711 AB", "2711ab", "2711 aB"})
    EXPECT_TRUE(Postcode::parse(text).value().reveal(why) == "2711AB") << text;
  EXPECT_EQ(Postcode::parse("2711AB").value().district(), 2711);
  EXPECT_EQ(Postcode().district(), 0);
}

TEST(Postcode, RefusesWhatWasNeverGiven) {
  for (const char* text : {"", "0711AB", "2711", "271 1AB", "2711A", "2711ABC", "2711  AB", "2711-AB", " 2711AB",
                           "2711AB ", "27111A", "AB2711", "2711A1", "2711SA", "2711 SD", "2711ss",
                           "2711\xC3\x89"
                           "B",
                           "2711\nAB"})
    EXPECT_TRUE(refuses(Postcode::parse(text))) << text;
}

TEST(HouseNumber, ReadsItsFieldsTogetherOrApart) {
  for (const auto& [number, letter, addition] : std::to_array<std::array<const char*, 3>>({{"12", "a", " - III "},
                                                                                           {"12-a3", "", ""},
                                                                                           {"12a3", "", ""},
                                                                                           {"12A-III", "", ""},
                                                                                           {"12 A 3", "", ""},
                                                                                           {"12", "", "A-3"},
                                                                                           {"12", "A3", ""},
                                                                                           {"12", "3", "A"},
                                                                                           {" 12 ", " a", "3 "},
                                                                                           {"00012", "A", "3"},
                                                                                           {"12A", "", "III"}})) {
    EXPECT_EQ(folded(number, letter, addition), "12/A/3") << number << '|' << letter << '|' << addition;
  }
}

TEST(HouseNumber, KnowsTheMainFloorByAllItsNames) {
  for (const char* addition : {"H", "h", "hs", "HS", "h.s.", "huis", "-huis", "bg", "BG.", "begane grond",
                               "Begane-grond", "bel.et.", "bel. et.", "beletage", "parterre"})
    EXPECT_EQ(folded("9", "", addition), "9/H/") << addition;
  for (const char* together : {"9hs", "9-hs", "9 huis", "9-H", "9h", "9BG"})
    EXPECT_EQ(folded(together), "9/H/") << together;
}

TEST(HouseNumber, KnowsTheStoreyByAllItsNames) {
  for (const char* addition : {"1", "-1", "I", "i", "- I", "1hg", "1 hg", "1hoog", "1 hoog", "1-hoog", "I hoog", "1e",
                               "1ste", "1e etage", "1e verd.", "1e verdieping", "1 et."})
    EXPECT_EQ(folded("9", "", addition), "9//1") << addition;
  EXPECT_EQ(folded("9-II"), "9//2");
  EXPECT_EQ(folded("9 IV"), "9//4");
  EXPECT_EQ(folded("9III"), "9//3");
  EXPECT_EQ(folded("9-X"), "9//10");
  EXPECT_EQ(folded("9", "", "2de"), "9//2");
  EXPECT_EQ(folded("9", "", "1 hoog rechts"), "9//1R");
  EXPECT_EQ(folded("9", "", "1-L"), "9//1L");
  EXPECT_EQ(folded("9", "", "2 links"), "9//2L");
}

TEST(HouseNumber, TakesOneGluedOrGivenLetterForALetter) {
  EXPECT_EQ(folded("12I"), "12/I/");
  EXPECT_EQ(folded("12", "I", ""), "12/I/");
  EXPECT_EQ(folded("12", " I ", ""), "12/I/");
  EXPECT_EQ(folded("12", "V", "2"), "12/V/2");
  EXPECT_EQ(folded("12", "", "a"), "12/A/");
}

TEST(HouseNumber, KeepsTheWordsThatTellDoorsApart) {
  EXPECT_EQ(folded("36 bis"), "36//BIS");
  EXPECT_EQ(folded("36", "", "zw"), "36//ZW");
  EXPECT_EQ(folded("36", "", "zwart"), "36//ZW");
  EXPECT_EQ(folded("36 rd"), "36//RD");
  EXPECT_EQ(folded("36 rood"), "36//RD");
  EXPECT_EQ(folded("36", "A", "bis"), "36/A/BIS");
  EXPECT_EQ(folded("36abis"), "36/A/BIS");
}

// Rows of the RvIG test persons and of their golden address lines (Haal Centraal BRP bevragen, adresregel1).
TEST(HouseNumber, ReadsTheRegistersTestAddresses) {
  EXPECT_EQ(folded("88", "", ""), "88//");
  EXPECT_EQ(folded("103", "c", ""), "103/C/");
  EXPECT_EQ(folded("35", "", "III"), "35//3");
  EXPECT_EQ(folded("9", "", "2"), "9//2");
  EXPECT_EQ(folded("9-2"), "9//2");
  EXPECT_EQ(folded("400", "L", "Toe"), "400//LTOE");
  EXPECT_EQ(folded("400 LToe"), "400//LTOE");
  EXPECT_EQ(folded("555", "B", "73c"), "555/B/73C");
  EXPECT_EQ(folded("555 B73c"), "555/B/73C");
  EXPECT_EQ(folded("555", "A", "hoog"), "555/A/HOOG");
  EXPECT_EQ(folded("555", "A", "-4a"), "555/A/4A");
  EXPECT_EQ(folded("15201", "L", "III"), "15201/L/3");
  EXPECT_EQ(folded("15201 LIII"), "15201/L/3");
  EXPECT_EQ(folded("15201 L2"), "15201/L/2");
}

struct BagRow {
  const char* postcode;
  const char* number;
  const char* letter;
  const char* addition;
  const char* canonical;
};

// From a public sample of the BAG, chosen for their neighbours: each is a door of its own.
constexpr auto bag_rows = std::to_array<BagRow>({
    {"1011AB", "105", "", "1", "1011AB 105 1"},
    {"1011AB", "105", "", "2", "1011AB 105 2"},
    {"1011AB", "105", "", "3", "1011AB 105 3"},
    {"1011AB", "105", "", "H", "1011AB 105 H"},
    {"1011AB", "107", "", "", "1011AB 107"},
    {"1011AB", "107", "", "5", "1011AB 107 5"},
    {"1011AC", "149", "A", "", "1011AC 149 A"},
    {"1011AC", "149", "B", "", "1011AC 149 B"},
    {"1011AE", "36", "B", "", "1011AE 36 B"},
    {"1011AG", "99", "", "", "1011AG 99"},
    {"1011AG", "99", "B", "1", "1011AG 99 B 1"},
    {"1011AG", "99", "B", "2", "1011AG 99 B 2"},
    {"1011AH", "100", "", "1L", "1011AH 100 1L"},
    {"1011AH", "100", "", "1R", "1011AH 100 1R"},
    {"1011AH", "100", "", "2L", "1011AH 100 2L"},
    {"1011AH", "100", "", "H", "1011AH 100 H"},
    {"2594AN", "265", "B", "3", "2594AN 265 B 3"},
    {"1234AB", "546", "K", "1", "1234AB 546 K 1"},
});

Address address_of(const BagRow& row) {
  return {Postcode::parse(row.postcode).value(), HouseNumber::parse(row.number, row.letter, row.addition).value()};
}

TEST(Address, ReadsBackEveryRegisteredDoor) {
  for (const BagRow& row : bag_rows) {
    const Address address = address_of(row);
    EXPECT_EQ(address.reveal(why), row.canonical);
    EXPECT_TRUE(Address::from_canonical(row.canonical).value() == address) << row.canonical;
  }
}

TEST(Address, KeepsNeighbouringDoorsApart) {
  for (const BagRow& a : bag_rows)
    for (const BagRow& b : bag_rows) EXPECT_EQ(address_of(a) == address_of(b), &a == &b) << a.canonical;
}

TEST(Address, ReadsItsCanonicalFormOnly) {
  for (const char* text : {"", "2711AB", "2711AB ", "2711AB 12 ", "2711 AB 12", "2711ab 12", "2711AB 012",
                           "2711AB 12 a", "2711AB 12 A3", "2711AB 12 III", "2711AB 12 A 3 ", "2711AB 12 A 3 4",
                           "2711AB  12", "2711AB 12  3", "2711AB 12-3", "2711AB 12 hs"})
    EXPECT_TRUE(refuses(Address::from_canonical(text))) << text;
}

TEST(HouseNumber, RefusesWhatIsNoDoor) {
  for (const char* number : {"", " ", "0", "00000", "100000", "99999999999999999999", "A12", "-12", "nr 12", "t/o 3",
                             "bij 3", "12+", "12 (achter)", "12\xC2\xBD", "12\n3", "12 souterrain", "12;13", "=12"})
    EXPECT_TRUE(refuses(HouseNumber::parse(number, "", ""))) << number;
  EXPECT_TRUE(refuses(HouseNumber::parse("12", "", std::string(1000, 'a'))));
  EXPECT_TRUE(refuses(HouseNumber::parse("12", "", std::string("1\0", 2))));
  EXPECT_EQ(folded("99999"), "99999//");
}

TEST(HouseNumber, ReadsTypographersBlanksAndDashes) {
  EXPECT_EQ(folded("12\xC2\xA0"
                   "A\xE2\x80\x93"
                   "3"),
            "12/A/3");
}

TEST(HouseNumber, NeverRepeatsTheInputInARefusal) {
  EXPECT_EQ(HouseNumber::parse("12 Jansen", "", "").error().detail.find("ansen"), std::string::npos);
  EXPECT_EQ(Postcode::parse("Jansen").error().detail.find("ansen"), std::string::npos);
}

std::string any_suffix() {
  const auto piece = rc::gen::element<std::string>(
      "A", "b", "I", "v", "X", "II", "VIII", "IX", "HS", "huis", "bg", "bel.et.", "hoog", "hg", "E", "STE", "et", "1",
      "2", "10", "BIS", "zw", "rood", "R", "rechts", "TOE", "-", " ", ".", "/", "B", "G", "H", "S");
  std::string out;
  for (const std::string& part :
       *rc::gen::container<std::vector<std::string>>(*rc::gen::inRange<std::size_t>(0, 4), piece))
    out += part;
  return out;
}

std::string any_alphanumeric() {
  return *rc::gen::container<std::string>(*rc::gen::inRange<std::size_t>(0, 5),
                                          rc::gen::elementOf(std::string("ABEGHILRSTUVXZ123 -")));
}

RC_GTEST_PROP(HouseNumber, NeverChangesACanonicalForm, ()) {
  const bool words = *rc::gen::arbitrary<bool>();
  const auto house =
      HouseNumber::parse(words ? "7" + any_suffix() : "7" + any_alphanumeric(),
                         words ? any_suffix() : any_alphanumeric(), words ? any_suffix() : any_alphanumeric());
  if (!house) return;
  const auto again = HouseNumber::parse(std::to_string(house->number()), house->letter(why), house->addition(why));
  RC_ASSERT(again.has_value());
  RC_ASSERT(*again == *house);
  const Address address{Postcode::parse("2711AB").value(), *house};
  const auto read_back = Address::from_canonical(address.reveal(why));
  RC_ASSERT(read_back.has_value());
  RC_ASSERT(*read_back == address);
}

RC_GTEST_PROP(HouseNumber, KeepsWithinTheLimitsOfTheRegister, ()) {
  const auto house = HouseNumber::parse("7" + any_suffix(), "", any_suffix());
  if (!house) return;
  RC_ASSERT(house->letter(why).size() <= 1U);
  RC_ASSERT(house->addition(why).size() <= 4U);
  RC_ASSERT(std::string(house->addition(why)).find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") ==
            std::string::npos);
}

RC_GTEST_PROP(HouseNumber, DoesNotMindCaseOrBlanksAround, ()) {
  const std::string addition = any_suffix();
  std::string lower = addition;
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  RC_ASSERT(folded("7", "", lower) == folded("7", "", addition));
  RC_ASSERT(folded("7", "", " " + addition + " ") == folded("7", "", addition));
}

RC_GTEST_PROP(HouseNumber, SurvivesAnyBytes, (const std::string& a, const std::string& b, const std::string& c)) {
  const auto house = HouseNumber::parse("7" + a, b, c);
  RC_ASSERT((!house || house->number() >= 7));
}

RC_GTEST_PROP(Postcode, ReadsBackEveryPostcode, ()) {
  const std::string text = std::to_string(*rc::gen::inRange(1000, 10000)) +
                           *rc::gen::inRange('A', static_cast<char>('Z' + 1)) +
                           *rc::gen::inRange('A', static_cast<char>('Z' + 1));
  const auto postcode = Postcode::parse(text);
  const std::string letters = text.substr(4);
  RC_ASSERT(postcode.has_value() == (letters != "SA" && letters != "SD" && letters != "SS"));
  RC_ASSERT((!postcode || postcode->reveal(why) == text));
}

}  // namespace
}  // namespace tijdig
