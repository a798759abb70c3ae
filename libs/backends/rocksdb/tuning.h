// How RocksDB is set up for a log that only grows and a state that is read by key, in less than 200 MiB together.
//
// Reasons stand beside each line in tuning.cc; the numbers were chosen by the benchmarks in docs/benchmarks.md.
#pragma once

#include <rocksdb/db.h>

#include <vector>

#include "libs/backends/rocksdb/open.h"

namespace tijdig::rocksdb_store {

rocksdb::DBOptions tuned_options(const RocksDbOptions& options);

// In this order: default (unused), log, state, meta. Families of one list share a block cache.
std::vector<rocksdb::ColumnFamilyDescriptor> tuned_families();

}  // namespace tijdig::rocksdb_store
