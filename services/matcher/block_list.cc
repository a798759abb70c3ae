#include "services/matcher/block_list.h"

#include <algorithm>

namespace tijdig::matcher {
namespace {

Bytes block_key(BytesView list, std::uint32_t block) {
  Bytes key(list);
  append_big_endian(key, block);
  return key;
}

}  // namespace

Result<> append_id(BytesView list, std::uint32_t& count, BytesView id, runtime::Turn& turn) {
  TIJDIG_TRY(auto* block, turn.change<ListBlock>(block_key(list, count / ids_per_block)));
  block->ids.append(id);
  ++count;
  return {};
}

Result<std::vector<Bytes>> take_ids(BytesView list, std::uint32_t& count, std::size_t id_bytes, runtime::Turn& turn) {
  std::vector<Bytes> ids;
  ids.reserve(count);
  for (std::uint32_t block = 0; block * ids_per_block < count; ++block) {
    const Bytes key = block_key(list, block);
    TIJDIG_TRY(const auto* held, turn.look<ListBlock>(key));
    if (held == nullptr)
      return Error::fatal("matcher state: a block of a list is not there; run `tijdig rebuild --repair`");
    for (std::size_t at = 0; at + id_bytes <= held->ids.size(); at += id_bytes)
      ids.push_back(held->ids.substr(at, id_bytes));
    turn.erase(key);
  }
  count = 0;
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

}  // namespace tijdig::matcher
