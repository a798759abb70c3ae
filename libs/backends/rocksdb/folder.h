// A data folder: the lanes' database, beside it the doors', and what both have agreed on.
//
//   TIJDIG_TRY(Folder folder, open_folder({.folder = data / "store", .partitions = 16}));
//   folder.partitions
//
// A folder of format 1 had one database for all; opened for writing it becomes one of format 2, which an older program
// refuses. Errors: `refused` with one line that names the folder. One thread.
#pragma once

#include <memory>

#include "libs/backends/rocksdb/database.h"

namespace tijdig::rocksdb_store {

struct Folder {
  std::unique_ptr<Database> lanes;
  std::unique_ptr<Database> doors;  // none in a folder of format 1 that was opened for reading
  ports::Partition partitions = 0;
};

Result<Folder> open_folder(const RocksDbOptions& options);

}  // namespace tijdig::rocksdb_store
