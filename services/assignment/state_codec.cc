#include "services/assignment/state.h"

#include <algorithm>

#include "libs/flow/tables.h"
#include "tijdig/v1/assignment_state.pb.h"

namespace tijdig::assignment {
namespace {

void write(v1::AssignmentCaseId& out, const CaseId& id) {
  out.set_household(Bytes(id.household.bytes()));
  out.set_month(id.month.index());
}

Result<CaseId> read(const v1::AssignmentCaseId& in) {
  Hash128 hash;
  if (in.household().size() != hash.size()) return Error::fatal("assignment state: household id is not 16 bytes");
  std::copy(in.household().begin(), in.household().end(), hash.begin());
  return CaseId{HouseholdId::from_hash(hash), YearMonth::from_index(in.month())};
}

}  // namespace

Bytes pool_key(MunicipalityCode municipality) { return flow::tables::pools.key(municipality); }

Bytes encode(const Pool& pool) {
  v1::AssignmentPool out;
  for (const CaseId& id : pool.waiting) write(*out.add_waiting(), id);
  for (const CaseId& id : pool.reserves) write(*out.add_reserves(), id);
  out.set_month(pool.month.index());
  out.set_given(pool.given);
  out.set_last_rank(pool.last_rank);
  return out.SerializeAsString();
}

Result<> decode(BytesView wire, Pool& pool) {
  v1::AssignmentPool in;
  if (!in.ParseFromArray(wire.data(), static_cast<int>(wire.size())))
    return Error::fatal("assignment state: the pool cannot be read");
  for (const auto& id : in.waiting()) {
    TIJDIG_TRY(CaseId read_id, read(id));
    pool.waiting.insert(read_id);
  }
  for (const auto& id : in.reserves()) {
    TIJDIG_TRY(CaseId read_id, read(id));
    pool.reserves.push_back(read_id);
  }
  pool.month = YearMonth::from_index(in.month());
  pool.given = in.given();
  pool.last_rank = in.last_rank();
  return {};
}

}  // namespace tijdig::assignment
