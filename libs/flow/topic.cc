#include "libs/flow/topic.h"

#include "libs/base/stable_hash.h"

namespace tijdig::flow {

Bytes key_bytes(const PartnerKey& key) {
  Bytes out;
  append_big_endian(out, key.municipality.number());
  out.append(key.partner.text());
  return out;
}

Bytes key_bytes(const MunicipalityKey& key) {
  Bytes out;
  append_big_endian(out, key.municipality.number());
  return out;
}

Bytes key_bytes(const HouseholdKey& key) {
  Bytes out;
  append_big_endian(out, key.municipality.number());
  out.append(key.household.bytes());
  return out;
}

std::uint16_t partition_of(BytesView key, std::uint16_t partitions) {
  return static_cast<std::uint16_t>(stable_hash64(key) % partitions);
}

}  // namespace tijdig::flow
