#include "libs/domain/ids.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tijdig {
namespace {

template <class T>
bool refuses(const Result<T>& parsed) {
  return !parsed && parsed.error().severity == Severity::refused;
}

Hash128 any_hash() { return *rc::gen::arbitrary<Hash128>(); }

SignalId sample_id() { return SignalId::of(StableHasher("signal").add("de-goede-woning").add("4711").add(2018)); }

// Computed outside this program; if one changes, every id ever given out has changed.
TEST(Id, GivesTheSameTextForEver) {
  EXPECT_EQ(sample_id().to_string(), "09y1fhwtpm9h435haqscg8grz2");
  Hash128 ascending;
  for (std::size_t i = 0; i < ascending.size(); ++i) ascending[i] = static_cast<std::uint8_t>(i);
  EXPECT_EQ(id_text(ascending), "00041061050r3gg28a1c60t3gf");
  Hash128 full;
  full.fill(0xFF);
  EXPECT_EQ(id_text(full), "7zzzzzzzzzzzzzzzzzzzzzzzzz");
  EXPECT_EQ(id_text(Hash128{0x80}), "40000000000000000000000000");
}

TEST(Id, IsNotSetUntilItNamesSomething) {
  EXPECT_FALSE(SignalId().is_set());
  EXPECT_TRUE(sample_id().is_set());
  EXPECT_EQ(SignalId::from_hash(sample_id().hash()), sample_id());
  EXPECT_EQ(sample_id().bytes().size(), 16U);
}

TEST(Id, OfOneKindDoesNotPassForAnother) {
  static_assert(!std::is_convertible_v<SignalId, CustomerId> && !std::is_constructible_v<CustomerId, SignalId>);
}

TEST(Id, HasOneSpellingOnly) {
  for (const char* text :
       {"", "0", "8zzzzzzzzzzzzzzzzzzzzzzzzz", "zzzzzzzzzzzzzzzzzzzzzzzzzz", "0000000000000000000000000",
        "000000000000000000000000000", "0000000000000000000000000O", "0000000000000000000000000l",
        "0000000000000000000000000A", "0000000000000000000000000 ", "-0000000000000000000000000"})
    EXPECT_TRUE(refuses(SignalId::parse(text))) << text;
}

RC_GTEST_PROP(Id, ReadsBackWhatItPrints, ()) {
  const auto id = HouseholdId::from_hash(any_hash());
  RC_ASSERT(*HouseholdId::parse(id.to_string()) == id);
  RC_ASSERT(id.to_string().size() == 26U);
}

RC_GTEST_PROP(Id, SortsAsItsTextAndItsBytesDo, ()) {
  const auto a = MatchId::from_hash(any_hash());
  const auto b = MatchId::from_hash(any_hash());
  RC_ASSERT((a < b) == (a.to_string() < b.to_string()));
  RC_ASSERT((a < b) == (a.bytes() < b.bytes()));
}

RC_GTEST_PROP(Id, NeverReadsTextItWouldNotPrint, ()) {
  const auto text =
      *rc::gen::container<std::string>(26, rc::gen::elementOf(std::string("0123456789abcdefghijklmnopqrstuvwxyzABC-")));
  const auto hash = parse_id_text(text);
  RC_ASSERT((!hash || id_text(*hash) == text));
}

RC_GTEST_PROP(CaseId, ReadsBackWhatItPrints, ()) {
  const CaseId id{HouseholdId::from_hash(any_hash()), YearMonth::from_index(*rc::gen::inRange(-1000, 2000))};
  RC_ASSERT(*CaseId::parse(id.to_string()) == id);
}

TEST(CaseId, NamesItsHouseholdAndItsMonth) {
  const CaseId id{HouseholdId::from_hash(sample_id().hash()), YearMonth(2018, 10)};
  EXPECT_EQ(id.to_string(), "09y1fhwtpm9h435haqscg8grz2-2018-10");
  for (const char* text : {"", "09y1fhwtpm9h435haqscg8grz2", "09y1fhwtpm9h435haqscg8grz2-", "-2018-10",
                           "09y1fhwtpm9h435haqscg8grz2-2018-13", "09y1fhwtpm9h435haqscg8grz2_2018-10",
                           "09y1fhwtpm9h435haqscg8grz2-2018-10 "})
    EXPECT_FALSE(CaseId::parse(text)) << text;
}

RC_GTEST_PROP(QuestionId, ReadsBackWhatItPrints, ()) {
  const QuestionId id{any_hash(), AddressId::from_hash(any_hash())};
  RC_ASSERT(*QuestionId::parse(id.to_string()) == id);
}

TEST(QuestionId, IsTwoIdsAndADash) {
  const std::string id = "09y1fhwtpm9h435haqscg8grz2";
  EXPECT_TRUE(QuestionId::parse(id + '-' + id));
  for (const std::string& text : {id, id + '-', id + ' ' + id, id + '-' + id + '-', std::string()})
    EXPECT_FALSE(QuestionId::parse(text)) << text;
}

TEST(PartnerId, IsASlug) {
  for (const char* slug : {"de-goede-woning", "a", "eneco", "zorg-en-zekerheid2", "0"})
    EXPECT_EQ(PartnerId::parse(slug).value().text(), slug);
  for (const char* slug : {"", "De-Goede", "de goede", "../etc", "-x", "x-", "é", "a_b", "a.b",
                           "12345678901234567890123456789012345678901"})
    EXPECT_FALSE(PartnerId::parse(slug)) << slug;
}

TEST(MunicipalityCode, ReadsThreeSpellingsAndPrintsTwo) {
  for (const char* text : {"GM0637", "0637", "637"}) {
    const auto code = MunicipalityCode::parse(text).value();
    EXPECT_EQ(code.number(), 637);
    EXPECT_EQ(code.to_string(), "GM0637");
    EXPECT_EQ(code.ddas(), "0637");
  }
  EXPECT_EQ(MunicipalityCode::from_number(3).to_string(), "GM0003");
}

TEST(MunicipalityCode, RefusesEverythingElse) {
  for (const char* text :
       {"", "GM", "GM637", "gm0637", "0", "0000", "GM0000", "06370", "GM06370", "Zoetermeer", "-637"})
    EXPECT_TRUE(refuses(MunicipalityCode::parse(text))) << text;
}

RC_GTEST_PROP(MunicipalityCode, ReadsBackWhatItPrints, ()) {
  const auto code = MunicipalityCode::from_number(*rc::gen::inRange<std::uint16_t>(1, 10000));
  RC_ASSERT(*MunicipalityCode::parse(code.to_string()) == code);
  RC_ASSERT(*MunicipalityCode::parse(code.ddas()) == code);
}

}  // namespace
}  // namespace tijdig
