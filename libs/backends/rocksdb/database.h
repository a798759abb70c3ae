// One opened RocksDB folder: its column families, how it is tuned, and what its errors mean here.
//
//   TIJDIG_TRY(auto database, Database::open(options, Role::lanes, memory));
//   TIJDIG_DO(database->write(batch));      // in the write-ahead log, not yet on the disk
//   TIJDIG_DO(database->sync());            // everything written before this call is on the disk
//
// `sync` is shared: callers that come while one is running wait for the next one together, so that a hundred uploads
// cost a few fsyncs; when nothing was written since the last one it costs none. After the first failed write or sync
// every later one fails as well. In a folder opened for reading, `sync` is for what was seen at opening. What an
// earlier process left unsynced is synced at opening.
// Threads: all calls from any thread.
#pragma once

#include <rocksdb/db.h>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>

#include "libs/backends/rocksdb/open.h"
#include "libs/backends/rocksdb/tuning.h"

namespace tijdig::rocksdb_store {

// What RocksDB hands out, as bytes of this project; valid as long as the slice.
inline BytesView view(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

class Database {
 public:
  static Result<std::unique_ptr<Database>> open(const RocksDbOptions& options, Role role, const Memory& memory);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  rocksdb::DB& db() { return *db_; }
  rocksdb::ColumnFamilyHandle* log() { return log_; }
  rocksdb::ColumnFamilyHandle* state() { return state_; }  // of the lanes' folder, as the next
  rocksdb::ColumnFamilyHandle* meta() { return meta_; }
  bool is_read_only() const { return options_.read_only; }

  Result<> write(rocksdb::WriteBatch& batch);
  Result<> sync();
  // The number of the newest write; one that was just made has this number or a smaller one.
  std::uint64_t newest_write() const { return writes_.load(std::memory_order_acquire); }
  bool is_synced(std::uint64_t write) const { return write <= writes_synced_.load(std::memory_order_acquire); }
  Result<> expect_whole() const;  // an error when a write or sync has failed
  Result<> check_room() const;    // `retry` when the disk is nearly full

  // A failed read, in words.
  Error read_error(const rocksdb::Status& status) const;

 private:
  Database(const RocksDbOptions& options, Role role) : options_(options), role_(role) {}
  Result<> open_files(const Memory& memory);
  Result<> sync_what_was_left();
  rocksdb::Status sync_files();
  Error write_error(const rocksdb::Status& status);

  RocksDbOptions options_;
  Role role_;
  std::unique_ptr<rocksdb::DB> db_;
  rocksdb::ColumnFamilyHandle* log_ = nullptr;
  rocksdb::ColumnFamilyHandle* state_ = nullptr;
  rocksdb::ColumnFamilyHandle* meta_ = nullptr;
  rocksdb::ColumnFamilyHandle* unused_ = nullptr;  // RocksDB insists on a family called "default"
  std::atomic<bool> failed_{false};

  std::atomic<std::uint64_t> writes_{0};
  std::atomic<std::uint64_t> writes_synced_{0};
  std::mutex sync_mutex_;
  std::condition_variable sync_done_;
  std::uint64_t syncs_wanted_ = 0;
  std::uint64_t syncs_served_ = 0;
  bool syncing_ = false;
};

}  // namespace tijdig::rocksdb_store
