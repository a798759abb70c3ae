#include "tools/bench/yardsticks.h"

#include <fcntl.h>
#include <unistd.h>

#include "libs/base/check.h"

namespace tijdig::bench {
namespace {

void bind(sqlite3_stmt* statement, int place, BytesView bytes) {
  TIJDIG_CHECK(sqlite3_bind_blob(statement, place, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC) ==
               SQLITE_OK);
}

void bind(sqlite3_stmt* statement, int place, std::uint64_t number) {
  TIJDIG_CHECK(sqlite3_bind_int64(statement, place, static_cast<sqlite3_int64>(number)) == SQLITE_OK);
}

void execute(sqlite3* database, const char* sql) {
  TIJDIG_CHECK(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
}

}  // namespace

RawFile::RawFile(const std::filesystem::path& file)
    : descriptor_(::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_TRUNC | O_CLOEXEC, 0600)) {
  TIJDIG_CHECK(descriptor_ >= 0);
}

RawFile::~RawFile() { ::close(descriptor_); }

void RawFile::append_and_sync(BytesView bytes) {
  TIJDIG_CHECK(::write(descriptor_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  TIJDIG_CHECK(::fdatasync(descriptor_) == 0);
}

SqliteStore::SqliteStore(const std::filesystem::path& file) {
  TIJDIG_CHECK(sqlite3_open(file.c_str(), &database_) == SQLITE_OK);
  execute(database_, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32768;");
  execute(database_,
          "CREATE TABLE log(topic INT, partition INT, offset INT, key BLOB, value BLOB,"
          " PRIMARY KEY(topic, partition, offset)) WITHOUT ROWID;"
          "CREATE TABLE state(key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID;"
          "CREATE TABLE position(id INT PRIMARY KEY, next INT) WITHOUT ROWID;");
  begin_ = prepare("BEGIN IMMEDIATE");
  append_ = prepare("INSERT INTO log VALUES(?,?,?,?,?)");
  load_ = prepare("SELECT value FROM state WHERE key=?");
  save_ = prepare("INSERT OR REPLACE INTO state VALUES(?,?)");
  position_ = prepare("INSERT OR REPLACE INTO position VALUES(1,?)");
  commit_ = prepare("COMMIT");
}

SqliteStore::~SqliteStore() {
  for (sqlite3_stmt* statement : {begin_, append_, load_, save_, position_, commit_}) sqlite3_finalize(statement);
  sqlite3_close(database_);
}

sqlite3_stmt* SqliteStore::prepare(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  TIJDIG_CHECK(sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) == SQLITE_OK);
  return statement;
}

void SqliteStore::run(sqlite3_stmt* statement) {
  TIJDIG_CHECK(sqlite3_step(statement) == SQLITE_DONE);
  sqlite3_reset(statement);
}

void SqliteStore::begin() { run(begin_); }
void SqliteStore::commit() { run(commit_); }

void SqliteStore::append(std::uint16_t topic, std::uint16_t partition, std::uint64_t offset, BytesView key,
                         BytesView value) {
  bind(append_, 1, topic);
  bind(append_, 2, partition);
  bind(append_, 3, offset);
  bind(append_, 4, key);
  bind(append_, 5, value);
  run(append_);
}

std::optional<Bytes> SqliteStore::load(BytesView key) {
  bind(load_, 1, key);
  std::optional<Bytes> value;
  if (sqlite3_step(load_) == SQLITE_ROW)
    value.emplace(static_cast<const char*>(sqlite3_column_blob(load_, 0)),
                  static_cast<std::size_t>(sqlite3_column_bytes(load_, 0)));
  sqlite3_reset(load_);
  return value;
}

void SqliteStore::save(BytesView key, BytesView value) {
  bind(save_, 1, key);
  bind(save_, 2, value);
  run(save_);
}

void SqliteStore::save_position(std::uint64_t next) {
  bind(position_, 1, next);
  run(position_);
}

}  // namespace tijdig::bench
