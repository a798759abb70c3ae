#include "libs/names/comparison.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace tijdig::names {
namespace {

struct Said {
  const char* surname;
  const char* initials;
  const char* born;
  const char* telephone = "";
};

ComparablePerson person(const Said& said) {
  Person person;
  person.surname = PrivateText(said.surname);
  person.initials = PrivateText(said.initials);
  person.telephone = PrivateText(said.telephone);
  if (*said.born != 0) person.birth_date = *Date::parse(said.born);
  return comparable(person);
}

std::string verdict(const Model& model, const Said& a, const Said& b) {
  const Assessment seen = assess(model, person(a), person(b));
  return seen.is_link() ? "yes" : seen.is_doubt() ? "doubt" : "no";
}

TEST(HouseholdModel, LinksWhoSharesASurname) {
  EXPECT_EQ("yes", verdict(same_household, {"Jansen", "", ""}, {"Jansen", "", ""}));
  EXPECT_EQ("yes", verdict(same_household, {"Jansen", "J", "1980-02-01"}, {"Jansen", "M", "1982-03-04"}));
  EXPECT_EQ("yes", verdict(same_household, {"Jansen-de Vries", "M", ""}, {"Vries, de", "M", ""}));
  EXPECT_EQ("yes", verdict(same_household, {"Janssen", "J", ""}, {"Jansen", "J", ""}));
  EXPECT_EQ("yes", verdict(same_household, {"v.d. Berg", "", ""}, {"Berg, van der", "", ""}));
}

TEST(HouseholdModel, KeepsStrangersAtOneAddressApart) {
  EXPECT_EQ("no", verdict(same_household, {"Jansen", "", ""}, {"Bakker", "", ""}));
  EXPECT_EQ("no", verdict(same_household, {"Jansen", "J", "1980-02-01"}, {"Bakker", "J", "1991-02-02"}));
  EXPECT_EQ("no", verdict(same_household, {"Bos", "J", ""}, {"Vos", "J", ""}));
}

TEST(HouseholdModel, AsksAPersonWhereItCannotTell) {
  EXPECT_EQ("doubt", verdict(same_household, {"", "", ""}, {"Jansen", "J", ""}));
  EXPECT_EQ("doubt", verdict(same_household, {"Jansen", "JCM", ""}, {"de Vries", "JCM", ""}));
  EXPECT_EQ("doubt", verdict(same_household, {"Jansen", "", "1980-02-01"}, {"Bakker", "", "1980-02-01"}));
  EXPECT_EQ("doubt", verdict(same_household, {"Jansen", "J", "", "06-12345679"}, {"Bakker", "K", "", "+31612345679"}));
}

TEST(HouseholdModel, LinksOneWomanUnderTwoNames) {
  EXPECT_EQ("yes", verdict(same_household, {"Jansen", "MC", "1980-02-01"}, {"Bakker", "MC", "1980-02-01"}));
}

TEST(PersonModel, TellsFamilyMembersApart) {
  EXPECT_EQ("yes", verdict(same_person, {"Jansen", "J", "1980-02-01"}, {"Jansen", "JC", "1980-02-01"}));
  EXPECT_EQ("yes", verdict(same_person, {"Jansen", "", ""}, {"Jansen", "JC", "1980-02-01"}));
  EXPECT_EQ("no", verdict(same_person, {"Jansen", "J", "1980-02-01"}, {"Jansen", "M", "1982-11-30"}));
  EXPECT_EQ("doubt", verdict(same_person, {"Jansen", "J", ""}, {"Jansen", "M", "1982-11-30"}));
  EXPECT_EQ("yes", verdict(same_person, {"Jansen", "MC", "1980-02-01"}, {"Bakker", "MC", "1980-02-01"}));
  EXPECT_EQ("no", verdict(same_person, {"Jansen", "J", ""}, {"Bakker", "J", "1980-02-01"}));
}

TEST(Explanation, IsTheScore) {
  const Assessment seen =
      assess(same_household, person({"Jansen", "J", "1980-02-01"}), person({"Jansen", "M", "1982-11-30"}));
  int sum = 0;
  for (const EvidenceRow& row : seen.rows()) sum += row.weight;
  EXPECT_EQ(sum, seen.weight());
  EXPECT_EQ("surname", seen.rows()[1].what);
  EXPECT_EQ("equal", seen.rows()[1].found);
  EXPECT_EQ("different", seen.rows()[3].found);
}

RC_GTEST_PROP(Explanation, IsTheSameBothWaysRound, ()) {
  const auto any = [] {
    return person({*rc::gen::element("", "Jansen", "Janssen", "de Vries", "Bos-Vos"),
                   *rc::gen::element("", "J", "JC", "M"), *rc::gen::element("", "1980-02-01", "1980-01-02")});
  };
  const ComparablePerson a = any(), b = any();
  for (const Model* model : {&same_household, &same_person})
    RC_ASSERT(assess(*model, a, b).rows() == assess(*model, b, a).rows());
}

TEST(Edits, CountsSwapsAsOne) {
  EXPECT_EQ(0, edits_between("jansen", "jansen", 2));
  EXPECT_EQ(1, edits_between("jansen", "janssen", 2));
  EXPECT_EQ(1, edits_between("jansen", "jasnen", 2));
  EXPECT_EQ(2, edits_between("jansen", "janses n", 2));
  EXPECT_EQ(3, edits_between("jansen", "visser", 2));
  EXPECT_EQ(2, edits_between("jansen", "jansenss", 2));
}

}  // namespace
}  // namespace tijdig::names
