#include "services/signal_ingest/delivery_draft.h"

#include <algorithm>

#include "libs/base/check.h"

namespace tijdig::signal_ingest {
namespace {

// Stands where a column would, before the reason code of a row that could not be cut.
constexpr auto form_problem_mark = static_cast<char>(Column::count_);

}  // namespace

void DeliveryDraft::begin_row(std::uint32_t line) {
  starts_.push_back(flat_.size());
  last_line_ = line;
  append_big_endian(flat_, line);
}

void DeliveryDraft::add(Column column, BytesView text) {
  TIJDIG_CHECK(text.size() <= 0xFFFF);
  if (text.empty()) return;
  flat_.push_back(static_cast<char>(column));
  append_big_endian(flat_, static_cast<std::uint16_t>(text.size()));
  flat_.append(text);
}

void DeliveryDraft::set_form_problem(std::string_view code) {
  flat_.push_back(form_problem_mark);
  append_big_endian(flat_, static_cast<std::uint16_t>(code.size()));
  flat_.append(code);
}

DeliveredRow DeliveryDraft::row(std::size_t i) const {
  const std::size_t end = i + 1 < starts_.size() ? starts_[i + 1] : flat_.size();
  BytesView bytes = BytesView(flat_).substr(starts_[i], end - starts_[i]);
  DeliveredRow row;
  row.line = read_big_endian<std::uint32_t>(bytes);
  bytes.remove_prefix(4);
  while (!bytes.empty()) {
    const char column = bytes.front();
    const auto size = read_big_endian<std::uint16_t>(bytes.substr(1));
    const BytesView text = bytes.substr(3, size);
    if (column == form_problem_mark)
      row.form_problem = text;
    else
      row[static_cast<Column>(column)] = PrivateText(std::string(text));
    bytes.remove_prefix(std::size_t{3} + size);
  }
  return row;
}

DeliveryChunk DeliveryDraft::chunk(std::size_t number, const DeliveryChunk& head) const {
  DeliveryChunk chunk = head;
  chunk.chunk = static_cast<std::uint32_t>(number);
  chunk.chunks = static_cast<std::uint32_t>(chunks());
  chunk.rows.clear();
  const std::size_t end = std::min(rows(), (number + 1) * chunk_rows_max);
  chunk.rows.reserve(end - number * chunk_rows_max);
  for (std::size_t i = number * chunk_rows_max; i < end; ++i) chunk.rows.push_back(row(i));
  return chunk;
}

}  // namespace tijdig::signal_ingest
