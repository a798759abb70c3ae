#include "libs/town/dwellings.h"

#include <map>

#include "libs/base/check.h"
#include "libs/town/streets_data.h"

namespace tijdig::town {
namespace {

// Letters that postcodes really use; so SA, SD and SS are the only pairs left to skip.
constexpr std::string_view postcode_alphabet = "ABCDEGHJKLMNPRSTVWXZ";

class PostcodeRoll {
 public:
  std::array<char, 2> next(std::uint16_t district) {
    std::uint32_t& used = used_[district];
    while (true) {
      const auto letters_count = static_cast<std::uint32_t>(postcode_alphabet.size());
      TIJDIG_CHECK(used < letters_count * letters_count);
      const std::array<char, 2> pair = {postcode_alphabet[used / letters_count],
                                        postcode_alphabet[used % letters_count]};
      ++used;
      const bool forbidden = pair[0] == 'S' && (pair[1] == 'A' || pair[1] == 'D' || pair[1] == 'S');
      if (!forbidden) return pair;
    }
  }

 private:
  std::map<std::uint16_t, std::uint32_t> used_;
};

enum class Numbering { plain, letters, flat, floors };

Numbering draw_numbering(Random& chance) {
  constexpr std::uint32_t shares[] = {72, 9, 11, 8};
  return static_cast<Numbering>(chance.weighted(shares));
}

// One postcode full of doors, from house number `number` on; returns the next free number.
std::uint16_t add_block(std::vector<Dwelling>& doors, Dwelling door, Numbering numbering, int doors_count) {
  for (int i = 0; i < doors_count; ++i) {
    Dwelling made = door;
    const int per_number = numbering == Numbering::plain ? 1 : numbering == Numbering::flat ? doors_count : 4;
    made.number = static_cast<std::uint16_t>(door.number + i / per_number);
    const int within = i % per_number;
    if (numbering == Numbering::letters) made.letter = static_cast<char>('A' + within);
    if (numbering == Numbering::flat) made.addition = static_cast<std::uint8_t>(within + 1);
    if (numbering == Numbering::floors) {
      made.letter = within < 2 ? 'A' : 'B';
      made.addition = static_cast<std::uint8_t>(within % 2 + 1);
    }
    doors.push_back(made);
  }
  return static_cast<std::uint16_t>(doors.back().number + 1);
}

}  // namespace

std::vector<Dwelling> build_dwellings(std::uint64_t seed, std::uint32_t at_least) {
  std::vector<Dwelling> doors;
  doors.reserve(at_least + 10'000);
  PostcodeRoll postcodes;
  const auto streets_count = static_cast<std::uint32_t>(streets().size());
  const std::uint32_t mean_length = at_least / streets_count + 1;
  for (std::uint32_t s = 0; s < streets_count; ++s) {
    Random chance = Random::of(seed, "street", s);
    const std::uint32_t length = mean_length / 2 + chance.below(mean_length + 4) + 4;
    std::uint16_t number = 1;
    for (std::uint32_t made = 0; made < length;) {
      Dwelling door;
      door.street = static_cast<std::uint16_t>(s);
      door.district = streets()[s].district;
      door.postcode_letters = postcodes.next(door.district);
      door.number = number;
      const int block = chance.between(12, 25);
      number = add_block(doors, door, draw_numbering(chance), block);
      made += static_cast<std::uint32_t>(block);
    }
  }
  TIJDIG_CHECK(doors.size() >= at_least);
  return doors;
}

}  // namespace tijdig::town
