#include "libs/residents/short_text.h"

namespace tijdig::residents {

Door door_of(const Address& address) {
  Door door;
  const std::string_view postcode = address.postcode.reveal(Purpose::matching);
  if (postcode.size() != 6) return door;
  const auto letter = [&](std::size_t at) { return static_cast<std::uint32_t>((postcode[at] - 'A') % 26); };
  door.postcode = std::uint32_t{address.postcode.district()} * 676 + letter(4) * 26 + letter(5);
  door.number = address.house.number();
  for (const std::string_view text :
       {address.house.letter(Purpose::matching), address.house.addition(Purpose::matching)})
    for (const char c : text.substr(0, 4)) door.addition = (door.addition << 8) | static_cast<unsigned char>(c);
  return door;
}

}  // namespace tijdig::residents
