// What the laboratory asks of a linker, so that every linker is judged by one judge.
//
//   AddressPractice practice;
//   Tally tally = judge(world, practice);
//
// The judge loads the register month by month, then hands over the signals of that month one by one, and asks at the
// end of each month which household every answer stands for now (people move, so keys may change). Nothing here holds
// the truth. One linker, one municipality, one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "libs/people/world.h"

namespace tijdig::lab {

enum class Band : std::uint8_t { none, review, household, person };  // matching: household and person are automatic

struct Answer {
  Band band = Band::none;
  people::ResidentId resident = 0;  // the most probable one; 0 when the linker knows no residents
  std::uint64_t household = 0;      // the linker's own key
  std::int32_t person_score = 0;    // milli-bits, rises with certainty about the person
  std::uint32_t person_ppm = 0;     // stated probability, parts per million
  std::uint32_t household_ppm = 0;
  std::uint64_t pattern = 0;  // the linker's own code of what agreed, for describe()
};

class LinkerUnderTest {
 public:
  virtual ~LinkerUnderTest() = default;
  virtual std::string_view name() const = 0;
  virtual bool knows_residents() const { return true; }
  // Links the signals of a month once more when all have come: later ones may have told something about earlier ones.
  virtual bool looks_twice() const { return false; }
  virtual void all_came(int /*month*/) {}  // before the second look
  virtual void begin(const people::Observed&) {}
  virtual void apply(const people::RegisterLine&, const people::AddressObject&) {}
  virtual void loaded(int /*month*/) {}
  virtual Answer link(const people::CustomerVersion& version, int month) = 0;
  // The household that an earlier answer stands for now; 0: none that may be contacted.
  virtual std::uint64_t household_now(const Answer& answer) { return answer.household; }
  virtual std::string describe(std::uint64_t /*pattern*/) const { return ""; }
  // The household a resident is taken to belong to; 0 when the linker derives none.
  virtual std::uint64_t household_of_resident(people::ResidentId) { return 0; }
};

}  // namespace tijdig::lab
