#include "libs/town/year.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace tijdig::town {
namespace {

std::string digest_of(std::span<const TownFile> files) {
  Bytes all;
  for (const TownFile& file : files) all += file.name + "\n" + file.bytes;
  return id_text(stable_hash128(all));
}

TEST(YearOfZoetermeer, IsTheSameBytesOnEveryMachineAndInEveryBuild) {
  // A deliberate change of the town changes this; a compiler, a library or an optimisation level must not.
  EXPECT_EQ(digest_of(YearOfZoetermeer(1).files()), "5gjgh5fgq61p34hvxv4k617ks7");
}

TEST(YearOfZoetermeer, DiffersWithTheSeed) {
  EXPECT_NE(digest_of(YearOfZoetermeer(2).files()), digest_of(YearOfZoetermeer(1).files()));
}

TEST(YearOfZoetermeer, HandsOutEveryFileOnItsDay) {
  const YearOfZoetermeer year(1);
  std::size_t handed_out = 0;
  for (Date day = year.first_day(); day <= year.last_day(); day = day.plus_days(1)) {
    for (const TownFile& file : year.files_on(day)) EXPECT_EQ(file.received, day);
    handed_out += year.files_on(day).size();
  }
  EXPECT_EQ(handed_out, year.files().size());
  EXPECT_FALSE(year.files_on(year.first_day()).empty());
  EXPECT_FALSE(year.files_on(year.last_day()).empty());
}

// The house rule on numbers of people: none that passes the eleven test stands in these sources.
TEST(Sources, HoldNoNumberThatCouldBeSomebodys) {
  for (const auto& entry : std::filesystem::directory_iterator("libs/town")) {
    std::ifstream in(entry.path());
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    std::string digits;
    for (char c : text + " ") {
      if (c >= '0' && c <= '9') {
        digits.push_back(c);
        continue;
      }
      EXPECT_FALSE(digits.size() == 9 && Bsn::parse(digits).has_value()) << entry.path();
      digits.clear();
    }
  }
}

}  // namespace
}  // namespace tijdig::town
