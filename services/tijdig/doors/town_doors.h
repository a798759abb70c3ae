// Every file of a town through the door it belongs to, and what became of it.
//
//   TownDoors doors(town, today);
//   Prepared prepared = doors.prepare(file);                     // read and checked; nothing is written
//   TIJDIG_DO(doors.append(std::move(prepared), outcomes));      // durable now, whole or not at all
//   TIJDIG_DO(town.pump().settle());
//   TIJDIG_DO(doors.collect(outcomes));                          // what became of each row
//
// Preparing and writing are apart, so that a file that is refused whole leaves no trace. One thread. An `Error` is a
// failure of the store; what is wrong with a file stands in its outcome.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/shell/town.h"
#include "services/signal_ingest/shell/file_door.h"
#include "services/tijdig/doors/input_file.h"
#include "services/tijdig/doors/set_aside.h"
#include "services/tijdig/doors/table_file.h"

namespace tijdig::doors {

struct FileOutcome {
  std::string name;
  std::filesystem::path path;
  FileKind kind = FileKind::signals;
  DeliveryId delivery;  // of a partner file
  PartnerId partner;
  std::uint64_t rows = 0;  // of a partner file
  bool refused_whole = false;
  bool already_received = false;
  std::uint64_t rows_taken = 0;      // accepted, corrected, withdrawn; or entries of a register, list or desk; of a
                                     // file that came before: what was refused then and is taken now
  std::uint64_t rows_repeated = 0;   // known already; no effect
  std::uint64_t rows_refused = 0;    // or set aside by a stage, which knew more than the door
  std::optional<Date> closed_until;  // the newest closed day, when that of the file was closed before it came
  std::size_t excess_columns = 0;    // of a partner file: not documented, not kept (L05)
  std::vector<signal_ingest::NearMiss> near_misses;
  std::vector<Problem> problems;
  std::vector<RowReceipt> refused_rows;
  std::filesystem::path refused_file;  // where the refused rows were written; "" for none
};

struct Prepared {
  FileOutcome outcome;
  std::vector<ports::OutRecord> records;
  std::vector<std::uint32_t> lines;  // of each record, where a file of the town hall was read
};

class TownDoors {
 public:
  TownDoors(shell::Town& town, Date today) : town_(town), today_(today), set_aside_(town.back_end()) {}

  Prepared prepare(const InputFile& file) const;
  // The same with the content at hand; `file.path` gives the name only.
  Prepared prepare(const InputFile& file, BytesView content) const;
  Result<> append(Prepared prepared, std::vector<FileOutcome>& outcomes);
  // Reads what the stages answered, once the town has settled, and fills in what became of each row: the receipts of
  // partner files, and entries of the town hall that were set aside.
  Result<> collect(std::vector<FileOutcome>& outcomes);

 private:
  Prepared prepare_signals(const InputFile& file, signal_ingest::PreparedDelivery delivery) const;
  Result<> collect_receipts(std::vector<FileOutcome>& outcomes);
  Prepared prepare_table(const InputFile& file, const TableContent& content) const;
  std::vector<Problem> read_entries(const InputFile& file, const TableContent& content, Prepared& prepared) const;

  shell::Town& town_;
  Date today_;
  std::map<PartnerId, ports::Offset> receipts_from_;  // per partner: where receipts not yet collected begin
  SetAside set_aside_;
};

}  // namespace tijdig::doors
