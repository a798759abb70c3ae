#include "libs/names/comparison.h"

#include <algorithm>

namespace tijdig::names {
namespace {

using P = const ComparablePerson&;

bool always(P, P) { return true; }

bool bsn_unknown(P a, P b) { return a.bsn.empty() || b.bsn.empty(); }
bool bsn_equal(P a, P b) { return a.bsn == b.bsn; }

bool surname_unknown(P a, P b) { return a.surname_parts.empty() || b.surname_parts.empty(); }
bool surname_equal(P a, P b) { return a.surname_parts == b.surname_parts; }
bool surname_shares_part(P a, P b) {
  return std::any_of(a.surname_parts.begin(), a.surname_parts.end(), [&](const std::string& part) {
    return std::binary_search(b.surname_parts.begin(), b.surname_parts.end(), part);
  });
}
// One letter in four to eight, two from nine on: "Jansen" and "Janssen", not "Bos" and "Vos".
bool surname_nearly(P a, P b) {
  for (const std::string& one : a.surname_parts)
    for (const std::string& other : b.surname_parts) {
      const std::size_t shortest = std::min(one.size(), other.size());
      const int allowed = shortest >= 9 ? 2 : shortest >= 4 ? 1 : 0;
      if (allowed > 0 && edits_between(one, other, allowed) <= allowed) return true;
    }
  return false;
}

bool initials_unknown(P a, P b) { return a.initials.empty() || b.initials.empty(); }
bool initials_equal_several(P a, P b) { return a.initials == b.initials && a.initials.size() >= 2; }
bool initials_agree(P a, P b) {
  return std::string_view(a.initials).starts_with(b.initials) || std::string_view(b.initials).starts_with(a.initials);
}
bool initials_first_agrees(P a, P b) { return a.initials[0] == b.initials[0]; }

bool birth_unknown(P a, P b) { return !a.birth_date || !b.birth_date; }
bool birth_equal(P a, P b) { return *a.birth_date == *b.birth_date; }
bool birth_swapped(P a, P b) {
  return a.birth_date->year() == b.birth_date->year() && a.birth_date->month_number() == b.birth_date->day() &&
         a.birth_date->day() == b.birth_date->month_number();
}
bool birth_one_digit(P a, P b) {
  const std::string one = a.birth_date->to_string(), other = b.birth_date->to_string();
  int different = 0;
  for (std::size_t i = 0; i < one.size(); ++i) different += one[i] != other[i] ? 1 : 0;
  return different == 1;
}

bool telephone_unknown(P a, P b) { return a.telephone.empty() || b.telephone.empty(); }
bool telephone_equal(P a, P b) { return a.telephone == b.telephone; }
bool email_unknown(P a, P b) { return a.email.empty() || b.email.empty(); }
bool email_equal(P a, P b) { return a.email == b.email; }
bool customer_equal(P a, P b) { return !a.customer.empty() && a.customer == b.customer; }

// Do they live together? Other initials and another birth date are what a partner or a child has.
constexpr Level household_bsn[] = {
    {bsn_unknown, "unknown on one side", 0}, {bsn_equal, "equal", 20000}, {always, "different", -1000}};
constexpr Level household_surname[] = {{surname_unknown, "unknown on one side", 0},
                                       {surname_equal, "equal", 9000},
                                       {surname_shares_part, "one part equal", 8000},
                                       {surname_nearly, "a letter different", 5500},
                                       {always, "different", -5000}};
constexpr Level household_initials[] = {{initials_unknown, "unknown on one side", 0},
                                        {initials_equal_several, "equal", 4500},
                                        {initials_agree, "agree as far as given", 1500},
                                        {initials_first_agrees, "first one equal", 500},
                                        {always, "different", -500}};
constexpr Level household_birth[] = {{birth_unknown, "unknown on one side", 0},
                                     {birth_equal, "equal", 9000},
                                     {birth_swapped, "day and month swapped", 4500},
                                     {birth_one_digit, "one digit different", 3500},
                                     {always, "different", -500}};
constexpr Level household_telephone[] = {
    {telephone_unknown, "unknown on one side", 0}, {telephone_equal, "equal", 6500}, {always, "different", 0}};
constexpr Level household_email[] = {
    {email_unknown, "unknown on one side", 0}, {email_equal, "equal", 6500}, {always, "different", 0}};
// One customer number whose holder changed: by contract one customer, unless the names say otherwise (then: a person
// looks).
constexpr Level household_customer[] = {{customer_equal, "equal", 4500}, {always, "different", 0}};
constexpr Comparison household_comparisons[] = {{"burgerservicenummer", household_bsn}, {"surname", household_surname},
                                                {"initials", household_initials},       {"birth date", household_birth},
                                                {"telephone", household_telephone},     {"e-mail", household_email},
                                                {"customer number", household_customer}};

// Is it the same person?
constexpr Level person_bsn[] = {
    {bsn_unknown, "unknown on one side", 0}, {bsn_equal, "equal", 20000}, {always, "different", -20000}};
constexpr Level person_surname[] = {{surname_unknown, "unknown on one side", 0},
                                    {surname_equal, "equal", 8000},
                                    {surname_shares_part, "one part equal", 7500},
                                    {surname_nearly, "a letter different", 4500},
                                    {always, "different", -6000}};
constexpr Level person_initials[] = {{initials_unknown, "unknown on one side", 0},
                                     {initials_equal_several, "equal", 4000},
                                     {initials_agree, "agree as far as given", 2000},
                                     {initials_first_agrees, "first one equal", 500},
                                     {always, "different", -5500}};
constexpr Level person_birth[] = {{birth_unknown, "unknown on one side", 0},
                                  {birth_equal, "equal", 9000},
                                  {birth_swapped, "day and month swapped", 4000},
                                  {birth_one_digit, "one digit different", 3000},
                                  {always, "different", -6000}};
constexpr Comparison person_comparisons[] = {{"burgerservicenummer", person_bsn},
                                             {"surname", person_surname},
                                             {"initials", person_initials},
                                             {"birth date", person_birth}};

}  // namespace

const Model same_household{"one household", household_comparisons, 5000, -1000};
const Model same_person{"one person", person_comparisons, 5000, 0};

const Level& Assessment::level(std::size_t comparison) const {
  return model_->comparisons[comparison].levels[levels_[comparison]];
}

MilliBits Assessment::weight() const {
  MilliBits sum = 0;
  for (std::size_t i = 0; i < model_->comparisons.size(); ++i) sum += level(i).weight;
  return sum;
}

std::vector<EvidenceRow> Assessment::rows() const {
  std::vector<EvidenceRow> rows;
  rows.reserve(model_->comparisons.size());
  for (std::size_t i = 0; i < model_->comparisons.size(); ++i)
    rows.push_back({std::string(model_->comparisons[i].what), std::string(level(i).found), level(i).weight});
  return rows;
}

Assessment assess(const Model& model, const ComparablePerson& a, const ComparablePerson& b) {
  std::array<std::uint8_t, comparisons_max> found{};
  for (std::size_t i = 0; i < model.comparisons.size(); ++i) {
    const std::span<const Level> levels = model.comparisons[i].levels;
    std::uint8_t level = 0;
    while (!levels[level].holds(a, b)) ++level;
    found[i] = level;
  }
  return Assessment(model, found);
}

int edits_between(std::string_view a, std::string_view b, int limit) {
  constexpr std::size_t letters_max = 64;
  a = a.substr(0, letters_max);
  b = b.substr(0, letters_max);
  const std::size_t longer = std::max(a.size(), b.size()), shorter = std::min(a.size(), b.size());
  if (longer - shorter > static_cast<std::size_t>(limit)) return limit + 1;
  std::array<std::array<int, letters_max + 1>, 3> row{};
  for (std::size_t j = 0; j <= b.size(); ++j) row[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& now = row[i % 3];
    const auto& before = row[(i + 2) % 3];
    const auto& before_that = row[(i + 1) % 3];
    now[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({before[j] + 1, now[j - 1] + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        now[j] = std::min(now[j], before_that[j - 2] + 1);
    }
  }
  return std::min(row[a.size() % 3][b.size()], limit + 1);
}

}  // namespace tijdig::names
