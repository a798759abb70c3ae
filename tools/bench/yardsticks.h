// What the embedded store is measured against: the least a durable write can cost, and the database everyone has.
//
//   RawFile raw(folder / "raw");        raw.append_and_sync(bytes);     // write(2) + fdatasync
//   SqliteStore sqlite(folder / "db");  sqlite.begin(); ... sqlite.commit();  // WAL, synchronous=FULL
//
// One thread. A failing disk ends the program.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <optional>

#include "libs/base/bytes.h"

namespace tijdig::bench {

class RawFile {
 public:
  explicit RawFile(const std::filesystem::path& file);
  ~RawFile();
  RawFile(const RawFile&) = delete;
  RawFile& operator=(const RawFile&) = delete;

  void append_and_sync(BytesView bytes);

 private:
  int descriptor_;
};

// A log table, a state table and a row for the position: what a step writes, in one transaction.
class SqliteStore {
 public:
  explicit SqliteStore(const std::filesystem::path& file);
  ~SqliteStore();
  SqliteStore(const SqliteStore&) = delete;
  SqliteStore& operator=(const SqliteStore&) = delete;

  void begin();
  void append(std::uint16_t topic, std::uint16_t partition, std::uint64_t offset, BytesView key, BytesView value);
  std::optional<Bytes> load(BytesView key);
  void save(BytesView key, BytesView value);
  void save_position(std::uint64_t next);
  void commit();

 private:
  sqlite3_stmt* prepare(const char* sql);
  void run(sqlite3_stmt* statement);

  sqlite3* database_ = nullptr;
  sqlite3_stmt* begin_ = nullptr;
  sqlite3_stmt* append_ = nullptr;
  sqlite3_stmt* load_ = nullptr;
  sqlite3_stmt* save_ = nullptr;
  sqlite3_stmt* position_ = nullptr;
  sqlite3_stmt* commit_ = nullptr;
};

}  // namespace tijdig::bench
