// Frequent names of four groups of migrants, commonest first; general knowledge, no counts.
#pragma once

#include <span>
#include <string_view>

#include "libs/people/names.h"

namespace tijdig::people {

struct MigrantNames {
  std::span<const std::string_view> surnames;
  std::span<const std::string_view> men;
  std::span<const std::string_view> women;
};

const MigrantNames& migrant_names(Origin origin);  // not for Origin::dutch

// What the tail of Dutch surnames is composed of.
std::span<const std::string_view> name_stems();
std::span<const std::string_view> name_endings();

}  // namespace tijdig::people
