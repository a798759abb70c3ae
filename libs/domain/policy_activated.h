// The rules changed: a record in every inbox, so that a replay decides by the rules of then (docs/adr/0007).
//
// `yaml` is the whole policy file as it was; `version` is the hash of it that every decision records.
#pragma once

#include <string>

#include "libs/domain/ids.h"

namespace tijdig {

struct PolicyActivated {
  MunicipalityCode municipality;
  std::string version;  // 16 hexadecimal digits: stable_hash64 of `yaml`
  std::string yaml;
  bool operator==(const PolicyActivated&) const = default;
};

}  // namespace tijdig
