#include "services/matcher/run_lists.h"

#include <algorithm>

namespace tijdig::matcher {
namespace {

Bytes list_key(MunicipalityCode municipality, YearMonth month) {
  return flow::tables::run_lists.first_bytes(municipality, month);
}

}  // namespace

Result<> add_to_list(MunicipalityState& town, MunicipalityCode municipality, YearMonth month, AddressId address,
                     runtime::Turn& turn) {
  auto list = std::lower_bound(town.lists.begin(), town.lists.end(), month,
                               [](const RunList& one, YearMonth wanted) { return one.month < wanted; });
  if (list == town.lists.end() || list->month != month) list = town.lists.insert(list, RunList{month, 0});
  return append_id(list_key(municipality, month), list->addresses, address.bytes(), turn);
}

std::vector<RunList> lists_until(const MunicipalityState& town, YearMonth month) {
  std::vector<RunList> lists;
  for (const RunList& list : town.lists)
    if (list.month <= month) lists.push_back(list);
  return lists;
}

void forget_lists(MunicipalityState& town, YearMonth until) {
  std::erase_if(town.lists, [&](const RunList& list) { return list.month <= until; });
}

Result<std::vector<AddressId>> take_list(MunicipalityCode municipality, RunList list, runtime::Turn& turn) {
  TIJDIG_TRY(const auto ids, take_ids(list_key(municipality, list.month), list.addresses, sizeof(Hash128), turn));
  std::vector<AddressId> addresses;
  addresses.reserve(ids.size());
  for (const Bytes& id : ids) addresses.push_back(address_id_from(id));
  return addresses;
}

AddressId address_id_from(BytesView bytes) {
  Hash128 hash{};
  TIJDIG_CHECK(bytes.size() == hash.size());
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return AddressId::from_hash(hash);
}

}  // namespace tijdig::matcher
