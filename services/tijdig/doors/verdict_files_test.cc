// Answers and unlinks: the files in which people say what they think of a link.
#include <gmock/gmock.h>

#include "services/tijdig/doors/town_hall_files.h"
#include "services/tijdig/test_town.h"

namespace tijdig::doors {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const Date a_day(2018, 10, 29);
const std::string an_id = "65n0f7z2n3cggjt9amf93c3pbp";

policy::Policy rules() { return *commands::zoetermeer_policy(); }

template <class Message>
struct Read {
  std::vector<Message> messages;
  std::vector<Problem> problems;
};

template <class Message>
std::vector<std::string> reasons(const Read<Message>& read) {
  std::vector<std::string> words;
  for (const Problem& problem : read.problems) words.push_back(problem.field + " " + problem.reason);
  return words;
}

Read<LinkUndone> unlinks_file(const std::string& content) {
  Read<LinkUndone> read;
  read.problems = read_unlinks(content, rules(), a_day,
                               [&](LinkUndone undone, std::uint32_t) { read.messages.push_back(std::move(undone)); });
  return read;
}

Read<LinkUndone> unlinks(const std::string& row) {
  return unlinks_file("zaaknummer;partner;reden;medewerker\n" + row + "\n");
}

Read<ReviewAnswer> answers(const std::string& row) {
  Read<ReviewAnswer> read;
  const std::string content = "vraag;zelfdehuishouden;medewerker\n" + row + "\n";
  read.problems = read_answers(content, rules().municipality, a_day,
                               [&](ReviewAnswer answer, std::uint32_t) { read.messages.push_back(std::move(answer)); });
  return read;
}

TEST(UnlinkFile, SaysWhichPartnersSignalsAreNotOfTheHousehold) {
  const auto read = unlinks(an_id + "-2018-10;dunea;wrong_person;emma-3");
  EXPECT_THAT(read.problems, IsEmpty());
  ASSERT_THAT(read.messages, SizeIs(1));
  EXPECT_EQ(read.messages[0].id.to_string(), an_id + "-2018-10");
  EXPECT_EQ(read.messages[0].partner.text(), "dunea");
  EXPECT_EQ(read.messages[0].reason, UnlinkReason::wrong_person);
  EXPECT_EQ(read.messages[0].day, a_day);
}

TEST(UnlinkFile, KeepsTheEmployeeAsAPseudonym) {
  const auto one = unlinks(an_id + "-2018-10;dunea;wrong_person;emma-3");
  const auto same = unlinks(an_id + "-2018-10;menzis;wrong_person;emma-3");
  const auto other = unlinks(an_id + "-2018-10;dunea;wrong_person;emma-4");
  EXPECT_TRUE(one.messages[0].employee.is_set());
  EXPECT_EQ(one.messages[0].employee, same.messages[0].employee);
  EXPECT_NE(one.messages[0].employee, other.messages[0].employee);
  EXPECT_EQ(one.messages[0].entry, other.messages[0].entry) << "the same unlink, whoever writes it down";
}

TEST(UnlinkFile, TellsAllThatIsWrongAtOnceAndRepeatsNothing) {
  const auto read = unlinks("zaak-17;nobody;boos;");
  EXPECT_THAT(reasons(read), ElementsAre("zaaknummer case_number_malformed", "partner partner_unknown",
                                         "reden reason_unknown", "medewerker missing"));
  EXPECT_THAT(read.messages, IsEmpty());
  for (const Problem& problem : read.problems) {
    EXPECT_THAT(problem.advice, Not(HasSubstr("boos")));
    EXPECT_EQ(problem.line, 2U);
  }
}

TEST(UnlinkFile, NeedsItsColumns) { EXPECT_THAT(reasons(unlinks_file("zaaknummer;partner\n")), Not(IsEmpty())); }

TEST(AnswerFile, FindsTheQuestionByItsNumber) {
  const auto read = answers(an_id + "-" + an_id + ";ja;emma-3");
  EXPECT_THAT(read.problems, IsEmpty());
  ASSERT_THAT(read.messages, SizeIs(1));
  EXPECT_EQ(id_text(read.messages[0].task), an_id);
  EXPECT_EQ(read.messages[0].address.to_string(), an_id);
  EXPECT_TRUE(read.messages[0].same_household);
  EXPECT_EQ(read.messages[0].answered, a_day);
}

TEST(AnswerFile, WantsAYesOrANoAndSomebodyWhoSaysSo) {
  EXPECT_THAT(reasons(answers("17;;")),
              ElementsAre("vraag question_malformed", "zelfdehuishouden missing", "medewerker missing"));
  EXPECT_THAT(reasons(answers(an_id + "-" + an_id + ";misschien;emma-3")), SizeIs(1));
}

}  // namespace
}  // namespace tijdig::doors
