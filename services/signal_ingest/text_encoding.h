// UTF-8 or Windows-1252, decided by the file's own bytes, one row at a time.
//
//   TextEncoding encoding;
//   if (auto problem = encoding.to_utf8(row)) ...   // row is UTF-8 now, or the file is refused
//
// ASCII says nothing. The first row that is not ASCII decides for the whole file: valid UTF-8 is UTF-8, anything
// else that Windows-1252 can hold is that. A later row of the other kind, or both kinds in one row, is
// `mixed_encodings`: guessing would put wrong names on doors. Not thread-safe; one per file.
#pragma once

#include <optional>

#include "services/signal_ingest/csv_reader.h"
#include "services/signal_ingest/reason.h"

namespace tijdig::signal_ingest {

enum class Encoding : unsigned char { ascii, utf8, windows_1252 };

class TextEncoding {
 public:
  void decide_utf8() { found_ = Encoding::utf8; }  // a byte order mark said so
  Encoding found() const { return found_; }

  // Turns the row into UTF-8 in place.
  std::optional<FileReason> to_utf8(CsvRow& row);

 private:
  Encoding found_ = Encoding::ascii;
};

}  // namespace tijdig::signal_ingest
