#include "services/tijdig/doors/town_hall_files.h"

#include <gmock/gmock.h>

#include "services/tijdig/test_town.h"
#include "tests/harness/test_bsns.h"

namespace tijdig::doors {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

const MunicipalityCode zoetermeer = MunicipalityCode::from_number(637);
const std::string register_header =
    "burgerservicenummer;voornamen;voorletters;voorvoegsel;geslachtsnaam;geboortedatum;postcode;huisnummer;overleden;"
    "vertrokken;geheimhouding;inonderzoek;huishouden\n";
const std::string desk_header =
    "zaaknummer;datum;soort;bereikt;dagdeel;flyer;resultaat;oorzaken;samenstelling;andereproblemen\n";
const std::string a_case = "65n0f7z2n3cggjt9amf93c3pbp-2018-10";

std::string bsn(std::size_t i) { return std::string(harness::test_bsn(i)); }

template <class Message>
struct Read {
  std::vector<Message> messages;
  std::vector<Problem> problems;
};

// What a reader gives and says, kept.
template <class Message>
auto into(Read<Message>& read) {
  return [&read](Message message, std::uint32_t) { read.messages.push_back(std::move(message)); };
}

template <class Message>
std::vector<std::string> reasons(const Read<Message>& records) {
  std::vector<std::string> words;
  for (const Problem& problem : records.problems) words.push_back(problem.field + " " + problem.reason);
  return words;
}

Read<RegisterEntry> read_register(const std::string& content, Date as_of = {}) {
  Read<RegisterEntry> read;
  read.problems = doors::read_register(content, zoetermeer, as_of, into(read));
  return read;
}

Read<ListEntry> read_list(const std::string& content) {
  Read<ListEntry> read;
  read.problems = doors::read_list(content, ListKind::exclusion, zoetermeer, Date(2018, 10, 1), into(read));
  return read;
}

Read<DeskEntry> read_desk(const std::string& content, Date as_of) {
  Read<DeskEntry> read;
  read.problems = doors::read_desk(content, *commands::zoetermeer_policy(), as_of, into(read));
  return read;
}

TEST(RegisterFile, BecomesOneEntryPerPerson) {
  const auto read =
      read_register(register_header + bsn(0) + ";Anna Maria;A.M.;van;Geheimpje;1970-01-02;2711XY;12;nee;;ja;;h1\n" +
                        bsn(1) + ";;;;Geheimpje;;2711XY;12;ja;nee;nee;nee;h1\n",
                    Date(2018, 10, 1));
  EXPECT_THAT(read.problems, IsEmpty());
  ASSERT_EQ(read.messages.size(), 2U);
  const RegisterEntry& first = read.messages[0];
  EXPECT_EQ(first.person.first_name.reveal(Purpose::matching), "Anna Maria") << "initials may be all there is";
  EXPECT_EQ(first.person.birth_date, Date(1970, 1, 2));
  EXPECT_EQ(first.as_of, Date(2018, 10, 1));
  EXPECT_EQ(first.household, "h1");
  EXPECT_FALSE(first.deceased);
  EXPECT_TRUE(first.secrecy);
  EXPECT_TRUE(read.messages[1].deceased);
}

TEST(RegisterFile, NamesPartnerAndParents) {
  const std::string header =
      "burgerservicenummer;geslachtsnaam;geboortedatum;postcode;huisnummer;overleden;vertrokken;geheimhouding;"
      "inonderzoek;partnerburgerservicenummer;"
      "partnergeslachtsnaam;partnervoorvoegsel;ouder1burgerservicenummer;ouder2burgerservicenummer\n";
  const auto read =
      read_register(header + bsn(0) + ";Geheimpje;;2711XY;12;;;;;" + bsn(1) + ";Stiekem;van;;" + bsn(2) + "\n");
  ASSERT_THAT(read.problems, IsEmpty());
  const RegisterEntry& entry = read.messages.at(0);
  EXPECT_EQ(entry.partner, *Bsn::parse(bsn(1)));
  EXPECT_EQ(entry.partner_surname.reveal(Purpose::matching), "Stiekem");
  EXPECT_EQ(entry.partner_prefix.reveal(Purpose::matching), "van");
  EXPECT_THAT(entry.parents, ElementsAre(*Bsn::parse(bsn(2))));
  EXPECT_THAT(reasons(read_register(header + bsn(0) + ";Geheimpje;;2711XY;12;;;;;123456789;;;;\n")),
              ElementsAre("partnerburgerservicenummer bsn_invalid"));
}

TEST(RegisterFile, SaysSinceWhenWhereItIsKnown) {
  const std::string header =
      "burgerservicenummer;geslachtsnaam;geboortedatum;postcode;huisnummer;overleden;vertrokken;geheimhouding;"
      "inonderzoek;datumaanvangadreshouding\n";
  const auto read_with = [&](const std::string& arrived) {
    return read_register(header + bsn(0) + ";Geheimpje;;2711XY;12;;;;;" + arrived + "\n", Date(2018, 10, 1));
  };
  EXPECT_EQ(read_with("2012-03-04").messages.at(0).arrived, Date(2012, 3, 4));
  EXPECT_EQ(read_with("").messages.at(0).arrived, std::nullopt);
  EXPECT_EQ(read_with("2018-10-01").messages.at(0).arrived, Date(2018, 10, 1));
  EXPECT_THAT(reasons(read_with("2018-10-02")), ElementsAre("datumaanvangadreshouding date_after_file"));
  EXPECT_THAT(reasons(read_with("2012")), ElementsAre("datumaanvangadreshouding date_malformed"));
}

TEST(RegisterFile, IsRefusedWholeByOneRowThatCannotBeBelieved) {
  const auto read = read_register(
      register_header + bsn(0) + ";;;;Geheimpje;;2711XY;12;;;;;\n;;;;Geheimpje;;2711XY;12;;;;;\n", Date(2018, 10, 1));
  EXPECT_THAT(reasons(read), ElementsAre("burgerservicenummer missing"));
  EXPECT_THAT(read.messages, IsEmpty());
}

TEST(RegisterFile, SaysOfEachNumberOneThing) {
  const std::string here = bsn(0) + ";;;;Geheimpje;;2711XY;12;;;;;\n";
  const std::string elsewhere = bsn(0) + ";;;;Geheimpje;;2711XY;14;;;;;\n";
  EXPECT_THAT(read_register(register_header + here + here).problems, IsEmpty());
  const auto read = read_register(register_header + here + elsewhere);
  EXPECT_THAT(reasons(read), ElementsAre("burgerservicenummer number_twice"));
  EXPECT_EQ(read.problems[0].line, 3U);
  EXPECT_NE(read.problems[0].advice.find("regel 2"), std::string::npos);
  EXPECT_THAT(read.messages, IsEmpty());
}

TEST(RegisterFile, IsNotTakenWithoutWhatSaysWhoDiedLeftOrIsSecret) {
  std::string header = register_header;
  for (const char* column : {"overleden;", "vertrokken;", "inonderzoek;"})
    header.erase(header.find(column), std::string(column).size());
  header.replace(header.find("geheimhouding"), 13, "geheimhoudng");
  const auto read = read_register(header + bsn(0) + ";;;;Geheimpje;;2711XY;12;ja;\n");
  EXPECT_THAT(reasons(read), UnorderedElementsAre("overleden column_missing", "vertrokken column_missing",
                                                  "geheimhouding column_misspelt", "inonderzoek column_missing"));
  EXPECT_THAT(read.messages, IsEmpty());
}

TEST(RegisterFile, TellsTheFirstProblemsAndHowManyMoreThereAre) {
  std::string content = register_header;
  for (std::size_t i = 0; i < problems_max + 5; ++i) content += ";;;;Geheimpje;;2711XY;12;;;;;\n";
  const auto read = read_register(content);
  ASSERT_EQ(read.problems.size(), problems_max + 1);
  EXPECT_EQ(read.problems.front().line, 2U);
  EXPECT_EQ(read.problems.back().reason, "more_problems");
  EXPECT_THAT(read.problems.back().advice, HasSubstr("nog 5 problemen"));
}

TEST(RegisterFile, TellsWhatEndedItAlsoAfterMoreProblemsThanAreKept) {
  std::string content = register_header;
  for (std::size_t i = 0; i < problems_max + 1; ++i) content += "1\n";
  const auto read = read_register(content + "1\"1\n");
  ASSERT_EQ(read.problems.size(), problems_max + 2);
  EXPECT_EQ(read.problems[problems_max].reason, "quote_misplaced");
}

TEST(RegisterFile, TellsWhatIsWrongInTheOrderOfItsLines) {
  const auto read = read_register(register_header + bsn(0) + ";;;;Geheimpje;;2711XY;12;;;;;\n" + bsn(0) +
                                  ";;;;Geheimpje;;2711XY;14;;;;;\n" + bsn(1) + ";;;;Geheimpje;;2711;14;;;;;\n");
  EXPECT_THAT(reasons(read), ElementsAre("burgerservicenummer number_twice", "postcode postcode_malformed"));
}

TEST(ListFile, NeedsACitizenNumberOrABirthDate) {
  const std::string header = "burgerservicenummer;geslachtsnaam;geboortedatum;postcode;huisnummer;beeindigd\n";
  const auto read = [&](const std::string& row) { return read_list(header + row); };
  const auto good = read(bsn(2) + ";Geheimpje;;2711XY;12;ja\n");
  ASSERT_EQ(good.messages.size(), 1U);
  EXPECT_EQ(good.messages[0].list, ListKind::exclusion);
  EXPECT_TRUE(good.messages[0].ended);
  EXPECT_EQ(read(";Geheimpje;1970-01-02;2711XY;12;\n").messages.size(), 1U);
  EXPECT_THAT(reasons(read(";Geheimpje;;2711XY;12;\n")), ElementsAre("geboortedatum missing"));
}

TEST(ListFile, MaySayNothingOfWhoLeftItButNotMisspellIt) {
  const std::string header = "geslachtsnaam;geboortedatum;postcode;huisnummer";
  EXPECT_FALSE(read_list(header + "\nGeheimpje;1970-01-02;2711XY;12\n").messages.at(0).ended);
  EXPECT_THAT(reasons(read_list(header + ";be\xC3\xABindigd\nGeheimpje;1970-01-02;2711XY;12;ja\n")),
              ElementsAre("beeindigd column_misspelt"));
}

TEST(DeskFile, HasWhatMakesAnAttemptOrAResult) {
  const auto wrong_with = [](const std::string& columns) {
    return reasons(read_desk("zaaknummer;datum" + columns + "\n", Date(2018, 10, 29)));
  };
  EXPECT_THAT(wrong_with(""), ElementsAre("soort column_missing"));
  EXPECT_THAT(wrong_with(";soort;bereikt;dagdeel"), IsEmpty());
  EXPECT_THAT(wrong_with(";resultaat"), IsEmpty());
  EXPECT_THAT(wrong_with(";soort;bereikt;dagdeel;resultat"), ElementsAre("resultaat column_misspelt"));
  EXPECT_THAT(wrong_with(";resultat"), ElementsAre("resultaat column_misspelt"));
  EXPECT_THAT(wrong_with(";soort;dagdeel"), ElementsAre("bereikt column_missing"));
  EXPECT_THAT(wrong_with(";bereikt;dagdeel;flyer;resultaat"), ElementsAre("soort column_missing"));
  EXPECT_THAT(wrong_with(";soort;bereikt;dagdeel;oorzaken"), ElementsAre("resultaat column_missing"));
}

TEST(DeskFile, SaysAttemptAndResult) {
  const auto read = read_desk(desk_header + a_case + ";2018-10-29;Huisbezoek;ja;Middag;nee;solves_it_alone;;;\n" +
                                  a_case + ";2018-10-29;Huisbezoek;nee;Avond;ja;;;;\n",
                              Date(2018, 10, 29));
  EXPECT_THAT(reasons(read), IsEmpty());
  ASSERT_EQ(read.messages.size(), 2U);
  EXPECT_EQ(read.messages[0].id.to_string(), a_case);
  EXPECT_TRUE(read.messages[0].attempt->reached);
  EXPECT_EQ(read.messages[0].result->local_code, "solves_it_alone");
  EXPECT_FALSE(read.messages[1].result);
  EXPECT_TRUE(read.messages[1].attempt->flyer_left);
}

TEST(DeskFile, GivesTheSameEntryForTheSameLineInAnotherFile) {
  const std::string line = a_case + ";2018-10-29;Huisbezoek;nee;Avond;ja;;;;\n";
  const auto one = read_desk(desk_header + line, Date(2018, 10, 29));
  const auto other =
      read_desk("bereikt;dagdeel;datum;flyer;soort;zaaknummer\nnee;Avond;2018-10-29;ja;Huisbezoek;" + a_case + "\n",
                Date(2018, 10, 30));
  ASSERT_EQ(other.messages.size(), 1U);
  EXPECT_EQ(one.messages.at(0).entry, other.messages.at(0).entry);
}

TEST(DeskFile, IsHeldToTheRulesInForce) {
  const auto read =
      read_desk(desk_header + "geen-zaak;2018-10-29;Bellen;ja;Ochtend;;;;;\n" + a_case +
                    ";2018-10-29;;;;;onbekend;onbekend;onbekend;onbekend\n" + a_case + ";2018-10-29;;;;;;;;\n",
                Date(2018, 10, 29));
  EXPECT_THAT(reasons(read),
              ElementsAre("zaaknummer case_number_malformed", "soort contact_kind_unknown", "resultaat result_unknown",
                          "oorzaken cause_unknown", "samenstelling composition_unknown",
                          "andereproblemen problem_unknown", "soort missing"));
  EXPECT_THAT(read.messages, IsEmpty());
}

TEST(DeskFile, LosesNothingThatStandsBesideAnEmptyColumn) {
  const auto read = read_desk(desk_header + a_case + ";2018-10-29;;ja;;;solves_it_alone;;;\n" + a_case +
                                  ";2018-10-29;;;;ja;solves_it_alone;;;\n" + a_case +
                                  ";2018-10-29;Huisbezoek;ja;Avond;nee;;;single;\n",
                              Date(2018, 10, 29));
  EXPECT_THAT(reasons(read), ElementsAre("soort missing", "soort missing", "resultaat missing"));
}

TEST(DeskFile, PassesOverLinesOfTheWalkListThatNobodyFilledIn) {
  const auto read = read_desk(desk_header + a_case + ";;;;;;;;;\n" + a_case + ";2018-10-29;Huisbezoek;nee;Avond;;;;;\n",
                              Date(2018, 10, 29));
  EXPECT_THAT(reasons(read), IsEmpty());
  EXPECT_EQ(read.messages.size(), 1U);
}

TEST(DeskFile, TellsNothingOfAfterItsOwnDay) {
  const auto read = read_desk(desk_header + a_case + ";2018-10-30;Huisbezoek;nee;Avond;ja;;;;\n" + a_case +
                                  ";2018-10-31;Huisbezoek;nee;Avond;ja;;;;\n",
                              Date(2018, 10, 30));
  EXPECT_THAT(reasons(read), ElementsAre("datum date_after_file"));
  EXPECT_EQ(read.problems[0].line, 3U);
  EXPECT_THAT(read.messages, IsEmpty());
}

}  // namespace
}  // namespace tijdig::doors
