// The files are read back by a reader of the test's own, which knows nothing of how they were made.
// Also tests file_style.cc.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "libs/town/partner_files.h"
#include "libs/town/register_files.h"
#include "libs/town/town_for_test.h"

namespace tijdig::town {
namespace {

using Row = std::map<std::string, std::string>;

std::vector<std::string> cut(const std::string& line, char separator) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == separator && !quoted) {
      fields.emplace_back();
    } else {
      fields.back().push_back(c);
    }
  }
  return fields;
}

std::vector<Row> rows_of(std::string bytes) {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.erase(0, 3);
  std::istringstream in(bytes);
  std::string line;
  std::getline(in, line);
  const char separator = line.find('\t') != std::string::npos ? '\t' : line.find(';') != std::string::npos ? ';' : ',';
  const auto without_return = [](std::string text) {
    if (!text.empty() && text.back() == '\r') text.pop_back();
    return text;
  };
  const std::vector<std::string> header = cut(without_return(line), separator);
  std::vector<Row> rows;
  while (std::getline(in, line)) {
    const std::vector<std::string> fields = cut(without_return(line), separator);
    EXPECT_EQ(fields.size(), header.size());
    Row row;
    for (std::size_t i = 0; i < header.size() && i < fields.size(); ++i) row[header[i]] = fields[i];
    rows.push_back(row);
  }
  return rows;
}

int cents_of(std::string amount) {
  for (char& c : amount)
    if (c == ',') c = '.';
  const std::size_t point = amount.find('.');
  if (point == std::string::npos) return -1;
  return std::stoi(amount.substr(0, point)) * 100 + std::stoi(amount.substr(point + 1));
}

bool acceptable(Row& row) {
  const std::string& postcode = row["postcode"];
  return cents_of(row["bedrag"]) >= 5'000 && row["rechtsvorm"] != "rechtspersoon" && row["soort"] != "correctie" &&
         (postcode.size() == 6 || postcode.size() == 7) && postcode[2] != 'I' && row["ontstaansdatum"] != "2018-02-30";
}

std::string partner_in(const TownFile& file) {
  const std::size_t at = file.name.find("_signals_") + 9;
  return file.name.substr(at, file.name.size() - at - 4);
}

std::vector<TownFile> files_for(std::uint64_t seed) {
  const Sample& sample = sample_of(seed);
  return partner_files(sample.town, sample.customers, sample.year);
}

class FilesOfSeed : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(FilesOfSeed, HoldTheAcceptedCountsOfTable21WhenRepeatsAndRefusalsAreLeftOut) {
  std::map<std::pair<std::string, std::string>, std::uint32_t> accepted;
  std::set<std::string> seen;
  std::size_t refused = 0;
  std::size_t repeated = 0;
  for (const TownFile& file : files_for(GetParam())) {
    for (Row& row : rows_of(file.bytes)) {
      if (!acceptable(row)) {
        ++refused;
        continue;
      }
      const std::string identity = partner_in(file) + row["signaalId"] + row["klantnummer"] + row["signaaldatum"] +
                                   row["bedrag"] + row["ontstaansdatum"];
      if (seen.insert(identity).second) {
        ++accepted[{row["signaaldatum"].substr(0, 7), partner_in(file)}];
      } else {
        ++repeated;
      }
    }
  }
  for (int month = 0; month < months_of_year; ++month)
    for (const PartnerRates& partner : partners)
      EXPECT_EQ((accepted[{month_of(month).to_string(), std::string(partner.id)}]),
                partner.deliveries[static_cast<std::size_t>(month)]);
  EXPECT_GT(refused, 100U);
  EXPECT_GT(repeated, 293U);  // the two months of February that came twice, and a few rows
}

INSTANTIATE_TEST_SUITE_P(TenSeeds, FilesOfSeed, ::testing::Range<std::uint64_t>(1, 11));

TEST(PartnerFiles, AllArriveBeforeTheMatchDayOfTheirMonth) {
  for (const TownFile& file : files_for(1)) {
    EXPECT_LT(file.received.day(), 25U);
    EXPECT_EQ(file.name.substr(0, 10), file.received.to_string());
    for (Row& row : rows_of(file.bytes)) EXPECT_EQ(row["signaaldatum"].substr(0, 7), file.received.month().to_string());
  }
}

TEST(PartnerFiles, BringTheWrongEntryOfDuneaAndItsCorrection) {
  std::string reference;
  bool corrected = false;
  for (const TownFile& file : files_for(3)) {
    if (partner_in(file) != "dunea") continue;
    for (Row& row : rows_of(file.bytes)) {
      if (row["bedrag"] == "17693,00") reference = row["signaalId"];
      if (row["soort"] == "correctie" && row["signaalId"] == reference) corrected = cents_of(row["bedrag"]) < 1'000'000;
    }
  }
  EXPECT_FALSE(reference.empty());
  EXPECT_TRUE(corrected);
}

TEST(PartnerFiles, RepeatFebruaryByteForByteAndInAnotherOrder) {
  std::map<std::string, std::string> of_february;
  for (const TownFile& file : files_for(1)) of_february[file.name] = file.bytes;
  EXPECT_EQ(of_february["2019-02-12_signals_de-goede-woning.csv"],
            of_february["2019-02-20_signals_de-goede-woning.csv"]);
  const std::string first = of_february["2019-02-11_signals_menzis.csv"];
  const std::string again = of_february["2019-02-20_signals_menzis.csv"];
  EXPECT_NE(first, again);
  EXPECT_EQ(first.size(), again.size());
}

TEST(RegisterFiles, NameEverybodyOnceAndThenOnlyWhatChanges) {
  const Town& town = sample_of(1).town;
  std::map<std::string, Row> registered;
  for (const TownFile& file : register_files(town)) {
    if (file.name.find("_register.csv") == std::string::npos) continue;
    std::vector<Row> rows = rows_of(file.bytes);
    if (file.received.month() == month_of(0)) {
      EXPECT_GT(rows.size(), 80'000U);
    } else {
      EXPECT_GT(rows.size(), 20U);
      EXPECT_LT(rows.size(), 2'000U);
    }
    for (Row& row : rows) {
      const bool known = !registered.emplace(row["burgerservicenummer"], row).second;
      ASSERT_FALSE(known && file.received.month() == month_of(0));
      registered[row["burgerservicenummer"]] = row;
    }
  }
  EXPECT_EQ(registered.size(), town.adults.size());
  for (const Household& home : town.households) {
    for (std::uint32_t a = home.first_adult; a < home.first_adult + home.adults; ++a) {
      Row& row = registered[town.adults[a].bsn];
      ASSERT_EQ(row["vertrokken"], home.leaves ? "ja" : "nee");
      ASSERT_EQ(row["overleden"], town.adults[a].dies_in == never ? "nee" : "ja");
      if (home.wrongly_registered) continue;
      ASSERT_EQ(row["postcode"], postcode_text(town.dwellings[home.dwelling_in(months_of_register)]));
    }
  }
}

}  // namespace
}  // namespace tijdig::town
