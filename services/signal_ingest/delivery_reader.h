// Bytes of a delivery to rows, whatever shape they came in: the one reader behind files and POST /v1/deliveries.
//
//   DeliveryReader reader(Format::by_content, Limits{});
//   while (more) if (!reader.feed(bytes)) break;
//   ReadDelivery read = reader.finish();
//   if (!read.problems.empty()) refuse_the_file(read.problems);
//
// Looks at the first bytes (zip, Excel, PDF, UTF-16, HTML ... are named as what they are), strips a byte order mark,
// reads CSV or NDJSON, and checks the form only; what the fields say is for validate.h. Memory is bounded by
// Limits::file_bytes_max and a few rows. The content hash covers every byte fed, so the same file gives the same id.
// Not thread-safe.
#pragma once

#include <sodium.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/signal_ingest/csv_reader.h"
#include "services/signal_ingest/delivery_draft.h"
#include "services/signal_ingest/header.h"
#include "services/signal_ingest/json_reader.h"
#include "services/signal_ingest/text_encoding.h"

namespace tijdig::signal_ingest {

enum class Format : unsigned char { by_content, csv, ndjson };

// What the first bytes (a kilobyte is enough) say a file is, when it is nothing we read.
std::optional<FileReason> foreign_format(BytesView first);

struct ReadDelivery {
  std::vector<FileProblem> problems;  // not empty: nothing of it may be taken
  DeliveryDraft draft;
  Hash128 content{};
  std::size_t bytes = 0;
  std::size_t excess_columns = 0;  // dropped at the gate (L05)
  std::vector<NearMiss> near_misses;
  std::string partner;  // what the column signaalpartner says in every row that fills it, "" when none does
  Encoding encoding = Encoding::ascii;
};

class DeliveryReader {
 public:
  DeliveryReader(Format format, const Limits& limits);

  bool feed(BytesView bytes);  // false: no need for more, the delivery is refused
  ReadDelivery finish();

 private:
  bool begin();  // enough bytes to see what it is
  bool feed_reader(BytesView bytes);
  bool take(CsvRow& row);
  bool take(JsonRow& row);
  bool take_fields(const CsvRow& row);
  void see_partner(BytesView text);
  bool refuse(FileProblem problem);
  bool room_for_row(std::uint32_t line);

  Format format_;
  Limits limits_;
  ReadDelivery read_;
  crypto_generichash_state hash_{};
  bool begun_ = false;
  Bytes first_bytes_;
  std::unique_ptr<CsvReader> csv_;
  std::unique_ptr<JsonReader> json_;
  TextEncoding encoding_;
  Header header_;
};

}  // namespace tijdig::signal_ingest
