#include "tools/bench/nation.h"

#include <fmt/format.h>

#include <array>

#include "libs/base/stable_hash.h"

namespace tijdig::bench {
namespace {

constexpr std::array<const char*, 24> surnames{"Jansen",   "Bakker", "Visser", "Smit",     "Meijer",   "Mulder",
                                               "Bos",      "Vos",    "Peters", "Hendriks", "Dekker",   "Brouwer",
                                               "Dijkstra", "Kok",    "Jacobs", "Vermeer",  "Schouten", "Willems",
                                               "Hoekstra", "Koster", "Prins",  "Huisman",  "Postma",   "Kuiper"};
constexpr std::string_view postcode_letters = "BCEFGHJKLMNPRTVWXZ";

// A well-mixed number that depends on nothing but its arguments.
std::uint64_t mixed(std::uint64_t a, std::uint64_t b, std::uint64_t c = 0) {
  std::uint64_t x = a * 0x9e3779b97f4a7c15U + b * 0xbf58476d1ce4e5b9U + c * 0x94d049bb133111ebU;
  x ^= x >> 31;
  x *= 0xd6e8feb86659fd93U;
  return x ^ (x >> 32);
}

void set(DeliveredRow& row, Column column, std::string text) { row[column] = PrivateText(std::move(text)); }

policy::Policy policy_of_town(const std::string& yaml, MunicipalityCode municipality) {
  std::string own = yaml;
  own.replace(own.find("GM0637"), 6, municipality.to_string());
  auto parsed = policy::parse_policy(own);
  TIJDIG_CHECK(parsed.has_value());
  return *std::move(parsed);
}

}  // namespace

Nation::Nation(const NationOptions& options, const std::string& policy_yaml) : options_(options) {
  for (std::uint16_t number = 1; number <= options_.municipalities; ++number) {
    municipalities_.push_back(MunicipalityCode::from_number(number));
    policies_.push_back(policy_of_town(policy_yaml, municipalities_.back()));
  }
}

DeliveredRow Nation::row(YearMonth month, std::uint16_t municipality, std::uint32_t household,
                         std::size_t partner) const {
  const std::uint64_t who = mixed(municipality, household);
  const Date signal_date = month.first_day().plus_days(4);
  DeliveredRow row;
  set(row, Column::customer_number, fmt::format("K{}-{:03}-{:06}", partner, municipality, household));
  set(row, Column::surname, fmt::format("{}{}", surnames[who % surnames.size()], who / 64 % 7 == 0 ? "-de Wit" : ""));
  set(row, Column::initials, std::string(1, static_cast<char>('A' + who / 1024 % 26)));
  set(row, Column::birth_date,
      Date(1950 + static_cast<int>(who / 4096 % 50), 1, 1).plus_days(static_cast<int>(who / 262144 % 365)).to_string());
  const std::uint32_t street = household / 120;
  set(row, Column::postcode,
      fmt::format("{}{}{}", 1000 + municipality * 20U + street / 300 % 20, postcode_letters[street % 18],
                  postcode_letters[street / 18 % 18]));
  set(row, Column::house_number, std::to_string(1 + household % 120));
  const std::uint64_t cents =
      6000 + mixed(who, partner, static_cast<std::uint64_t>(signal_date.days_since_epoch())) % 90'000;
  set(row, Column::amount, fmt::format("{}.{:02}", cents / 100, cents % 100));
  set(row, Column::arrears_origin_date, signal_date.plus_days(-45).to_string());
  set(row, Column::signal_date, signal_date.to_string());
  return row;
}

DeliveryChunk Nation::chunk(YearMonth month, std::uint16_t municipality, std::size_t partner,
                            std::vector<DeliveredRow> rows) const {
  DeliveryChunk made;
  made.municipality = municipalities_[municipality];
  made.partner = policies_[municipality].partners[partner].id;
  made.received = month.first_day().plus_days(9);
  StableHasher id("bench");
  id.add(municipality).add(static_cast<std::int64_t>(partner)).add(made.received.to_string());
  id.add(static_cast<std::int64_t>(rows.empty() ? 0 : rows.size()));
  id.add(rows.empty() ? BytesView() : rows.front()[Column::customer_number].reveal(Purpose::synthetic));
  made.id = DeliveryId::of(id);
  made.rows = std::move(rows);
  for (std::size_t i = 0; i < made.rows.size(); ++i) made.rows[i].line = static_cast<std::uint32_t>(i + 2);
  return made;
}

std::vector<DeliveryChunk> Nation::deliveries(YearMonth month, std::uint16_t municipality,
                                              std::uint32_t signals) const {
  const std::size_t partners = policies_[municipality].partners.size();
  std::vector<std::vector<DeliveredRow>> rows(partners);
  for (std::uint32_t i = 0; i < signals; ++i) {
    const std::uint64_t chance =
        mixed(municipality, static_cast<std::uint64_t>(month.first_day().days_since_epoch()), i);
    rows[i % partners].push_back(row(
        month, municipality, static_cast<std::uint32_t>(chance % options_.households_per_municipality), i % partners));
  }
  std::vector<DeliveryChunk> chunks;
  for (std::size_t partner = 0; partner < partners; ++partner)
    if (!rows[partner].empty()) chunks.push_back(chunk(month, municipality, partner, std::move(rows[partner])));
  return chunks;
}

std::vector<DeliveryChunk> Nation::deliveries(YearMonth month) const {
  std::vector<DeliveryChunk> all;
  for (std::uint16_t municipality = 0; municipality < municipalities_.size(); ++municipality) {
    const std::uint32_t count = options_.municipalities;
    const std::uint32_t signals =
        options_.signals_per_month / count + (municipality < options_.signals_per_month % count ? 1U : 0U);
    for (DeliveryChunk& made : deliveries(month, municipality, signals)) all.push_back(std::move(made));
  }
  return all;
}

}  // namespace tijdig::bench
