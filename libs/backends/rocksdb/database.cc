#include "libs/backends/rocksdb/database.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <rocksdb/file_system.h>
#include <rocksdb/write_batch.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "libs/backends/rocksdb/tuning.h"

namespace tijdig::rocksdb_store {
namespace {

bool is_write_ahead_log(const std::filesystem::path& file) { return file.extension() == ".log"; }

bool says_locked(const rocksdb::Status& status) {
  return status.IsIOError() && status.ToString().find("LOCK") != std::string::npos;
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const RocksDbOptions& options, Role role, const Memory& memory) {
  std::unique_ptr<Database> database(new Database(options, role));
  TIJDIG_DO(database->open_files(memory));
  return database;
}

Database::~Database() {
  if (!db_) return;
  for (rocksdb::ColumnFamilyHandle* family : {unused_, log_, state_, meta_}) {
    // Destroying a handle fails only for the one RocksDB owns itself.
    if (family != nullptr) db_->DestroyColumnFamilyHandle(family).PermitUncheckedError();
  }
  db_->Close().PermitUncheckedError();
}

Result<> Database::open_files(const Memory& memory) {
  const std::string folder = options_.folder.string();
  std::error_code failed;
  if (options_.create_if_missing && !options_.read_only) {
    std::filesystem::create_directories(options_.folder, failed);
    if (failed) return Error::refused(fmt::format("cannot make data folder {}: {}", folder, failed.message()));
  }
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  const rocksdb::DBOptions tuned = tuned_options(options_, memory);
  const auto families = tuned_families(role_, memory);
  // A secondary reads the files of a working process; its own journal goes beside them.
  const rocksdb::Status status =
      options_.read_only ? rocksdb::DB::OpenAsSecondary(tuned, folder, folder + "/reader", families, &handles, &opened)
                         : rocksdb::DB::Open(tuned, folder, families, &handles, &opened);
  if (!status.ok()) {
    if (says_locked(status))
      return Error::refused(fmt::format("data folder {} is in use by another tijdig process; stop it first", folder));
    if (!std::filesystem::exists(options_.folder / "CURRENT", failed))
      return Error::refused(fmt::format("{} is no tijdig data folder: there is no store in it", folder));
    return Error::fatal(fmt::format("cannot open data folder {}: {}", folder, status.ToString()));
  }
  db_.reset(opened);
  unused_ = handles[0];
  log_ = handles[1];
  if (role_ == Role::lanes) {
    state_ = handles[2];
    meta_ = handles[3];
  }
  if (!options_.read_only) TIJDIG_DO(sync_what_was_left());
  return {};
}

// What an earlier process wrote and did not sync is read again by this one, and may be built upon: it must stay.
Result<> Database::sync_what_was_left() {
  const auto files = (options_.env == nullptr ? rocksdb::Env::Default() : options_.env)->GetFileSystem();
  std::error_code none;
  for (const auto& file : std::filesystem::directory_iterator(options_.folder, none)) {
    if (!is_write_ahead_log(file.path())) continue;
    std::unique_ptr<rocksdb::FSRandomRWFile> opened;
    rocksdb::IOStatus status = files->NewRandomRWFile(file.path().string(), {}, &opened, nullptr);
    if (status.IsNotFound() || status.IsPathNotFound()) continue;  // its content is in other files by now
    if (status.ok()) status = opened->Fsync({}, nullptr);
    if (!status.ok()) return write_error(status);
  }
  return {};
}

Result<> Database::write(rocksdb::WriteBatch& batch) {
  if (options_.read_only) return Error::fatal("this data folder was opened for reading only");
  TIJDIG_DO(expect_whole());
  const rocksdb::Status status = db_->Write(rocksdb::WriteOptions(), &batch);
  if (!status.ok()) return write_error(status);
  writes_.fetch_add(1, std::memory_order_release);
  return {};
}

// A reader has its writer's log only as the kernel has it; whoever may read a file may also ask for it to be synced.
rocksdb::Status Database::sync_files() {
  if (!options_.read_only) return db_->SyncWAL();
  std::vector<std::filesystem::path> paths{options_.folder};
  for (const auto& file : std::filesystem::directory_iterator(options_.folder))
    if (is_write_ahead_log(file.path())) paths.push_back(file.path());
  for (const std::filesystem::path& path : paths) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 && errno == ENOENT) continue;  // deleted meanwhile: what it held is in other files by now
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0) ::close(descriptor);
    if (!synced) return rocksdb::Status::IOError("the log cannot be synced");
  }
  return rocksdb::Status::OK();
}

Result<> Database::sync() {
  if (!options_.read_only && !failed_.load() &&
      writes_synced_.load(std::memory_order_acquire) == writes_.load(std::memory_order_acquire))
    return {};
  std::unique_lock lock(sync_mutex_);
  const std::uint64_t mine = ++syncs_wanted_;
  while (syncs_served_ < mine) {
    if (syncing_) {
      sync_done_.wait(lock);
      continue;
    }
    syncing_ = true;
    const std::uint64_t serves = syncs_wanted_;
    const std::uint64_t written = writes_.load(std::memory_order_acquire);
    lock.unlock();
    const rocksdb::Status status = failed_.load() ? rocksdb::Status::IOError("an earlier write failed") : sync_files();
    lock.lock();
    // Nobody may believe this sync, nor one that comes later: the kernel may have dropped the pages that failed.
    if (!status.ok())
      failed_.store(true);
    else
      writes_synced_.store(written, std::memory_order_release);
    syncing_ = false;
    syncs_served_ = serves;
    sync_done_.notify_all();
  }
  if (failed_.load()) return Error::fatal("the disk did not confirm a write; start again to recover");
  return {};
}

Result<> Database::expect_whole() const {
  if (failed_.load()) return Error::fatal("an earlier write failed; start again to recover");
  return {};
}

Result<> Database::check_room() const {
  std::error_code failed;
  const std::filesystem::space_info room = std::filesystem::space(options_.folder, failed);
  if (!failed && room.available < options_.free_bytes_min)
    return Error::retry(
        fmt::format("the disk of data folder {} is nearly full: nothing new is taken until there is room",
                    options_.folder.string()));
  return {};
}

Error Database::write_error(const rocksdb::Status& status) {
  failed_.store(true);
  if (status.IsNoSpace())
    return Error::fatal(
        fmt::format("the disk of data folder {} is full; make room and start again", options_.folder.string()));
  return Error::fatal(fmt::format("writing to data folder {} failed: {}", options_.folder.string(), status.ToString()));
}

Error Database::read_error(const rocksdb::Status& status) const {
  return Error::fatal(
      fmt::format("reading from data folder {} failed: {}", options_.folder.string(), status.ToString()));
}

}  // namespace tijdig::rocksdb_store
