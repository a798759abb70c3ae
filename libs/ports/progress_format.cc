#include "libs/ports/progress_format.h"

#include "libs/base/varint.h"

namespace tijdig::ports {
namespace {

constexpr char progress_version = 1;

void append_place(Bytes& out, const SourcePartition& place) {
  append_varint(out, place.first);
  append_varint(out, place.second);
}

bool take_place(BytesView& in, SourcePartition& place) {
  return take_varint_as(in, place.first) && take_varint_as(in, place.second);
}

bool take_watermarks(BytesView& in, Progress& progress) {
  std::uint64_t count = 0;
  if (!take_varint(in, count)) return false;
  for (std::uint64_t i = 0; i < count; ++i) {
    SourcePartition place;
    Watermark mark;
    if (!take_place(in, place) || !take_varint_as(in, mark.offset) || !take_varint_as(in, mark.ordinal) ||
        !take_varint_as(in, mark.lane_sequence))
      return false;
    progress.watermarks.emplace_hint(progress.watermarks.end(), place, mark);
  }
  return true;
}

bool take_emitted(BytesView& in, Progress& progress) {
  std::uint64_t count = 0;
  if (!take_varint(in, count)) return false;
  for (std::uint64_t i = 0; i < count; ++i) {
    SourcePartition place;
    std::uint64_t last = 0;
    if (!take_place(in, place) || !take_varint(in, last)) return false;
    progress.emitted.emplace_hint(progress.emitted.end(), place, last);
  }
  return true;
}

}  // namespace

Bytes encode_progress(const Progress& progress) {
  Bytes out;
  out.reserve(8 + 12 * (progress.watermarks.size() + progress.emitted.size()));
  out.push_back(progress_version);
  append_varint(out, progress.next);
  append_varint(out, progress.watermarks.size());
  for (const auto& [place, mark] : progress.watermarks) {
    append_place(out, place);
    append_varint(out, mark.offset);
    append_varint(out, mark.ordinal);
    append_varint(out, mark.lane_sequence);
  }
  append_varint(out, progress.emitted.size());
  for (const auto& [place, last] : progress.emitted) {
    append_place(out, place);
    append_varint(out, last);
  }
  return out;
}

Result<Progress> decode_progress(BytesView bytes) {
  const auto damaged = Error::refused("the saved progress of a lane is damaged or of a newer version");
  if (bytes.empty() || bytes.front() != progress_version) return damaged;
  bytes.remove_prefix(1);
  Progress progress;
  if (!take_varint_as(bytes, progress.next) || !take_watermarks(bytes, progress) || !take_emitted(bytes, progress) ||
      !bytes.empty())
    return damaged;
  return progress;
}

}  // namespace tijdig::ports
