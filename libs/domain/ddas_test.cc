#include "libs/domain/ddas.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace tijdig {
namespace {

template <class Enum>
std::vector<Enum> all_of() {
  std::vector<Enum> values;
  for (int i = 0; i < static_cast<int>(Enum::count_); ++i) values.push_back(static_cast<Enum>(i));
  return values;
}

template <class Enum>
class Vocabulary : public ::testing::Test {};

using Vocabularies = ::testing::Types<PartnerKind, SignalStatus, ContactKind, DayPart, EndResult>;
TYPED_TEST_SUITE(Vocabulary, Vocabularies);

TYPED_TEST(Vocabulary, ReadsBackBothSpellingsOfEveryWord) {
  for (const TypeParam value : all_of<TypeParam>()) {
    EXPECT_EQ(parse_ddas<TypeParam>(ddas_text(value)).value(), value);
    EXPECT_EQ(parse_code<TypeParam>(code_of(value)).value(), value);
  }
}

TYPED_TEST(Vocabulary, HasNoTwoWordsAlike) {
  std::set<std::string_view> exchange;
  std::set<std::string_view> codes;
  for (const TypeParam value : all_of<TypeParam>()) {
    EXPECT_TRUE(exchange.insert(ddas_text(value)).second) << ddas_text(value);
    EXPECT_TRUE(codes.insert(code_of(value)).second) << code_of(value);
  }
}

TYPED_TEST(Vocabulary, CodesAreFitForALabel) {
  for (const TypeParam value : all_of<TypeParam>())
    EXPECT_EQ(code_of(value).find_first_not_of("abcdefghijklmnopqrstuvwxyz_"), std::string_view::npos);
}

TYPED_TEST(Vocabulary, RefusesOtherWordsWithoutRepeatingThem) {
  for (const char* word : {"", "Jansen", "huur", "HUUR", " Huur", "Huur ", "count_"}) {
    const auto parsed = parse_ddas<TypeParam>(word);
    ASSERT_FALSE(parsed) << word;
    EXPECT_EQ(parsed.error().severity, Severity::refused);
    EXPECT_EQ(parsed.error().detail.find("Jansen"), std::string::npos);
    EXPECT_FALSE(parse_code<TypeParam>(word));
  }
}

TEST(DdasWords, AreSpelledAsTheExchangeModelSpellsThem) {
  EXPECT_EQ(ddas_text(EndResult::advice_or_quick_fix), "(Budget)advies en/of quick fix");
  EXPECT_EQ(ddas_text(EndResult::already_paid_or_arranged),
            "Inwoner heeft zelf al betaald/betalingsregeling getroffen");
  EXPECT_EQ(ddas_text(EndResult::referred_without_resident), "Verwijzing zonder tussenkomst inwoner");
  EXPECT_EQ(ddas_text(PartnerKind::cak_contribution), "CAK Eigen bijdrage");
  EXPECT_EQ(ddas_text(PartnerKind::health_insurance), "Zorg");
  EXPECT_EQ(ddas_text(ContactKind::text_message), "SMS/Whatsapp");
  EXPECT_EQ(ddas_text(DayPart::evening), "Avond");
  EXPECT_EQ(ddas_text(SignalStatus::picked_up), "Opgepakt");
  EXPECT_EQ(code_of(PartnerKind::health_insurance), "health_insurance");
  EXPECT_EQ(parse_ddas<PartnerKind>("Energie").value(), PartnerKind::energy);
}

// The model lists every enumeration in alphabetical order, but for the parts of the day; a row put under the wrong
// enumerator would break it.
TEST(DdasWords, StandInTheOrderOfTheModel) {
  const auto lower = [](std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return out;
  };
  const auto ascends = [&](auto values) {
    return std::is_sorted(values.begin(), values.end(),
                          [&](auto a, auto b) { return lower(ddas_text(a)) < lower(ddas_text(b)); });
  };
  EXPECT_TRUE(ascends(all_of<SignalStatus>()));
  EXPECT_TRUE(ascends(all_of<ContactKind>()));
  EXPECT_TRUE(ascends(all_of<EndResult>()));
}

TEST(Sector, FollowsTheZoetermeerEvaluation) {
  EXPECT_EQ(sector_of(PartnerKind::rent), "wonen");
  EXPECT_EQ(sector_of(PartnerKind::health_insurance), "zorg");
  EXPECT_EQ(sector_of(PartnerKind::water), "water");
  EXPECT_EQ(sector_of(PartnerKind::energy), "energie");
  EXPECT_EQ(sector_of(PartnerKind::mortgage), "Hypotheek");
}

TEST(Funnel, CountsFourResultsAsAcceptedHelp) {
  std::vector<EndResult> accepted;
  for (const EndResult result : all_of<EndResult>())
    if (is_accepted_help(result)) accepted.push_back(result);
  EXPECT_EQ(accepted, (std::vector{EndResult::advice_or_quick_fix, EndResult::follow_up, EndResult::follow_up_financial,
                                   EndResult::follow_up_not_financial}));
}

TEST(Funnel, NarrowsFromPickedUpToReachedToAccepted) {
  int picked_up = 0;
  int reached = 0;
  for (const EndResult result : all_of<EndResult>()) {
    picked_up += counts_as_picked_up(result) ? 1 : 0;
    reached += implies_contact(result) ? 1 : 0;
    EXPECT_TRUE(!is_accepted_help(result) || implies_contact(result)) << ddas_text(result);
    EXPECT_TRUE(!implies_contact(result) || counts_as_picked_up(result)) << ddas_text(result);
  }
  EXPECT_EQ(picked_up, 11);
  EXPECT_EQ(reached, 7);
}

TEST(Funnel, ReferringWithoutTheResidentIsNeitherReachedNorAccepted) {
  EXPECT_TRUE(counts_as_picked_up(EndResult::referred_without_resident));
  EXPECT_FALSE(implies_contact(EndResult::referred_without_resident));
  EXPECT_FALSE(is_accepted_help(EndResult::referred_without_resident));
}

TEST(DdasDeathTest, AValueOutsideTheModelEndsTheProgram) {
  EXPECT_DEATH(ddas_text(EndResult::count_), "broken invariant");
}

}  // namespace
}  // namespace tijdig
