// How RocksDB is set up for a log that only grows and a state that is read by key, in less than 200 MiB together.
//
// Reasons stand beside each line in tuning.cc; the numbers were chosen by the benchmarks in docs/benchmarks.md.
#pragma once

#include <rocksdb/db.h>

#include <memory>
#include <vector>

#include "libs/backends/rocksdb/open.h"

namespace tijdig::rocksdb_store {

// Whose writes a folder holds.
enum class Role {
  lanes,  // state, positions, and what was derived
  doors,  // what the world brought
};

// What all folders of one store share.
struct Memory {
  std::shared_ptr<rocksdb::Cache> cache;
  std::shared_ptr<rocksdb::WriteBufferManager> write_buffers;
};

Memory tuned_memory();
rocksdb::DBOptions tuned_options(const RocksDbOptions& options, const Memory& memory);

// In this order: default (unused), log; for lanes also state, meta.
std::vector<rocksdb::ColumnFamilyDescriptor> tuned_families(Role role, const Memory& memory);

}  // namespace tijdig::rocksdb_store
