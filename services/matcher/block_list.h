// A long list of short ids in keyed state: in blocks of a kilobyte, so that adding one writes little.
//
//   TIJDIG_DO(append_id(list, count, address.bytes(), turn));                    // ++count
//   TIJDIG_TRY(const auto ids, take_ids(list, count, sizeof(Hash128), turn));    // erases it; count = 0
//
// `list` is what the keys of its blocks begin with (Table::first_bytes). The count is kept by the caller. `take_ids`
// gives the ids sorted and each once, so that order of arrival cannot matter. Errors: a block that is not there is
// fatal.
#pragma once

#include <vector>

#include "libs/runtime/stage.h"

namespace tijdig::matcher {

inline constexpr std::uint32_t ids_per_block = 64;

// Some of the ids, one behind the other, in order of arrival.
struct ListBlock {
  Bytes ids;
};
inline Bytes encode(const ListBlock& block) { return block.ids; }
inline Result<> decode(BytesView wire, ListBlock& block) {
  block.ids = wire;
  return {};
}

Result<> append_id(BytesView list, std::uint32_t& count, BytesView id, runtime::Turn& turn);
Result<std::vector<Bytes>> take_ids(BytesView list, std::uint32_t& count, std::size_t id_bytes, runtime::Turn& turn);

}  // namespace tijdig::matcher
