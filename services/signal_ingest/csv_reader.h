// Cuts bytes into rows and fields by RFC 4180, piece by piece, in bounded memory.
//
//   CsvReader reader(limits, [&](CsvRow& row) { take(row); return true; });
//   while (more) if (!reader.feed(bytes)) break;
//   reader.finish();
//   if (reader.problem()) ...
//
// The separator (`;`, `,` or tab) is the one that occurs most in the first line, outside quotes; Excel's `sep=;`
// line is heeded. Rows end with LF, CRLF or CR; a quoted field may hold any of them. Empty lines are skipped. A
// quote inside an unquoted field, text after a closing quote, an unclosed quote, a NUL byte or a limit passed ends
// the reading with one problem and the line it stands on. Encoding is not looked at: every special byte is ASCII in
// both encodings we take. The sink may change the row it gets and returns false to stop. Not thread-safe.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "libs/base/bytes.h"
#include "services/signal_ingest/limits.h"
#include "services/signal_ingest/reason.h"

namespace tijdig::signal_ingest {

// Fields end to end in one buffer, each followed by one byte that is not part of it.
struct CsvRow {
  std::uint32_t line = 0;  // where the row starts, from 1
  bool ended = true;       // false: the file stopped before the end of the line
  Bytes bytes;
  std::vector<std::uint32_t> ends;

  std::size_t size() const { return ends.size(); }
  BytesView field(std::size_t i) const {
    const std::uint32_t start = i == 0 ? 0 : ends[i - 1] + 1;
    return BytesView(bytes).substr(start, ends[i] - start);
  }
  void end_field() {
    ends.push_back(static_cast<std::uint32_t>(bytes.size()));
    bytes.push_back('\n');
  }
  void clear() {
    bytes.clear();
    ends.clear();
  }
};

class CsvReader {
 public:
  using Sink = std::function<bool(CsvRow&)>;
  CsvReader(const Limits& limits, Sink sink) : limits_(limits), sink_(std::move(sink)) {}

  bool feed(BytesView bytes);  // false: stop, there is a problem or the sink had enough
  void finish();
  const std::optional<FileProblem>& problem() const { return problem_; }
  char separator() const { return separator_; }

 private:
  enum class At : unsigned char { field_start, unquoted, quoted, after_quote };

  bool look_for_separator(BytesView bytes);
  void choose_separator(BytesView first_line);
  bool read(BytesView bytes);
  bool read_one(char c);
  bool read_unquoted(char c);
  bool end_field();
  bool end_row();
  bool refuse(FileReason reason, std::uint32_t line, std::size_t number = 0);
  std::size_t plain_run(BytesView bytes) const;
  bool append(BytesView run);

  Limits limits_;
  Sink sink_;
  std::optional<FileProblem> problem_;
  bool stopped_ = false;
  bool chosen_ = false;
  char separator_ = 0;
  Bytes head_;  // the first line until the separator is known
  At at_ = At::field_start;
  CsvRow row_;
  std::size_t field_start_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t quote_line_ = 0;
  bool after_cr_ = false;
};

}  // namespace tijdig::signal_ingest
