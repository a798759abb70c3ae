// Also tests declarations.cc, fields.cc and reading.cc.
#include "libs/policy/policy.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace tijdig::policy {
namespace {

std::string zoetermeer_yaml() {
  std::ostringstream text;
  text << std::ifstream("deploy/policies/zoetermeer.yaml").rdbuf();
  return text.str();
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

// "line 31, ": where `what` stands in Zoetermeer's file.
std::string line_of(const std::string& what, int offset = 0) {
  const std::string yaml = zoetermeer_yaml();
  const std::size_t at = yaml.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  const auto line = std::count(yaml.begin(), yaml.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1 + offset;
  return "line " + std::to_string(line) + ", ";
}

std::vector<std::string> problems_of(const std::string& yaml) {
  std::vector<PolicyProblem> problems;
  const auto parsed = parse_policy(yaml, &problems);
  EXPECT_EQ(parsed.has_value(), problems.empty());
  std::vector<std::string> texts;
  for (const PolicyProblem& problem : problems) texts.push_back(to_string(problem));
  return texts;
}

// The problems of Zoetermeer's file after one change.
std::vector<std::string> problems_after(const std::string& what, const std::string& by) {
  return problems_of(replaced(zoetermeer_yaml(), what, by));
}

using Texts = std::vector<std::string>;

TEST(Zoetermeer, Loads) {
  const auto policy = load_policy("deploy/policies/zoetermeer.yaml");
  ASSERT_TRUE(policy) << policy.error().detail;
  EXPECT_EQ(policy->municipality.to_string(), "GM0637");
  EXPECT_EQ(policy->partners.size(), 7U);
  EXPECT_EQ(policy->threshold, Cents::euros(50));
  EXPECT_EQ(policy->matching.window_months, 3);
  EXPECT_EQ(policy->matching.partners_min, 2);
  EXPECT_EQ(policy->matching.day_of_month, 25U);
  EXPECT_EQ(policy->assignment.reserve_addresses, 5);
  EXPECT_EQ(policy->assignment.stratify, (std::vector{Stratum::sector, Stratum::district}));
  EXPECT_EQ(policy->contact.telephone_from, YearMonth(2019, 5));
  EXPECT_EQ(policy->closing.no_contact_working_days, 30);
  EXPECT_EQ(policy->arrears_age.at(PartnerKind::health_insurance).days_max, 100);
  EXPECT_EQ(policy->arrears_age.at(PartnerKind::rent).days_max, std::nullopt);
}

TEST(Zoetermeer, HasSevenPartnersUnderTheCovenantOfAugust2018) {
  const Policy policy = *load_policy("deploy/policies/zoetermeer.yaml");
  for (const Partner& partner : policy.partners) {
    EXPECT_EQ(partner.agreement_from, Date(2018, 8, 31)) << partner.name;
    EXPECT_TRUE(partner.efforts_declared) << partner.name;
  }
  EXPECT_EQ(policy.partner(*PartnerId::parse("dunea"))->kind, PartnerKind::water);
  EXPECT_EQ(policy.partner(*PartnerId::parse("vidomes"))->kind, PartnerKind::rent);
  EXPECT_EQ(policy.partner(*PartnerId::parse("nobody")), nullptr);
}

TEST(Zoetermeer, VisitsTwentyHouseholdsAMonthAndTwentyFiveFromJune) {
  const Policy policy = *load_policy("deploy/policies/zoetermeer.yaml");
  EXPECT_EQ(policy.quota_in(YearMonth(2018, 8)), 0);
  EXPECT_EQ(policy.quota_in(YearMonth(2018, 9)), 20);
  EXPECT_EQ(policy.quota_in(YearMonth(2019, 5)), 20);
  EXPECT_EQ(policy.quota_in(YearMonth(2019, 6)), 25);
  EXPECT_EQ(policy.quota_in(YearMonth(2020, 1)), 25);
}

TEST(Zoetermeer, CountsReferralAdviceAndSelfAsPlan) {
  const Policy policy = *load_policy("deploy/policies/zoetermeer.yaml");
  std::string plans;
  std::string cool_downs;
  for (const ResultCode& result : policy.results) {
    if (result.is_plan) plans += result.code + ' ';
    if (result.starts_cool_down) cool_downs += result.code + ' ';
  }
  EXPECT_EQ(plans, "solves_it_alone advice referred_volunteer referred_combi referred_professional ");
  EXPECT_EQ(cool_downs, "solves_it_alone refuses ");
  EXPECT_EQ(policy.result("refuses")->ddas, EndResult::solves_it_alone);
  EXPECT_EQ(policy.result("no such code"), nullptr);
}

TEST(Policy, IsTheSameVersionWhenTheTextIsTheSame) {
  const Policy one = *parse_policy(zoetermeer_yaml());
  const Policy other = *parse_policy(zoetermeer_yaml() + "# a comment\n");
  EXPECT_EQ(one.version.size(), 16U);
  EXPECT_EQ(one.version, parse_policy(zoetermeer_yaml())->version);
  EXPECT_NE(one.version, other.version);
  EXPECT_EQ(one.activation().yaml, zoetermeer_yaml());
}

TEST(Policy, NamesLineAndKeyOfAValueThatIsOutOfRange) {
  EXPECT_EQ(
      problems_after("day_of_month: 25", "day_of_month: 31"),
      (Texts{line_of("day_of_month: 25") + "matching.day_of_month: expected a whole number from 1 to 28, found `31`"}));
}

TEST(Policy, NamesTheNearestKeyForAKeyItDoesNotKnow) {
  EXPECT_EQ(problems_after("window_months: 3", "window_month: 3"),
            (Texts{line_of("window_months") + "matching.window_month: unknown key; did you mean `window_months`?"}));
}

TEST(Policy, ListsTheKnownKeysWhenNoneIsNear) {
  EXPECT_EQ(problems_after("  window_months: 3\n", "  xyz: 3\n"),
            (Texts{line_of("window_months") +
                   "matching.xyz: unknown key; this block knows link_by, window_months, partners_min, when, "
                   "day_of_month, single_when_crisis, single_from_amount"}));
}

TEST(Policy, RefusesAKeyGivenTwice) {
  EXPECT_EQ(problems_after("  window_months: 3\n", "  window_months: 3\n  window_months: 2\n"),
            (Texts{line_of("window_months", 1) + "matching.window_months: given twice; keep one"}));
}

TEST(Policy, TellsAllProblemsAtOnceInTheOrderOfTheFile) {
  std::string yaml = replaced(zoetermeer_yaml(), "threshold: 50.00", "threshold: EUR 50");
  yaml = replaced(yaml, "kind: water", "kind: waterr");
  yaml = replaced(yaml, "  unmatched_signals_months: 7\n", "");
  const Texts problems = problems_of(yaml);
  ASSERT_EQ(problems.size(), 3U);
  EXPECT_EQ(problems[0].find(line_of("id: dunea") + "partners[5].kind: expected one of tax_office"), 0U) << problems[0];
  EXPECT_EQ(problems[1],
            line_of("threshold: 50") + "threshold: expected an amount in euros such as 50.00, found `EUR 50`");
  EXPECT_EQ(problems[2].find(line_of("unmatched_signals_months") + "retention.unmatched_signals_months: missing; "), 0U)
      << problems[2];
}

TEST(Policy, RefusesAClosingCodeThatIsNoResult) {
  EXPECT_EQ(problems_after("no_contact_code: no_contact", "no_contact_code: no_contacts"),
            (Texts{line_of("no_contact_code") +
                   "closing.no_contact_code: expected one of the codes under results, found `no_contacts`; "
                   "did you mean `no_contact`?"}));
}

TEST(Policy, RefusesTheSamePartnerTwice) {
  const Texts problems = problems_after("id: vestia", "id: vidomes");
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0], line_of("id: vidomes") + "partners[2]: `vidomes` stands in this list twice; keep one");
}

TEST(Policy, RefusesQuotasOutOfOrder) { EXPECT_EQ(problems_after("from: 2019-06", "from: 2018-01").size(), 1U); }

TEST(Policy, RefusesAnAgeWindowThatEndsBeforeItStarts) {
  EXPECT_EQ(problems_after("days_max: 100", "days_max: 10").size(), 1U);
}

TEST(Policy, RefusesAnAgreementThatEndsBeforeItStarts) {
  EXPECT_EQ(problems_after("id: vestia,", "id: vestia, agreement_until: 2018-08-30,").size(), 1U);
}

TEST(Policy, RefusesANegativeThreshold) { EXPECT_EQ(problems_after("threshold: 50.00", "threshold: -1").size(), 1U); }

TEST(Policy, SaysWhereAFileStopsBeingYaml) {
  const Texts problems = problems_after("name: Zoetermeer", "name: [Zoetermeer");
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].substr(0, 5), "line ");
  EXPECT_NE(problems[0].find("(file): expected YAML"), std::string::npos);
}

