#include "libs/domain/address_id.h"

namespace tijdig {

AddressId address_id_of(MunicipalityCode municipality, const Address& address) {
  return AddressId::of(StableHasher("address")
                           .add(static_cast<std::int64_t>(municipality.number()))
                           .add(address.reveal(Purpose::matching)));
}

}  // namespace tijdig
