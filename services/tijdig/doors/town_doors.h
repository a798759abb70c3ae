// Every file of a town through the door it belongs to, and what became of it.
//
//   TownDoors doors(town, today);
//   TIJDIG_TRY(FileOutcome outcome, doors.deliver(file));   // durable now; its rows are judged when the town has settled
//   TIJDIG_DO(town.engine().settle());
//   TIJDIG_DO(doors.collect(outcomes));                      // receipts of partner files, row by row
//
// One thread. An `Error` is a failure of the store; what is wrong with a file stands in its outcome.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "services/tijdig/doors/input_file.h"
#include "services/tijdig/doors/table_file.h"
#include "services/tijdig/embedded.h"

namespace tijdig::doors {

struct FileOutcome {
  std::string name;
  FileKind kind = FileKind::signals;
  bool refused_whole = false;
  bool already_received = false;
  std::uint64_t rows_taken = 0;     // accepted, corrected, withdrawn; or entries of a register, list or desk
  std::uint64_t rows_repeated = 0;  // known already; no effect
  std::uint64_t rows_refused = 0;
  std::vector<Problem> problems;
  std::filesystem::path refused_file;  // where the refused rows were written
};

class TownDoors {
 public:
  TownDoors(commands::Embedded& town, Date today) : town_(town), today_(today) {}

  Result<FileOutcome> deliver(const InputFile& file);
  // The same with the content at hand; `file.path` gives the name only.
  Result<FileOutcome> deliver(const InputFile& file, BytesView bytes);
  Result<> collect(std::vector<FileOutcome>& outcomes);

 private:
  commands::Embedded& town_;
  Date today_;
};

}  // namespace tijdig::doors
