#include "libs/backends/kafka/wire_record.h"

#include <fmt/format.h>

namespace tijdig::kafka {
namespace {

constexpr std::size_t cause_size = 24;

}  // namespace

Bytes encode_cause(const ports::Provenance& cause) {
  Bytes out;
  out.reserve(cause_size);
  append_big_endian(out, cause.topic);
  append_big_endian(out, cause.partition);
  append_big_endian(out, cause.offset);
  append_big_endian(out, cause.ordinal);
  append_big_endian(out, cause.lane_sequence);
  return out;
}

Result<ports::Provenance> decode_cause(BytesView header) {
  if (header.size() != cause_size)
    return Error::refused(fmt::format("the header {} has {} bytes, not {}", cause_header, header.size(), cause_size));
  return ports::Provenance{.topic = read_big_endian<flow::TopicId>(header),
                           .partition = read_big_endian<ports::Partition>(header.substr(2)),
                           .offset = read_big_endian<ports::Offset>(header.substr(4)),
                           .ordinal = read_big_endian<std::uint32_t>(header.substr(12)),
                           .lane_sequence = read_big_endian<std::uint64_t>(header.substr(16))};
}

}  // namespace tijdig::kafka
