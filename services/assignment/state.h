// What assignment remembers per municipality: who waits, who stands in reserve, how much of the month is given out.
//
// Waiting cases are stored one by one (flow::tables::waiting_cases); this record (pools) holds the order-free sets of
// their ids, and is kept decoded (libs/runtime/kept.h), so that a new case costs one small write. Written by
// state_codec.cc.
#pragma once

#include <set>
#include <vector>

#include "libs/base/bytes.h"
#include "libs/base/result.h"
#include "libs/domain/ids.h"

namespace tijdig::assignment {

struct Pool {
  std::set<CaseId> waiting;      // may be chosen at the next selection
  std::vector<CaseId> reserves;  // of the last selection, in order of rank
  YearMonth month;               // the month that `given` counts
  int given = 0;                 // places given out in `month`
  std::uint32_t last_rank = 0;   // highest rank used in `month`

  bool operator==(const Pool&) const = default;
};

Bytes pool_key(MunicipalityCode municipality);
Bytes encode(const Pool& pool);
Result<> decode(BytesView wire, Pool& pool);  // into an empty one

}  // namespace tijdig::assignment
