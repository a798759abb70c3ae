#include "libs/domain/inboxes.h"

#include <gmock/gmock.h>

namespace tijdig {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::PrintToString;

Person somebody() {
  Person person;
  person.surname = PrivateText("Voorbeeldsma");
  person.email = PrivateText("mail@example.org");
  return person;
}

Signal a_signal() {
  Signal signal;
  signal.person = somebody();
  signal.address = {*Postcode::parse("2711AB"), *HouseNumber::parse("12", "", "")};
  return signal;
}

// What GoogleTest writes when an EXPECT_EQ on such a value fails.
template <class Value>
void expect_nobody_in(const Value& value) {
  EXPECT_THAT(PrintToString(value), HasSubstr("<private>"));
  EXPECT_THAT(PrintToString(value), Not(HasSubstr("Voorbeeldsma")));
  EXPECT_THAT(PrintToString(value), Not(HasSubstr("56-6F")));  // "Vo", as GoogleTest writes the bytes of an object
  EXPECT_THAT(PrintToString(std::vector<Value>{value}), Not(HasSubstr("byte object")));
}

TEST(FailingTest, PrintsNothingAboutAPersonInADelivery) {
  DeliveredRow row;
  row[Column::surname] = PrivateText("Voorbeeldsma");
  DeliveryChunk chunk;
  chunk.rows.push_back(row);
  expect_nobody_in(row);
  expect_nobody_in(chunk);
  expect_nobody_in(DeliveriesMessage(chunk));
}

TEST(FailingTest, PrintsNothingAboutAPersonInASignal) {
  expect_nobody_in(a_signal());
  expect_nobody_in(SignalCorrected{{}, a_signal()});
  expect_nobody_in(SignalWithdrawn{{}, {}, a_signal().address, {}});
  expect_nobody_in(SignalsMessage(a_signal()));
}

TEST(FailingTest, PrintsNothingAboutAPersonInAMatchOrCase) {
  Match match;
  match.persons.push_back(somebody());
  match.address = a_signal().address;
  EnrichedCase enriched;
  enriched.match = match;
  Assignment assignment;
  assignment.enriched = enriched;
  expect_nobody_in(match);
  expect_nobody_in(enriched);
  expect_nobody_in(assignment);
  expect_nobody_in(CaseUpdated{{}, {}, match});
  expect_nobody_in(CaseChecked{enriched, {}, {}});
  expect_nobody_in(WorkMessage(assignment));
  HouseholdMemory memory;
  memory.looked_up = enriched;
  expect_nobody_in(memory);
  CaseGoesOn goes_on;
  goes_on.match = match;
  expect_nobody_in(goes_on);
}

TEST(FailingTest, PrintsNothingAboutAPersonInARegister) {
  RegisterEntry entry;
  entry.person = somebody();
  ListEntry listed;
  listed.person = somebody();
  expect_nobody_in(entry);
  expect_nobody_in(listed);
  expect_nobody_in(LookupRequest{{}, {}, {}, a_signal().address, {somebody()}});
}

}  // namespace
}  // namespace tijdig
