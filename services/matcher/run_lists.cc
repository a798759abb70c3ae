#include "services/matcher/run_lists.h"

#include <algorithm>

namespace tijdig::matcher {
namespace {

Bytes block_key(MunicipalityCode municipality, YearMonth month, std::uint32_t block) {
  Bytes key("l");
  append_big_endian(key, municipality.number());
  append_big_endian(key, static_cast<std::uint32_t>(month.index()));
  append_big_endian(key, block);
  return key;
}

}  // namespace

Result<> add_to_list(MunicipalityState& town, MunicipalityCode municipality, YearMonth month, AddressId address,
                     runtime::Turn& turn) {
  auto list = std::lower_bound(town.lists.begin(), town.lists.end(), month,
                               [](const RunList& one, YearMonth wanted) { return one.month < wanted; });
  if (list == town.lists.end() || list->month != month) list = town.lists.insert(list, RunList{month, 0});
  const Bytes key = block_key(municipality, month, list->addresses / addresses_per_block);
  TIJDIG_TRY(auto* block, turn.change<ListBlock>(key));
  block->ids.append(address.bytes());
  ++list->addresses;
  return {};
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

Result<std::vector<AddressId>> take_list(MunicipalityCode municipality, const RunList& list, runtime::Turn& turn) {
  constexpr std::size_t id_bytes = sizeof(Hash128);
  std::vector<AddressId> addresses;
  addresses.reserve(list.addresses);
  for (std::uint32_t block = 0; block * addresses_per_block < list.addresses; ++block) {
    const Bytes key = block_key(municipality, list.month, block);
    TIJDIG_TRY(const auto* held, turn.look<ListBlock>(key));
    if (held == nullptr)
      return Error::fatal("matcher state: a block of the run list is not there; run `tijdig rebuild`");
    for (std::size_t at = 0; at + id_bytes <= held->ids.size(); at += id_bytes) {
      Hash128 hash;
      std::copy_n(held->ids.begin() + static_cast<std::ptrdiff_t>(at), id_bytes, hash.begin());
      addresses.push_back(AddressId::from_hash(hash));
    }
    turn.erase(key);
  }
  std::sort(addresses.begin(), addresses.end());
  return addresses;
}

}  // namespace tijdig::matcher
