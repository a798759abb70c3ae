#include "libs/residents/training.h"

#include <gtest/gtest.h>

#include "libs/residents/town_for_test.h"

namespace tijdig::residents {
namespace {

// A register of people who differ in everything, each a customer twice: once with a birth date, once without.
struct School {
  Register known{Date(2024, 1, 1)};
  std::vector<CustomerForm> customers;

  School() {
    std::vector<RegisterChange> changes;
    for (int i = 0; i < 300; ++i) {
      const std::string surname = "Zaal" + std::string(1, static_cast<char>('a' + i % 17)) +
                                  std::string(1, static_cast<char>('a' + i % 19)) + "ma";
      const std::string first(1, static_cast<char>('A' + i % 23));
      const Date birth = Date(1950, 1, 2).plus_days(i * 53);
      const std::string number = std::to_string(1 + i);
      changes.push_back(test::change({.name = std::to_string(i),
                                      .surname = surname,
                                      .first_names = first + "nna",
                                      .birth = birth,
                                      .number = number}));
      customers.push_back(test::customer({.surname = surname, .initials = first, .birth = birth, .number = number}));
      customers.push_back(test::customer({.surname = surname, .initials = first, .number = number}));
    }
    known.load(changes);
  }
  LinkModel model(std::size_t rounds) const {
    const TrainingTown town{&known, customers};
    return train({&town, 1}, {.version = "school", .rounds = rounds});
  }
};

TEST(Training, HoldsAgreementForMoreThanDisagreement) {
  const LinkModel model = School().model(4);
  const Weights& energy = model.of(PartnerKind::energy);
  EXPECT_GT(energy.birth[index(BirthLevel::equal)], 5'000);
  EXPECT_LT(energy.birth[index(BirthLevel::differs)], 0);
  EXPECT_GT(energy.door[index(DoorLevel::equal)], 5'000);
  EXPECT_LT(energy.door[index(DoorLevel::same_district)], 0);
  const auto name = [&](SurnameLevel surname, InitialsLevel initials) {
    return energy.name[name_cell(surname, initials, FirstNameLevel::unknown)];
  };
  EXPECT_GT(name(SurnameLevel::own, InitialsLevel::equal_one), 5'000);
  EXPECT_LT(name(SurnameLevel::differs, InitialsLevel::differ), 0);
}

TEST(Training, TakesWhatIsNotSaidForNothing) {
  const LinkModel model = School().model(4);
  EXPECT_EQ(model.of(PartnerKind::energy).birth[index(BirthLevel::unknown)], 0);
}

TEST(Training, LeavesTradesWithoutCustomersAsTheyWere) {
  EXPECT_EQ(School().model(2).of(PartnerKind::rent).birth, starting_model().of(PartnerKind::rent).birth);
}

TEST(Training, GivesTheSameModelAgain) { EXPECT_EQ(School().model(3).identity, School().model(3).identity); }

TEST(Training, LinksItsOwnSchool) {
  const School school;
  const LinkModel model = school.model(6);
  std::size_t found = 0;
  for (std::size_t i = 0; i < school.customers.size(); ++i) {
    const Decision decision = link(school.customers[i], school.known, model);
    if (decision.person() == test::test_ref(std::to_string(i / 2))) ++found;
  }
  EXPECT_GE(found, school.customers.size() * 99 / 100);
}

}  // namespace
}  // namespace tijdig::residents
