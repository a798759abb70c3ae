#include "services/outcome_tracker/explain.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "services/outcome_tracker/test_cases.h"

namespace tijdig::outcome_tracker {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(AnExplanation, SaysWhereTheCaseStandsAndWhy) {
  const CaseFile file = after(fresh_file(), visit(1, Date(2018, 10, 29), false));
  EXPECT_EQ(explain_text(file, test_rules(), Date(2018, 10, 31)),
            "case " + file.assignment.enriched.id.to_string() +
                ": trying, on 2018-10-31\n"
                "  team EMMA, place 3 on the list of 2018-10-25\n"
                "  help must be offered by 2018-11-02\n"
                "  next step: visit 2 of 2\n"
                "  closes by itself at the end of 2018-12-06\n"
                "\n"
                "why this household (policy fedcba9876543210)\n"
                "  2 partners (water and wonen), same_month in 2018-10\n"
                "\n"
                "evidence of the match (policy 0123456789abcdef)\n"
                "  surname: equal (+4200 milli-bits)\n"
                "  window: 2 partners in 2018-10\n"
                "\n"
                "what the registers said\n"
                "  register: lives here\n"
                "\n"
                "signals\n"
                "  2018-10-03  Huur                     EUR     350.00  received 2018-10-05\n"
                "  2018-10-03  Water                    EUR     120.00  received 2018-10-05\n"
                "  total of what counts: EUR 470.00\n"
                "\n"
                "history (1 attempts)\n"
                "  2018-10-29  not_reached     on_list -> trying\n");
}

TEST(AnExplanation, SaysThatTheOfferIsOverdueUntilSomebodyIsReached) {
  EXPECT_THAT(explain_text(fresh_file(), test_rules(), Date(2018, 11, 3)), HasSubstr("2018-11-02: OVERDUE"));
  EXPECT_THAT(explain_text(fresh_file(), test_rules(), Date(2018, 11, 2)), Not(HasSubstr("OVERDUE")));
  const CaseFile reached = after(fresh_file(), visit(1, Date(2018, 10, 29), true));
  EXPECT_THAT(explain_text(reached, test_rules(), Date(2018, 11, 3)), Not(HasSubstr("OVERDUE")));
}

TEST(AnExplanation, SaysHowTheCaseEnded) {
  const CaseFile refused = after(fresh_file(), result(1, Date(2018, 10, 30), "refuses"));
  EXPECT_THAT(explain_text(refused, test_rules(), Date(2018, 11, 3)),
              HasSubstr("result: wil niet geholpen worden (Inwoner regelt het zelf/hoeft geen hulp vanuit "
                        "vroegsignalering)\n"));
  const CaseFile timed_out = evolve(fresh_file(), decide(fresh_file(), Date(2018, 12, 6), test_rules()));
  EXPECT_THAT(explain_text(timed_out, test_rules(), Date(2018, 12, 6)),
              HasSubstr("result: geen contact/onbekend (Definitief geen contact kunnen krijgen), by the clock\n"));
}

TEST(AnExplanation, NamesNoPersonNoAddressAndNoPartner) {
  const CaseFile file = after(fresh_file(), visit(1, Date(2018, 10, 29), false));
  for (const std::string& text :
       {explain_text(file, test_rules(), Date(2018, 10, 31)), explain_json(file, test_rules(), Date(2018, 10, 31))})
    for (const char* hidden : {"Voorbeeldsma", "2711", "vestia", "dunea"}) EXPECT_THAT(text, Not(HasSubstr(hidden)));
}

TEST(AnExplanation, BeginsWithWhyNobodyShouldGoWhileTheCaseIsOpen) {
  CaseFile file = fresh_file();
  const Date day(2018, 11, 3);
  EXPECT_THAT(explain_json(file, test_rules(), day), Not(HasSubstr("knownSinceTheMatch")));
  file.stay_away = "not_resident";
  EXPECT_THAT(explain_text(file, test_rules(), day), HasSubstr("STOP, known since the match: not_resident\n"));
  EXPECT_THAT(explain_json(file, test_rules(), day), HasSubstr("\"knownSinceTheMatch\": \"not_resident\""));
  const CaseFile closed = after(file, result(1, day, "refuses"));
  EXPECT_THAT(explain_text(closed, test_rules(), day), Not(HasSubstr("STOP")));
}

TEST(AnExplanation, SaysTheSameToMachines) {
  const CaseFile file = after(fresh_file(), visit(1, Date(2018, 10, 29), false));
  const auto json = nlohmann::json::parse(explain_json(file, test_rules(), Date(2018, 11, 5)));
  EXPECT_EQ(json["case"], file.assignment.enriched.id.to_string());
  EXPECT_EQ(json["status"], "trying");
  EXPECT_EQ(json["overdue"], true);
  EXPECT_EQ(json["closesOn"], "2018-12-06");
  EXPECT_EQ(json["totalCents"], 47000);
  EXPECT_EQ(json["signals"][1]["kind"], "water");
  EXPECT_EQ(json["history"][0]["to"], "trying");
  EXPECT_TRUE(json["result"].is_null());
  const CaseFile closed = after(file, result(2, Date(2018, 11, 6), "advice"));
  const auto ended = nlohmann::json::parse(explain_json(closed, test_rules(), Date(2018, 11, 6)));
  EXPECT_EQ(ended["result"]["code"], "advice");
  EXPECT_TRUE(ended["nextStep"].is_null());
  EXPECT_TRUE(ended["closesOn"].is_null());
}

}  // namespace
}  // namespace tijdig::outcome_tracker
