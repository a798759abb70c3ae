#include "services/signal_ingest/validate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/harness/test_bsns.h"

namespace tijdig::signal_ingest {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

policy::Policy rules() {
  policy::Policy policy;
  policy.threshold = Cents::euros(50);
  policy::Partner eneco{*PartnerId::parse("eneco"), "Eneco",      PartnerKind::energy,
                        Date(2018, 8, 31),          std::nullopt, true};
  policy::Partner menzis{*PartnerId::parse("menzis"), "Menzis",           PartnerKind::health_insurance,
                         Date(2018, 8, 31),           Date(2018, 12, 31), true};
  policy::Partner vaag{*PartnerId::parse("vaag"), "Vaag", PartnerKind::rent, Date(2018, 8, 31), std::nullopt, false};
  policy.partners = {eneco, menzis, vaag};
  policy.arrears_age[PartnerKind::energy] = {30, std::nullopt};
  policy.arrears_age[PartnerKind::health_insurance] = {30, 100};
  return policy;
}

using Fields = std::vector<std::pair<Column, std::string>>;

DeliveredRow good_row(const Fields& changes = {}) {
  DeliveredRow row;
  row.line = 2;
  Fields fields{{Column::customer_number, "K1"},    {Column::surname, "Jansen"},
                {Column::postcode, "2711 ab"},      {Column::house_number, "12"},
                {Column::amount, "1.234,50"},       {Column::arrears_origin_date, "1-8-2018"},
                {Column::signal_date, "2018-10-10"}};
  fields.insert(fields.end(), changes.begin(), changes.end());
  for (const auto& [column, text] : fields) row[column] = PrivateText(text);
  return row;
}

CheckedRow check(const DeliveredRow& row, const std::string& partner = "eneco") {
  const policy::Policy policy = rules();
  return validate(row, {policy, *MunicipalityCode::parse("GM0637"), *PartnerId::parse(partner), Date(2018, 10, 12)});
}

std::vector<Problem> problems_of(const Fields& changes, const std::string& partner = "eneco") {
  return check(good_row(changes), partner).problems;
}

TEST(Validate, MakesASignalOfAGoodRow) {
  const CheckedRow checked = check(good_row({{Column::bsn, std::string(harness::test_bsn(3))},
                                             {Column::initials, "j.c."},
                                             {Column::house_addition, "-2"},
                                             {Column::birth_date, "3-2-1980"},
                                             {Column::telephone, "+31 6 12345678"},
                                             {Column::legal_form, "V.O.F."},
                                             {Column::crisis, "ja"}}));
  ASSERT_THAT(checked.problems, IsEmpty());
  EXPECT_EQ(checked.signal.kind, PartnerKind::energy);
  EXPECT_EQ(checked.signal.amount, Cents(123450));
  EXPECT_EQ(checked.signal.arrears_origin_date, Date(2018, 8, 1));
  EXPECT_EQ(checked.signal.address.reveal(Purpose::synthetic).substr(0, 9), "2711AB 12");
  EXPECT_EQ(checked.signal.person.initials.reveal(Purpose::synthetic), "JC");
  EXPECT_EQ(checked.signal.person.birth_date, Date(1980, 2, 3));
  EXPECT_TRUE(checked.signal.person.bsn.has_value());
  EXPECT_TRUE(checked.signal.crisis);
  EXPECT_TRUE(checked.signal.id.is_set());
  EXPECT_EQ(checked.signal.received, Date(2018, 10, 12));
}

TEST(Validate, FindsAllProblemsOfARowAtOnce) {
  const auto problems = problems_of({{Column::customer_number, ""},
                                     {Column::surname, "=cmd|x"},
                                     {Column::postcode, std::string(31, '1')},
                                     {Column::amount, "-5"},
                                     {Column::signal_date, "2018-02-30"}});
  EXPECT_THAT(problems,
              ElementsAre(Problem{Reason::missing, Column::customer_number, 0},
                          Problem{Reason::formula, Column::surname, 0}, Problem{Reason::too_long, Column::postcode, 10},
                          Problem{Reason::amount_not_positive, Column::amount, 0},
                          Problem{Reason::date_malformed, Column::signal_date, 0}));
}

struct Case {
  Column column;
  std::string text;
  Reason reason;
};

TEST(Validate, NamesTheReasonOfEachSingleMistake) {
  const std::vector<Case> cases{
      {Column::surname, "", Reason::missing},
      {Column::surname, std::string(101, 'x'), Reason::too_long},
      {Column::surname, "Jan\tsen", Reason::control_character},
      {Column::surname, "\xEF\xBB\xBFJansen", Reason::control_character},
      {Column::first_name, "Jan\xF0\x9F\x98\x80", Reason::character_not_allowed},
      {Column::customer_number, "@x", Reason::formula},
      {Column::row_kind, "spoed", Reason::row_kind_unknown},
      {Column::bsn, "123", Reason::bsn_invalid},
      {Column::birth_date, "1880-01-01", Reason::birth_date_impossible},
      {Column::birth_date, "2018-12-01", Reason::birth_date_impossible},
      {Column::birth_date, "2018-13-01", Reason::date_malformed},
      {Column::postcode, "2711", Reason::postcode_malformed},
      {Column::house_number, "nul", Reason::house_number_malformed},
      {Column::email, "geen", Reason::email_malformed},
      {Column::telephone, "=1+1", Reason::formula},
      {Column::amount, "veel", Reason::amount_malformed},
      {Column::amount, "0", Reason::amount_not_positive},
      {Column::amount, "100000,01", Reason::amount_absurd},
      {Column::crisis, "soms", Reason::yes_no_malformed},
      {Column::legal_form, "vaag", Reason::legal_form_unknown},
      {Column::legal_form, "B.V.", Reason::legal_person},
      {Column::arrears_origin_date, "2018-10-11", Reason::dates_reversed},
      {Column::signal_date, "2018-10-13", Reason::signal_date_in_future},
      {Column::amount, "49,99", Reason::below_threshold},
      {Column::arrears_origin_date, "2018-09-11", Reason::arrears_too_young},
      {Column::signal_date, "2018-08-30", Reason::no_agreement},
      {Column::partner, "dunea", Reason::partner_other},
  };
  for (const Case& one : cases) {
    const auto problems = problems_of({{one.column, one.text}});
    ASSERT_FALSE(problems.empty()) << info_of(one.reason).code;
    EXPECT_EQ(problems.front().reason, one.reason) << info_of(problems.front().reason).code;
    EXPECT_EQ(problems.front().field, one.column) << info_of(one.reason).code;
  }
}

TEST(Validate, HoldsThePartnerToItsAgreement) {
  EXPECT_THAT(problems_of({}, "onbekend"), ElementsAre(Problem{Reason::partner_unknown, std::nullopt, 0}));
  EXPECT_THAT(problems_of({}, "vaag"), ElementsAre(Problem{Reason::efforts_not_declared, std::nullopt, 0}));
  EXPECT_THAT(problems_of({{Column::arrears_origin_date, "2018-06-01"}}, "menzis"),
              ElementsAre(Problem{Reason::arrears_too_old, Column::arrears_origin_date, 100}));
  EXPECT_THAT(problems_of({{Column::arrears_origin_date, "2018-07-02"}}, "menzis"), IsEmpty());
}

TEST(Validate, CarriesTheFormProblemOfARowThatCouldNotBeCut) {
  DeliveredRow row = good_row();
  row.form_problem = "json_nested";
  EXPECT_THAT(check(row).problems, ElementsAre(Problem{Reason::json_nested, std::nullopt, 0}));
}

TEST(Validate, AsksOfAWithdrawalOnlyWhatNamesTheSignal) {
  DeliveredRow row;
  row[Column::row_kind] = PrivateText("intrekking");
  row[Column::reference] = PrivateText("R1");
  EXPECT_THAT(check(row).problems, IsEmpty());
  EXPECT_EQ(check(row).kind, RowKind::withdrawal);
  EXPECT_TRUE(check(row).partner_known);
  EXPECT_THAT(check(row, "onbekend").problems, IsEmpty());
  EXPECT_FALSE(check(row, "onbekend").partner_known);
  row[Column::reference] = PrivateText("");
  EXPECT_THAT(check(row).problems, ElementsAre(Problem{Reason::reference_missing, Column::reference, 0}));
  DeliveredRow named = good_row({{Column::row_kind, "Intrekking"}});
  EXPECT_THAT(check(named).problems, IsEmpty());
  EXPECT_EQ(check(named).signal.id, check(good_row()).signal.id);
  EXPECT_THAT(problems_of({{Column::row_kind, "correctie"}}),
              ElementsAre(Problem{Reason::reference_missing, Column::reference, 0}));
}

TEST(SignalId, IsTheReferenceOrElseWhatIdentifiesTheRow) {
  const auto id = [](const Fields& changes) { return check(good_row(changes)).signal.id; };
  EXPECT_EQ(id({{Column::surname, "Smit"}, {Column::amount, "1234.5"}}), id({}));
  EXPECT_NE(id({{Column::amount, "1234.51"}}), id({}));
  EXPECT_NE(id({{Column::signal_date, "2018-10-09"}}), id({}));
  EXPECT_EQ(id({{Column::reference, "R1"}, {Column::amount, "70"}}), id({{Column::reference, " R1 "}}));
  EXPECT_NE(id({{Column::reference, "R1"}}), id({{Column::reference, "R2"}}));
  EXPECT_NE(check(good_row(), "menzis").signal.id, id({}));
}

TEST(SignalId, IsTheSameBeforeTheRulesAreKnown) {
  const std::vector<Fields> rows{{},
                                 {{Column::reference, "\xC2\xA0R1 "}},
                                 {{Column::row_kind, "intrekking"}},
                                 {{Column::amount, "niets"}},
                                 {{Column::customer_number, " "}},
                                 {{Column::signal_date, " 10-10-2018"}}};
  for (const Fields& changes : rows) {
    const DeliveredRow row = good_row(changes);
    EXPECT_EQ(check(row).signal.id, signal_id_of(row, *MunicipalityCode::parse("GM0637"), *PartnerId::parse("eneco")));
  }
}

TEST(Validate, CallsARowUsableWhenItWasUnderstood) {
  EXPECT_TRUE(is_usable(check(good_row())));
  EXPECT_TRUE(is_usable(check(good_row({{Column::amount, "20"}}))));
  EXPECT_FALSE(is_usable(check(good_row({{Column::amount, "20"}, {Column::postcode, "x"}}))));
}

}  // namespace
}  // namespace tijdig::signal_ingest
