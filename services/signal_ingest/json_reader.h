// Cuts NDJSON into rows: one object per line, with the column names of the CSV.
//
//   JsonReader reader(limits, [&](JsonRow& row) { take(row); return true; });
//   reader.feed("{\"klantnummer\":\"12\",\"bedrag\":51.20}\n");
//
// A number counts as the text it is written with, so 51.20 is fifty-one twenty and never a floating-point number; its
// point is never one of thousands, so one with three decimals gets a zero more and is no amount. true and false are ja
// and nee; null is an empty field. A line that is not an object, nests, or names a field twice is a row with a problem;
// names that are not documented are dropped and counted (L05). A JSON list instead of lines, a NUL byte, a limit passed
// or a last line broken off keeps the file out. Not thread-safe.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "libs/base/bytes.h"
#include "services/signal_ingest/limits.h"
#include "services/signal_ingest/reason.h"

namespace tijdig::signal_ingest {

struct JsonRow {
  std::uint32_t line = 0;
  std::optional<Reason> problem;
  std::array<Bytes, static_cast<std::size_t>(Column::count_)> fields;
};

class JsonReader {
 public:
  using Sink = std::function<bool(JsonRow&)>;
  JsonReader(const Limits& limits, Sink sink);
  ~JsonReader();
  JsonReader(const JsonReader&) = delete;
  JsonReader& operator=(const JsonReader&) = delete;

  bool feed(BytesView bytes);
  void finish();
  const std::optional<FileProblem>& problem() const { return problem_; }
  std::size_t excess_names() const { return excess_.size(); }

 private:
  struct Parser;
  bool refuse(FileReason reason, std::size_t number = 0);
  bool end_line(bool last);
  std::optional<Reason> read_object(JsonRow& row);

  Limits limits_;
  Sink sink_;
  std::unique_ptr<Parser> parser_;
  std::optional<FileProblem> problem_;
  bool stopped_ = false;
  Bytes line_bytes_;
  std::uint32_t line_ = 1;
  std::set<std::string, std::less<>> excess_;
};

}  // namespace tijdig::signal_ingest
