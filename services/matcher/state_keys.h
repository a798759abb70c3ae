// Where the matcher keeps what (processor.h lists all kinds of keys).
#pragma once

#include "libs/base/bytes.h"
#include "libs/domain/ids.h"

namespace tijdig::matcher {

inline Bytes address_key(AddressId address) {
  Bytes key("a");
  key.append(address.bytes());
  return key;
}

inline Bytes town_key(MunicipalityCode municipality) {
  Bytes key("m");
  append_big_endian(key, municipality.number());
  return key;
}

}  // namespace tijdig::matcher
