#include "libs/backends/rocksdb/tuning.h"

#include <rocksdb/cache.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>
#include <rocksdb/write_buffer_manager.h>

#include <limits>

namespace tijdig::rocksdb_store {
namespace {

constexpr std::size_t mib = 1024 * 1024;
constexpr std::size_t block_cache_bytes = 32 * mib;
constexpr std::size_t write_buffers_bytes_max = 80 * mib;

// What was written lately is soon merged, and then compressed: doing it twice costs processor and saves little room.
std::vector<rocksdb::CompressionType> compressed_when_settled() {
  return {rocksdb::kNoCompression, rocksdb::kLZ4Compression};
}

rocksdb::BlockBasedTableOptions table_options(const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.format_version = 5;
  // Index and filter blocks live in the cache, so that memory does not grow with the number of files.
  table.cache_index_and_filter_blocks = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  return table;
}

rocksdb::ColumnFamilyOptions log_options(const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::ColumnFamilyOptions family;
  rocksdb::BlockBasedTableOptions table = table_options(cache);
  table.block_size = 64 * 1024;  // read one after the other, never by single key
  // With the first key in the index, a file without the wanted partition is passed over unread.
  table.index_type = rocksdb::BlockBasedTableOptions::kBinarySearchWithFirstKey;
  family.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  family.compression_per_level = compressed_when_settled();
  family.write_buffer_size = 32 * mib;
  family.max_write_buffer_number = 3;
  // Nothing in the log is overwritten, so files are only merged to keep their number small: many at a time, rarely.
  family.compaction_style = rocksdb::kCompactionStyleUniversal;
  family.compaction_options_universal.min_merge_width = 8;
  family.compaction_options_universal.max_size_amplification_percent = std::numeric_limits<unsigned>::max();
  family.level0_file_num_compaction_trigger = 24;  // a restart looks into each file for its ends
  family.level0_slowdown_writes_trigger = 96;
  family.level0_stop_writes_trigger = 144;
  return family;
}

rocksdb::ColumnFamilyOptions state_options(const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::ColumnFamilyOptions family;
  rocksdb::BlockBasedTableOptions table = table_options(cache);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));  // most look-ups of a new household find nothing
  family.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  family.compression_per_level = compressed_when_settled();
  family.write_buffer_size = 32 * mib;
  family.max_write_buffer_number = 3;
  // Keys are hashes, so every new file overlaps all there is. Merging by age rewrites each key half as often as merging
  // by level does; the filters spare most of the extra look-ups.
  family.compaction_style = rocksdb::kCompactionStyleUniversal;
  family.level0_file_num_compaction_trigger = 8;
  family.level0_slowdown_writes_trigger = 40;
  family.level0_stop_writes_trigger = 60;
  // A new signal or household is looked for in vain first; the filter spares walking down the skip lists for it.
  family.memtable_whole_key_filtering = true;
  family.memtable_prefix_bloom_size_ratio = 0.05;
  return family;
}

rocksdb::ColumnFamilyOptions meta_options(const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::ColumnFamilyOptions family;
  family.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table_options(cache)));
  family.write_buffer_size = 4 * mib;  // a few small keys, overwritten by every unit
  return family;
}

}  // namespace

Memory tuned_memory() {
  // Few shards: with RocksDB's usual 64, a shard would be smaller than one filter block.
  constexpr int shard_bits = 2;
  return {rocksdb::NewLRUCache(block_cache_bytes, shard_bits),
          std::make_shared<rocksdb::WriteBufferManager>(write_buffers_bytes_max)};
}

rocksdb::DBOptions tuned_options(const RocksDbOptions& options, const Memory& memory) {
  rocksdb::DBOptions tuned;
  if (options.env != nullptr) tuned.env = options.env;
  tuned.create_if_missing = options.create_if_missing && !options.read_only;
  tuned.create_missing_column_families = tuned.create_if_missing;
  // The law of the embedded mode: after any crash, of each database exactly a prefix of its writes.
  tuned.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  // Bounds what a restart replays, and so how long it takes.
  tuned.max_total_wal_size = 32 * mib;
  tuned.avoid_flush_during_recovery = true;
  tuned.write_buffer_manager = memory.write_buffers;
  tuned.max_background_jobs = 2;
  tuned.bytes_per_sync = mib;  // background files reach the disk evenly, so that the doors' fsync stays short
  tuned.max_open_files = options.read_only ? -1 : 512;
  // RocksDB's own journal: small, and without anything of ours in it.
  tuned.info_log_level = rocksdb::WARN_LEVEL;
  tuned.max_log_file_size = mib;
  tuned.keep_log_file_num = 2;
  tuned.stats_dump_period_sec = 0;
  tuned.stats_persist_period_sec = 0;
  return tuned;
}

std::vector<rocksdb::ColumnFamilyDescriptor> tuned_families(Role role, const Memory& memory) {
  std::vector<rocksdb::ColumnFamilyDescriptor> families{{rocksdb::kDefaultColumnFamilyName, meta_options(memory.cache)},
                                                        {"log", log_options(memory.cache)}};
  if (role == Role::lanes) {
    families.emplace_back("state", state_options(memory.cache));
    families.emplace_back("meta", meta_options(memory.cache));
  }
  return families;
}

}  // namespace tijdig::rocksdb_store
