// Where the matcher keeps addresses and towns: flow::tables::addresses and towns.
#pragma once

#include "libs/flow/tables.h"

namespace tijdig::matcher {

inline Bytes address_key(AddressId address) { return flow::tables::addresses.key(address); }
inline Bytes town_key(MunicipalityCode municipality) { return flow::tables::towns.key(municipality); }

}  // namespace tijdig::matcher
