#include "libs/people/setting.h"

#include <fmt/format.h>

namespace tijdig::people {

Result<Setting> setting_named(std::string_view name) {
  for (const Setting& setting : settings)
    if (setting.name == name) return setting;
  return Error::refused(fmt::format("setting: there is no \"{}\"; choose clean, shifted, hard or living", name));
}

}  // namespace tijdig::people
