// The laboratory's people as files: what a linker may read, and, in a file of its own, the truth.
//
//   TIJDIG_DO(write_csv_files(setting, seed, 50'000, "out"));
//
// register.csv   one line per resident and load: id, names, birth date, address, relations (ids), flags, month of load
// records.csv    one line per customer version: id, creditor, customer number, name, birth date, address, contact
// signals.csv    one line per signal: record, month, delivered month, amount
// truth.csv      record, resident (empty: in no register), household; `household` is the true one at the first signal
//
// UTF-8, comma, header line, quotes where needed (RFC 4180). All municipalities stand in one file; ids are unique over
// them. Refuses a folder that cannot be written.
#pragma once

#include <cstdint>
#include <string>

#include "libs/base/result.h"
#include "libs/people/world.h"

namespace tijdig::lab {

Result<> write_csv_files(const people::Setting& setting, std::uint64_t seed, std::uint32_t households,
                         const std::string& folder);

// One field, quoted when it must be.
std::string csv_field(std::string_view text);

}  // namespace tijdig::lab
