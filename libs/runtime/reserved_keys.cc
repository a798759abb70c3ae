#include "libs/runtime/reserved_keys.h"

namespace tijdig::runtime {
namespace {

Bytes reserved(BytesView name, MunicipalityCode municipality) {
  Bytes key(1, '\0');
  key.append(name);
  append_big_endian(key, municipality.number());
  return key;
}

}  // namespace

Bytes policy_key(MunicipalityCode municipality) { return reserved("policy/", municipality); }
Bytes day_key(MunicipalityCode municipality) { return reserved("day/", municipality); }

}  // namespace tijdig::runtime
