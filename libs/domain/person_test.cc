#include "libs/domain/person.h"

#include <gtest/gtest.h>

namespace tijdig {
namespace {

Person person(const char* initials, const char* prefix, const char* surname) {
  Person who;
  who.initials = PrivateText(initials);
  who.prefix = PrivateText(prefix);
  who.surname = PrivateText(surname);
  return who;
}

TEST(NameForContact, IsInitialsPrefixAndSurname) {
  EXPECT_EQ(name_for_contact(person("JCM", "van den", "Bos")), "JCM van den Bos");
}

TEST(NameForContact, HasNoBlankForAPartThatNobodyWrote) {
  EXPECT_EQ(name_for_contact(person("", "", "Bos")), "Bos");
  EXPECT_EQ(name_for_contact(person("J", "", "Bos")), "J Bos");
  EXPECT_EQ(name_for_contact(person("J", "van", "")), "J van");
  EXPECT_EQ(name_for_contact(Person()), "");
}

}  // namespace
}  // namespace tijdig
