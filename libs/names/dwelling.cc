#include "libs/names/dwelling.h"

#include <string>
#include <utility>

namespace tijdig::names {
namespace {

std::string addition_of(const HouseNumber& house) {
  std::string text(house.letter(Purpose::matching));
  return text.append(house.addition(Purpose::matching));
}

template <class Fits>
std::vector<std::size_t> places_where(std::span<const HouseNumber> known, std::uint32_t number, Fits fits) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < known.size(); ++i)
    if (known[i].number() == number && fits(addition_of(known[i]))) places.push_back(i);
  return places;
}

}  // namespace

Dwelling find_dwelling(const HouseNumber& written, std::span<const HouseNumber> known) {
  const std::string addition = addition_of(written);
  const auto among = [&](auto fits) { return places_where(known, written.number(), fits); };
  std::vector<std::size_t> places = among([&](const std::string& other) { return other == addition; });
  if (places.empty() && (addition.empty() || addition == "H"))
    places = among([&](const std::string& other) { return other == (addition.empty() ? "H" : ""); });
  // Two entries for one spelling are one dwelling to the reader, but not to the register.
  if (places.size() == 1) return {DwellingFound::exact, std::move(places)};
  if (places.size() > 1) return {DwellingFound::ambiguous, std::move(places)};

  std::vector<std::size_t> all = among([](const std::string&) { return true; });
  if (all.empty()) return {};
  if (all.size() == 1) return {DwellingFound::only_one, std::move(all)};
  places = among([&](const std::string& other) {
    return !other.empty() && !addition.empty() && (other.starts_with(addition) || addition.starts_with(other));
  });
  return {DwellingFound::ambiguous, places.empty() ? std::move(all) : std::move(places)};
}

}  // namespace tijdig::names
