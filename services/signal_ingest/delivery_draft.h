// The rows of a delivery while it comes in: flat, about as large as the file, until its end is known.
//
//   draft.begin_row(7); draft.add(Column::postcode, "2711AB");
//   for (std::size_t i = 0; i < draft.chunks(); ++i) append(encode(draft.chunk(i, head)));
//
// How many chunks there are, and the id of the delivery, are known only at the end; encoding before that is
// impossible, and a DeliveredRow is ten times as large as what it holds. Not thread-safe.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "libs/base/bytes.h"
#include "libs/domain/delivery.h"

namespace tijdig::signal_ingest {

inline constexpr std::size_t chunk_rows_max = 500;

class DeliveryDraft {
 public:
  void begin_row(std::uint32_t line);
  void add(Column column, BytesView text);  // text up to 65,535 bytes; empty text is not kept
  void set_form_problem(std::string_view code);

  std::size_t rows() const { return starts_.size(); }
  std::uint32_t last_line() const { return last_line_; }
  DeliveredRow row(std::size_t i) const;
  // The chunk numbers count from 0; `head` gives everything but chunk, chunks and rows.
  std::size_t chunks() const { return (rows() + chunk_rows_max - 1) / chunk_rows_max; }
  DeliveryChunk chunk(std::size_t number, const DeliveryChunk& head) const;

 private:
  std::vector<std::size_t> starts_;
  std::uint32_t last_line_ = 0;
  Bytes flat_;
};

}  // namespace tijdig::signal_ingest
