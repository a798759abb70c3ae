// The id of a place: one canonical address in one municipality.
//
//   AddressId id = address_id_of(MunicipalityCode::from_number(637), address);
//
// Who keeps state by address (matcher, register desk) finds it by this id. One-way, but not secret (docs/adr/0004).
#pragma once

#include "libs/domain/address.h"
#include "libs/domain/ids.h"

namespace tijdig {

AddressId address_id_of(MunicipalityCode municipality, const Address& address);

}  // namespace tijdig
