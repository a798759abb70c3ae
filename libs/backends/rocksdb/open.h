// The embedded back end: log and state of all lanes in one folder, one atomic write per unit of work.
//
//   TIJDIG_TRY(auto store, open_rocksdb({.folder = data / "store", .partitions = 16}));
//   TIJDIG_DO(store->append_durably(records));       // returns after the fsync
//
// Keeps its promises so: a unit's outputs, state writes, progress and epoch are one WriteBatch; column families share
// one write-ahead log that is replayed to the last whole write, so that a crash leaves a prefix of what lanes wrote.
// Units are not synced: what a power loss takes from the end is derived again from what the doors appended, and that is
// synced, mostly in a database of its own (docs/adr/0015).
//
// Threads: every call from any thread. Errors: a write or sync that fails is `fatal`, and every write after it too
// (a failed fsync is never tried again); a nearly full disk is `retry` for the doors; a folder in use, of another
// format or with another number of partitions is `refused` with one line that names it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "libs/ports/back_end.h"

namespace rocksdb {
class Env;
}

namespace tijdig::rocksdb_store {

struct RocksDbOptions {
  std::filesystem::path folder;
  ports::Partition partitions = 0;         // fixed when the folder is created; 0: as the folder says
  ports::Partition partitions_if_new = 0;  // when neither says, also of a folder whose making was cut off
  bool create_if_missing = true;
  bool read_only = false;                           // look while another process works; sees what was there at opening
  std::uint64_t free_bytes_min = 64 * 1024 * 1024;  // with less room on the disk the doors are closed
  rocksdb::Env* env = nullptr;                      // tests bring a disk of their own; must outlive the back end
};

Result<std::unique_ptr<ports::BackEnd>> open_rocksdb(const RocksDbOptions& options);

}  // namespace tijdig::rocksdb_store
