#include "libs/people/names.h"

#include <algorithm>

#include "libs/people/migrant_names_data.h"
#include "libs/people/setting.h"
#include "libs/town/names_data.h"

namespace tijdig::people {
namespace {

constexpr std::string_view tail_prefixes[] = {"", "", "", "", "", "van", "van", "van de", "van der", "ter"};

// Falls as one over rank: the first of twenty is drawn some six times as often as the tenth.
std::size_t draw_rank(town::Random& chance, std::size_t count) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += 1000 / static_cast<std::uint32_t>(i + 1);
  std::uint32_t ticket = chance.below(sum);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t weight = 1000 / static_cast<std::uint32_t>(i + 1);
    if (ticket < weight) return i;
    ticket -= weight;
  }
  return count - 1;
}

}  // namespace

NameBook::NameBook() {
  std::uint64_t bearers = 0;
  for (const town::Surname& known : town::surnames()) {
    surnames_.push_back({std::string(known.name), std::string(known.prefix)});
    bearers_up_to_.push_back(bearers += known.bearers);
  }
  for (auto origin = Origin::turkish; origin != Origin::count_;
       origin = static_cast<Origin>(static_cast<std::uint8_t>(origin) + 1)) {
    first_of_[static_cast<std::size_t>(origin)] = static_cast<NameIndex>(surnames_.size());
    for (std::string_view name : migrant_names(origin).surnames) surnames_.push_back({std::string(name), ""});
  }
  first_of_tail_ = static_cast<NameIndex>(surnames_.size());
  first_of_.back() = first_of_tail_;
  // Twice over: a stem and an ending may stand with another prefix, as families do.
  for (std::size_t twice = 0; twice < 2; ++twice) {
    for (std::string_view stem : name_stems()) {
      for (std::string_view ending : name_endings()) {
        const std::size_t nth = surnames_.size() * 7 + twice * 3;
        surnames_.push_back(
            {std::string(stem) + std::string(ending), std::string(tail_prefixes[nth % std::size(tail_prefixes)])});
      }
    }
  }
}

NameIndex NameBook::draw_surname(town::Random& chance, Origin origin) const {
  if (origin != Origin::dutch) {
    const auto group = static_cast<std::size_t>(origin);
    return first_of_[group] + static_cast<NameIndex>(draw_rank(chance, first_of_[group + 1] - first_of_[group]));
  }
  if (chance.hits(common_names)) {
    const std::uint64_t ticket = chance.below64(bearers_up_to_.back());
    const auto at = std::upper_bound(bearers_up_to_.begin(), bearers_up_to_.end(), ticket);
    return static_cast<NameIndex>(at - bearers_up_to_.begin());
  }
  return first_of_tail_ + chance.below(static_cast<std::uint32_t>(surnames_.size()) - first_of_tail_);
}

std::string_view NameBook::draw_first_name(town::Random& chance, Origin origin, bool woman, int birth_year) const {
  if (origin != Origin::dutch) {
    const MigrantNames& names = migrant_names(origin);
    const std::span<const std::string_view> given = woman ? names.women : names.men;
    return given[draw_rank(chance, given.size())];
  }
  const std::span<const town::FirstName> names = town::first_names(woman, birth_year);
  std::uint64_t sum = 0;
  for (const town::FirstName& name : names) sum += name.births;
  std::uint64_t ticket = chance.below64(sum);
  for (const town::FirstName& name : names) {
    if (ticket < name.births) return name.name;
    ticket -= name.births;
  }
  return names.back().name;
}

const NameBook& name_book() {
  static const NameBook book;
  return book;
}

}  // namespace tijdig::people
