#include "libs/backends/rocksdb/log_format.h"

#include "libs/base/varint.h"

namespace tijdig::rocksdb_store {
namespace {

constexpr char block_version = 1;
constexpr std::size_t record_head_bytes = 24;  // of one record, about: cause and sizes

void append_record(Bytes& out, const ports::OutRecord& record) {
  append_varint(out, record.cause.topic);
  append_varint(out, record.cause.partition);
  append_varint(out, record.cause.offset);
  append_varint(out, record.cause.ordinal);
  append_varint(out, record.cause.lane_sequence);
  append_varint(out, record.key.size());
  append_varint(out, record.value.size());
  out += record.key;
  out += record.value;
}

struct Frame {
  ports::Provenance cause;
  BytesView key;
  BytesView value;
};

bool take_frame(BytesView& rest, Frame& frame) {
  std::uint64_t key_bytes = 0;
  std::uint64_t value_bytes = 0;
  return take_varint_as(rest, frame.cause.topic) && take_varint_as(rest, frame.cause.partition) &&
         take_varint_as(rest, frame.cause.offset) && take_varint_as(rest, frame.cause.ordinal) &&
         take_varint_as(rest, frame.cause.lane_sequence) && take_varint(rest, key_bytes) &&
         take_varint(rest, value_bytes) && take_bytes(rest, key_bytes, frame.key) &&
         take_bytes(rest, value_bytes, frame.value);
}

Error damaged() { return Error::refused("a block of the log is damaged or of a newer version"); }

}  // namespace

Bytes log_prefix(flow::TopicId topic, ports::Partition partition) {
  Bytes prefix;
  append_big_endian(prefix, topic);
  append_big_endian(prefix, partition);
  return prefix;
}

Bytes log_key(flow::TopicId topic, ports::Partition partition, ports::Offset first) {
  Bytes key = log_prefix(topic, partition);
  append_big_endian(key, first);
  return key;
}

ports::Offset offset_in_log_key(BytesView key) {
  TIJDIG_CHECK(key.size() == log_key_bytes);
  return read_big_endian<ports::Offset>(key.substr(log_prefix_bytes));
}

std::size_t encode_log_block(std::span<const ports::OutRecord* const> records, Bytes& into) {
  TIJDIG_CHECK(!records.empty());
  std::size_t bytes = 0;
  for (const ports::OutRecord* record : records) {
    bytes += record->key.size() + record->value.size() + record_head_bytes;
    if (bytes > block_bytes_max) break;
  }
  into.reserve(bytes);
  into.assign(1 + sizeof(std::uint32_t), '\0');
  std::uint32_t count = 0;
  while (count < records.size() && into.size() < block_bytes_max) append_record(into, *records[count++]);
  // The count stands in front but is known last.
  Bytes head(1, block_version);
  append_big_endian(head, count);
  into.replace(0, head.size(), head);
  return count;
}

Result<LogBlockReader> LogBlockReader::open(BytesView block, ports::Offset first) {
  constexpr std::size_t head_bytes = 1 + sizeof(std::uint32_t);
  if (block.size() < head_bytes || block.front() != block_version) return damaged();
  LogBlockReader reader;
  reader.count_ = read_big_endian<std::uint32_t>(block.substr(1));
  reader.rest_ = block.substr(head_bytes);
  reader.first_ = first;
  reader.next_ = first;
  return reader;
}

Result<> LogBlockReader::skip() {
  Frame frame;
  if (!take_frame(rest_, frame)) return damaged();
  ++next_;
  return {};
}

Result<> LogBlockReader::read(std::vector<ports::InRecord>& into) {
  Frame frame;
  if (!take_frame(rest_, frame)) return damaged();
  into.push_back({next_++, frame.cause, Bytes(frame.key), Bytes(frame.value)});
  return {};
}

}  // namespace tijdig::rocksdb_store
