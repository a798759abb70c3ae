// A disk for tests: it knows which bytes were synced, and fails or waits when told to.
//
//   FaultyDisk disk;
//   auto store = open_rocksdb({.folder = folder, .partitions = 4, .env = disk.env()});
//   disk.copy_after_power_loss(folder, copy);    // what a power loss at this moment would leave at least
//   disk.copy_after_power_loss(folder, copy, left);    // or more, as `left` says of each file
//   disk.fail_syncs();                           // from here on, as a broken device
//
// Directory entries and renames count as synced at once; RocksDB syncs its directories itself.
// Threads: all calls from any thread.
#pragma once

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace tijdig::rocksdb_store {

// How much of one file was written, and how much of that is certain.
struct FileFate {
  std::uint64_t written_bytes = 0;
  std::uint64_t synced_bytes = 0;
};

class FaultyFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  FaultyFileSystem() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  static const char* kClassName() { return "FaultyFileSystem"; }
  const char* Name() const override { return kClassName(); }

  rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* context) override;
  rocksdb::IOStatus NewRandomRWFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSRandomRWFile>* file,
                                    rocksdb::IODebugContext* context) override;
  rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* context) override;

  std::atomic<bool> syncs_fail{false};
  std::atomic<bool> disk_is_full{false};
  std::function<void()> before_log_sync;  // set before anything runs

  std::mutex mutex;
  std::map<std::string, std::shared_ptr<FileFate>> files;
};

class FaultyFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  FaultyFile(std::unique_ptr<rocksdb::FSWritableFile>&& file, FaultyFileSystem& disk, std::shared_ptr<FileFate> fate,
             bool is_log)
      : FSWritableFileOwnerWrapper(std::move(file)), disk_(disk), fate_(std::move(fate)), is_log_(is_log) {}

  rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                           rocksdb::IODebugContext* context) override {
    if (disk_.disk_is_full && is_log_) return rocksdb::IOStatus::NoSpace("planted");
    const rocksdb::IOStatus status = FSWritableFileOwnerWrapper::Append(data, options, context);
    const std::lock_guard lock(disk_.mutex);
    if (status.ok()) fate_->written_bytes += data.size();
    return status;
  }
  rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                           const rocksdb::DataVerificationInfo& /*info*/, rocksdb::IODebugContext* context) override {
    return Append(data, options, context);
  }
  rocksdb::IOStatus Sync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* context) override {
    return sync([&] { return FSWritableFileOwnerWrapper::Sync(options, context); });
  }
  rocksdb::IOStatus Fsync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* context) override {
    return sync([&] { return FSWritableFileOwnerWrapper::Fsync(options, context); });
  }

 private:
  template <class Call>
  rocksdb::IOStatus sync(Call call) {
    if (is_log_ && disk_.before_log_sync) disk_.before_log_sync();
    if (disk_.syncs_fail) return rocksdb::IOStatus::IOError("planted");
    std::unique_lock lock(disk_.mutex);
    const std::uint64_t certain = fate_->written_bytes;
    lock.unlock();
    const rocksdb::IOStatus status = call();
    lock.lock();
    if (status.ok()) fate_->synced_bytes = std::max(fate_->synced_bytes, certain);
    return status;
  }

  FaultyFileSystem& disk_;
  std::shared_ptr<FileFate> fate_;
  bool is_log_;
};

inline rocksdb::IOStatus FaultyFileSystem::NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                                           std::unique_ptr<rocksdb::FSWritableFile>* file,
                                                           rocksdb::IODebugContext* context) {
  std::unique_ptr<rocksdb::FSWritableFile> real;
  rocksdb::IOStatus status = FileSystemWrapper::NewWritableFile(name, options, &real, context);
  if (!status.ok()) return status;
  auto fate = std::make_shared<FileFate>();
  const std::lock_guard lock(mutex);
  files[name] = fate;
  *file = std::make_unique<FaultyFile>(std::move(real), *this, std::move(fate), name.ends_with(".log"));
  return status;
}

// Only ever opened to be synced.
class SyncedAfterwards final : public rocksdb::FSRandomRWFileOwnerWrapper {
 public:
  SyncedAfterwards(std::unique_ptr<rocksdb::FSRandomRWFile>&& file, FaultyFileSystem& disk, std::string name)
      : FSRandomRWFileOwnerWrapper(std::move(file)), disk_(disk), name_(std::move(name)) {}

  rocksdb::IOStatus Fsync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* context) override {
    const rocksdb::IOStatus status = FSRandomRWFileOwnerWrapper::Fsync(options, context);
    const std::lock_guard lock(disk_.mutex);
    const auto found = disk_.files.find(name_);
    if (status.ok() && found != disk_.files.end()) found->second->synced_bytes = found->second->written_bytes;
    return status;
  }

 private:
  FaultyFileSystem& disk_;
  std::string name_;
};

inline rocksdb::IOStatus FaultyFileSystem::NewRandomRWFile(const std::string& name, const rocksdb::FileOptions& options,
                                                           std::unique_ptr<rocksdb::FSRandomRWFile>* file,
                                                           rocksdb::IODebugContext* context) {
  std::unique_ptr<rocksdb::FSRandomRWFile> real;
  rocksdb::IOStatus status = FileSystemWrapper::NewRandomRWFile(name, options, &real, context);
  if (status.ok()) *file = std::make_unique<SyncedAfterwards>(std::move(real), *this, name);
  return status;
}

inline rocksdb::IOStatus FaultyFileSystem::RenameFile(const std::string& from, const std::string& to,
                                                      const rocksdb::IOOptions& options,
                                                      rocksdb::IODebugContext* context) {
  rocksdb::IOStatus status = FileSystemWrapper::RenameFile(from, to, options, context);
  const std::lock_guard lock(mutex);
  if (const auto found = files.find(from); status.ok() && found != files.end()) {
    files[to] = found->second;
    files.erase(found);
  }
  return status;
}

class FaultyDisk {
 public:
  rocksdb::Env* env() { return env_.get(); }
  void fail_syncs() { disk_->syncs_fail = true; }
  void mend_syncs() { disk_->syncs_fail = false; }
  void fill() { disk_->disk_is_full = true; }
  void before_each_log_sync(std::function<void()> call) { disk_->before_log_sync = std::move(call); }

  // How many bytes of a file are left; at least those that were synced.
  using Left = std::function<std::uint64_t(const std::string& file, FileFate fate)>;

  static std::uint64_t only_synced(const std::string& /*file*/, FileFate fate) { return fate.synced_bytes; }

  void copy_after_power_loss(const std::filesystem::path& folder, const std::filesystem::path& copy,
                             const Left& left = only_synced) {
    std::filesystem::copy(folder, copy, std::filesystem::copy_options::recursive);
    const std::lock_guard lock(disk_->mutex);
    for (const auto& [name, fate] : disk_->files) {
      const std::filesystem::path copied = copy / std::filesystem::path(name).lexically_relative(folder);
      if (std::filesystem::exists(copied)) std::filesystem::resize_file(copied, left(name, *fate));
    }
  }

 private:
  std::shared_ptr<FaultyFileSystem> disk_ = std::make_shared<FaultyFileSystem>();
  std::unique_ptr<rocksdb::Env> env_ = rocksdb::NewCompositeEnv(disk_);
};

}  // namespace tijdig::rocksdb_store
