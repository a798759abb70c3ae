// The keyed tables as a page and as JSON: for `tijdig describe tables` and docs/tables.md.
//
//   fmt::print("{}", describe_tables());   // a table per stage: prefix, key, value, whose data, what for
//
// Printed from tables.h and flow.h and nothing else. Pure; any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "libs/flow/table.h"

namespace tijdig::flow {

std::string describe_tables();
nlohmann::ordered_json json_of(const TableInfo& table);

}  // namespace tijdig::flow