TEST(Policy, RefusesAnEmptyFileAListAndAWord) {
  for (const char* yaml : {"", "- a\n", "word\n"}) {
    const Texts problems = problems_of(yaml);
    ASSERT_EQ(problems.size(), 1U) << yaml;
    EXPECT_NE(problems[0].find("expected a block of keys"), std::string::npos) << problems[0];
  }
}

TEST(Policy, RefusesAFileOfMoreThanAMebibyte) {
  EXPECT_EQ(problems_of(std::string((1 << 20) + 1, '#')), (Texts{"line 1, (file): expected at most 1 MiB"}));
}

TEST(Policy, SaysThatAFileCannotBeOpened) {
  EXPECT_EQ(load_policy("no/such/file.yaml").error().detail,
            "no/such/file.yaml: cannot be opened; expected a policy file (YAML)");
}

TEST(PolicyCache, ParsesAVersionOnce) {
  const PolicyCache cache;
  const PolicyCache other_stage;
  const auto first = cache.get(zoetermeer_yaml());
  ASSERT_TRUE(first);
  EXPECT_EQ(*first, *other_stage.get(zoetermeer_yaml()));
  EXPECT_FALSE(cache.get("nonsense"));
}

TEST(PolicyCache, GivesTheRulesOfTheTextAlsoWhenTheyChangeToAndFro) {
  const PolicyCache cache;
  const std::string later = zoetermeer_yaml() + "# later\n";
  const auto first = cache.get(zoetermeer_yaml());
  ASSERT_TRUE(first);
  EXPECT_EQ((*cache.get(later))->yaml, later);
  EXPECT_EQ(*cache.get(zoetermeer_yaml()), *first);
}

}  // namespace
}  // namespace tijdig::policy
