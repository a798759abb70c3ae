#include "tools/linking/address_practice.h"

#include "libs/base/stable_hash.h"
#include "libs/domain/address.h"

namespace tijdig::lab {

Answer AddressPractice::link(const people::CustomerVersion& version, int /*month*/) {
  const town::CustomerRecord& text = version.text;
  const auto postcode = Postcode::parse(text.postcode);
  const auto house = HouseNumber::parse(text.house_number, text.house_letter, text.house_addition);
  if (!postcode || !house) return {};
  Answer answer;
  answer.band = Band::household;
  answer.household = stable_hash64(Address{*postcode, *house}.reveal(Purpose::synthetic));
  answer.household_ppm = 1'000'000;
  return answer;
}

}  // namespace tijdig::lab
