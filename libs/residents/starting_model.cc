// The numbers are rounded from weights that EM found on Dutch-shaped creditor data (docs/linking.md); training replaces
// them, so only their order matters.
#include "libs/residents/model.h"

namespace tijdig::residents {
namespace {

constexpr std::array<MilliBits, levels_of<SurnameLevel>> surname_start = {11500, 16000, 11000, 9500,
                                                                          6500,  3000,  -6400, 0};
constexpr std::array<MilliBits, levels_of<InitialsLevel>> initials_start = {5800, 3300, 3300, -2500, -3000, -7800, 0};
constexpr std::array<MilliBits, levels_of<FirstNameLevel>> first_start = {6500, 5500, 4000, 2500, -1000, -2500, 0};
constexpr std::array<MilliBits, levels_of<BirthLevel>> birth_start = {14300, 6000,  3000,  3500, -1500, -1500,
                                                                      -1000, -3000, -4000, 0,    6000,  9000};
constexpr std::array<MilliBits, levels_of<DoorLevel>> door_start = {16000, 12000, 5000,  11000, 7000,  9000,
                                                                    9000,  3000,  -1500, -4300, 11000, 11000};

LinkModel make_starting_model() {
  LinkModel model;
  model.known_bias = 5600;
  model.surname_term.average = 11500;
  model.first_term.average = 7000;
  Weights weights;
  for (std::size_t s = 0; s < surname_start.size(); ++s)
    for (std::size_t i = 0; i < initials_start.size(); ++i)
      for (std::size_t f = 0; f < first_start.size(); ++f) {
        const MilliBits sum = surname_start[s] + initials_start[i] + first_start[f];
        weights.name[name_cell(static_cast<SurnameLevel>(s), static_cast<InitialsLevel>(i),
                               static_cast<FirstNameLevel>(f))] = std::clamp(sum, weight_min, weight_max);
      }
  weights.birth = birth_start;
  weights.door = door_start;
  model.trades.fill(weights);
  model.seal();
  return model;
}

}  // namespace

const LinkModel& starting_model() {
  static const LinkModel model = make_starting_model();
  return model;
}

}  // namespace tijdig::residents
