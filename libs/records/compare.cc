#include "libs/records/compare.h"

#include <algorithm>

#include "libs/linking/similarity.h"

namespace tijdig::records {
namespace {

using linking::LevelIndex;

// Positions in the tables of kinds.cc, after `unknown` at 0.
constexpr LevelIndex equal = 1;
namespace by_name {
constexpr LevelIndex close = 2, word = 3, alike = 4, initial = 5, crossed = 6, other = 7;
}
namespace by_words {
constexpr LevelIndex nearly = 2, most = 3, much = 4, half = 5, some = 6, crossed = 7, little = 8, other = 9;
}

constexpr int name_close = 930, name_alike = 850;
constexpr std::size_t letters_for_edit = 4;  // in shorter values one edit is a lot

std::vector<std::size_t> fields_in_words(const Table& table) {
  std::vector<std::size_t> fields;
  for (std::size_t f = 0; f < table.fields(); ++f) {
    const Manner manner = manner_of(table.schema().fields[f].kind);
    if (manner == Manner::words || manner == Manner::name) fields.push_back(f);
  }
  return fields;
}

LevelIndex by_share(int permille) {
  if (permille >= 900) return by_words::nearly;
  if (permille >= 750) return by_words::most;
  if (permille >= 600) return by_words::much;
  if (permille >= 450) return by_words::half;
  if (permille >= 300) return by_words::some;
  return permille >= 150 ? by_words::little : by_words::other;
}

LevelIndex by_date(const linking::DateParts& a, const linking::DateParts& b) {
  switch (linking::compare_dates(a, b)) {
    case linking::DateCloseness::unknown:
      return 0;
    case linking::DateCloseness::equal:
      return 1;
    case linking::DateCloseness::swapped:
      return 2;
    case linking::DateCloseness::one_edit:
      return 3;
    case linking::DateCloseness::two_parts:
      return 4;
    case linking::DateCloseness::year_only:
      return 5;
    case linking::DateCloseness::within_year:
      return 6;
    case linking::DateCloseness::within_ten:
      return 7;
    case linking::DateCloseness::other:
      return 8;
  }
  return 0;
}

LevelIndex by_amount(std::int64_t a, std::int64_t b) {
  const int apart = linking::relative_difference_permille(a, b);
  if (apart == 0) return 1;
  if (apart <= 10) return 2;
  if (apart <= 100) return 3;
  return apart <= 333 ? 4 : 5;
}

LevelIndex by_email(std::string_view a, std::string_view b) {
  const std::string_view box_a = a.substr(0, a.find('@')), box_b = b.substr(0, b.find('@'));
  if (box_a == box_b && box_a.size() >= letters_for_edit) return 3;
  if (linking::edits_between(a, b, 2) <= 2) return 2;
  return box_a.size() >= letters_for_edit && box_b.size() >= letters_for_edit &&
                 linking::jaro_winkler_permille(box_a, box_b) >= name_close
             ? 4
             : 5;
}

bool one_edit(std::string_view a, std::string_view b) {
  return std::min(a.size(), b.size()) >= letters_for_edit && linking::edits_between(a, b, 1) <= 1;
}

LevelIndex by_postcode(std::string_view a, std::string_view b) {
  if (one_edit(a, b)) return 2;
  const std::size_t area = std::max<std::size_t>(2, std::min(a.size(), b.size()) * 2 / 3);
  return a.substr(0, area) == b.substr(0, area) ? 3 : 4;
}

LevelIndex by_house(std::string_view a, std::string_view b) {
  if (a.starts_with(b) || b.starts_with(a)) return 2;
  return std::min(a.size(), b.size()) >= 2 && linking::edits_between(a, b, 1) <= 1 ? 2 : 3;
}

LevelIndex by_initials(std::string_view a, std::string_view b) {
  if (a.starts_with(b) || b.starts_with(a)) return 2;
  return a.front() == b.front() ? 3 : 4;
}

}  // namespace

Comparer::Comparer(const Table& table) : table_(table), words_(table, fields_in_words(table)) {
  for (const Field& field : table.schema().fields) kinds_.push_back(field.kind);
  for (std::size_t f = 0; f < kinds_.size(); ++f)
    for (std::size_t g = f + 1; g < kinds_.size(); ++g)
      if (same_family(kinds_[f], kinds_[g])) families_.emplace_back(f, g);
  masks_.reserve(table.distinct_texts());
  for (ValueId id = 0; id < table.distinct_texts(); ++id) masks_.push_back(letter_mask(table.text(id)));
}

linking::Model Comparer::start() const {
  linking::Model model;
  model.version = table_.schema().name;
  for (const Field& field : table_.schema().fields) model.comparisons.push_back(comparison_of(field));
  return model;
}

bool Comparer::nearly_equal(ValueId a, ValueId b) const {
  if (a == unknown_value || b == unknown_value) return false;
  if (a == b) return true;
  return one_edit(table_.text(a), table_.text(b));
}

// Two fields of one family: the values changed places, or one stands in the wrong column and its own is empty.
void Comparer::look_across(std::size_t f, std::size_t g, RecordIndex a, RecordIndex b,
                           std::span<LevelIndex> out) const {
  const auto weak = [&](std::size_t field) {
    const bool is_name = manner_of(kinds_[field]) == Manner::name;
    return out[field] == 0 ||
           (is_name ? out[field] == by_name::other || out[field] == by_name::alike : out[field] >= by_words::half);
  };
  if (!weak(f) || !weak(g)) return;
  const ValueId f_a = table_.value(f, a), f_b = table_.value(f, b), g_a = table_.value(g, a), g_b = table_.value(g, b);
  const bool forth = nearly_equal(f_a, g_b), back = nearly_equal(g_a, f_b);
  const auto mark = [&](std::size_t field) {
    out[field] = manner_of(kinds_[field]) == Manner::name ? by_name::crossed : by_words::crossed;
  };
  if (forth && back) {
    mark(f);
    mark(g);
  } else if ((forth && (g_a == unknown_value || f_b == unknown_value)) ||
             (back && (f_a == unknown_value || g_b == unknown_value))) {
    mark(f);  // one piece of evidence counts once
  }
}

LevelIndex Comparer::name(ValueId a, ValueId b) const {
  const std::string_view one = table_.text(a), other = table_.text(b);
  const std::string_view shorter = one.size() < other.size() ? one : other;
  if (shorter.size() == 1) return one.front() == other.front() ? by_name::initial : by_name::other;
  const bool reachable = may_reach(masks_[a], one.size(), masks_[b], other.size(), name_alike);
  const int alike = reachable ? linking::jaro_winkler_permille(one, other) : 0;
  if (alike >= name_close || one_edit(one, other)) return by_name::close;
  const auto words_one = words_.of(a), words_other = words_.of(b);
  if (words_one.size() > 1 || words_other.size() > 1)
    for (const WordId word : words_one)
      if (words_.text(word).size() > 2 && std::find(words_other.begin(), words_other.end(), word) != words_other.end())
        return by_name::word;
  const std::string_view longer = one.size() < other.size() ? other : one;
  if (shorter.size() >= 3 && longer.starts_with(shorter)) return by_name::word;
  return alike >= name_alike ? by_name::alike : by_name::other;
}

LevelIndex Comparer::straight(std::size_t field, ValueId a, ValueId b) const {
  if (a == unknown_value || b == unknown_value) return 0;
  if (a == b) return equal;
  const std::string_view one = table_.text(a), other = table_.text(b);
  switch (manner_of(kinds_[field])) {
    case Manner::name:
      return name(a, b);
    case Manner::words:
      return by_share(words_.alike_permille(a, b));
    case Manner::initials:
      return by_initials(one, other);
    case Manner::date:
      return by_date(table_.date(a), table_.date(b));
    case Manner::code:
    case Manner::number_like:
      return one_edit(one, other) ? 2 : 3;
    case Manner::house:
      return by_house(one, other);
    case Manner::postcode:
      return by_postcode(one, other);
    case Manner::email:
      return by_email(one, other);
    case Manner::amount:
      return by_amount(table_.number(a), table_.number(b));
  }
  return 0;
}

void Comparer::levels(RecordIndex a, RecordIndex b, std::span<LevelIndex> out) const {
  for (std::size_t f = 0; f < kinds_.size(); ++f) {
    const ValueId one = table_.value(f, a), other = table_.value(f, b);
    out[f] = straight(f, one, other);
  }
  for (const auto& [f, g] : families_) look_across(f, g, a, b, out);
}

linking::MilliBits Comparer::term_parts(const linking::Model& model, RecordIndex a, RecordIndex,
                                        std::span<const LevelIndex> levels) const {
  linking::MilliBits sum = 0;
  for (std::size_t f = 0; f < levels.size(); ++f) {
    if (levels[f] != equal || !model.comparisons[f].levels[equal].term_frequency) continue;
    sum +=
        linking::term_frequency_part(model.comparisons[f], equal, table_.count(f, table_.value(f, a)), table_.known(f));
  }
  return sum;
}

}  // namespace tijdig::records
