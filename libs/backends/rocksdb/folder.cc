#include "libs/backends/rocksdb/folder.h"

#include <fmt/format.h>
#include <rocksdb/write_batch.h>

#include <optional>
#include <system_error>

namespace tijdig::rocksdb_store {
namespace {

constexpr char version_without_doors = 1;
constexpr char version = 2;
constexpr BytesView format_key = "format";  // version (1 byte), partitions (2 bytes)

struct Format {
  char version = 0;
  ports::Partition partitions = 0;
};

Result<std::optional<Format>> read_format(Database& lanes, const std::string& folder) {
  std::string stored;
  const rocksdb::Slice key(format_key.data(), format_key.size());
  const rocksdb::Status status = lanes.db().Get(rocksdb::ReadOptions(), lanes.meta(), key, &stored);
  if (status.IsNotFound()) return std::optional<Format>();
  if (!status.ok()) return Error::refused(fmt::format("{} is no tijdig data folder: it names no format", folder));
  if (stored.size() != 3 || (stored.front() != version && stored.front() != version_without_doors))
    return Error::refused(fmt::format("data folder {} was written by another version of tijdig", folder));
  return std::optional(Format{stored.front(), read_big_endian<ports::Partition>(BytesView(stored).substr(1))});
}

Result<> write_format(Database& lanes, ports::Partition partitions) {
  Bytes stored(1, version);
  append_big_endian(stored, partitions);
  rocksdb::WriteBatch batch;
  const rocksdb::Slice key(format_key.data(), format_key.size());
  batch.Put(lanes.meta(), key, stored).PermitUncheckedError();
  TIJDIG_DO(lanes.write(batch));
  return lanes.sync();
}

Result<ports::Partition> agreed_partitions(const std::optional<Format>& stored, const RocksDbOptions& options) {
  const std::string folder = options.folder.string();
  if (!stored && options.read_only)
    return Error::refused(fmt::format("{} is no tijdig data folder: it names no format", folder));
  const ports::Partition if_new = options.partitions != 0 ? options.partitions : options.partitions_if_new;
  if (!stored && if_new == 0)
    return Error::refused(fmt::format("data folder {} is new: say how many partitions it gets", folder));
  if (stored && options.partitions != 0 && options.partitions != stored->partitions)
    return Error::refused(fmt::format("data folder {} has {} partitions, not {}; the number is fixed when it is made",
                                      folder, stored->partitions, options.partitions));
  return stored ? stored->partitions : if_new;
}

}  // namespace

// The lanes' database first: what it has derived is then in the doors' too, also when another process is writing.
Result<Folder> open_folder(const RocksDbOptions& options) {
  const Memory memory = tuned_memory();
  Folder opened;
  TIJDIG_TRY(opened.lanes, Database::open(options, Role::lanes, memory));
  TIJDIG_TRY(const std::optional<Format> stored, read_format(*opened.lanes, options.folder.string()));
  TIJDIG_TRY(opened.partitions, agreed_partitions(stored, options));
  const bool has_doors = stored && stored->version == version;
  if (!has_doors && options.read_only) return opened;
  RocksDbOptions doors = options;
  doors.folder = options.folder / "doors";
  doors.create_if_missing = !has_doors;
  TIJDIG_TRY(opened.doors, Database::open(doors, Role::doors, memory));
  if (!has_doors) TIJDIG_DO(write_format(*opened.lanes, opened.partitions));
  return opened;
}

}  // namespace tijdig::rocksdb_store
