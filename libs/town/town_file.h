// A file as the town brings it: the day it arrives, its name, its bytes. Names begin with that day, so that a folder
// sorts.
#pragma once

#include <string>

#include "libs/domain/date.h"

namespace tijdig::town {

struct TownFile {
  Date received;
  std::string name;  // "2018-10-12_signals_de-goede-woning.csv"
  std::string bytes;
  bool operator==(const TownFile&) const = default;
};

}  // namespace tijdig::town
