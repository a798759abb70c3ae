// Files in, day by day: what `tijdig import` does, and what a kill at any moment leaves fit to be done again.
//
//   Importer importer(town, today());
//   TIJDIG_TRY(ImportSummary summary, importer.take(files));
//
// Files come sorted (doors::files_behind). Before a file of a later day is taken, the days in between are closed; after
// the last file, its day is closed too, unless it is today or later. A run over files that came before changes nothing:
// every door knows a repeat, and a closed day stays closed. Only a caseworker's entry that was refused is refused
// again, with a dead letter each time. New rows of a partner whose day was closed before are kept, and the summary says
// so: nothing that was decided on that day is decided again. One thread.
#pragma once

#include <functional>
#include <vector>

#include "services/tijdig/doors/town_doors.h"

namespace tijdig::commands {

struct ImportSummary {
  std::vector<doors::FileOutcome> files;
  std::uint64_t dead_letters = 0;  // came into being meanwhile; those of an entry are told with its line

  std::uint64_t rows_taken() const;
  std::uint64_t rows_known() const;                     // came before; no effect
  std::uint64_t rows_refused() const;                   // of files that were not refused whole
  std::uint64_t files_refused() const;                  // whole
  std::vector<const doors::FileOutcome*> late() const;  // files with such rows
  int exit_code() const;
};

class Importer {
 public:
  Importer(shell::Town& town, Date today) : town_(town), today_(today), doors_(town, today) {}

  // Told after each day that was closed; for a progress bar.
  using Progress = std::function<void(Date day)>;
  void on_progress(Progress progress) { progress_ = std::move(progress); }

  Result<ImportSummary> take(const std::vector<doors::InputFile>& files);
  // The files of one day, read and checked. When none of them is usable the day is not begun and nothing changes.
  Result<> take_day(Date day, std::vector<doors::Prepared> prepared, ImportSummary& summary);
  // Closes every day after the last closed one, up to and including `day`. Before the first day there is nothing to
  // close.
  Result<> close_until(Date day);
  const doors::TownDoors& doors() const { return doors_; }

 private:
  shell::Town& town_;
  Date today_;
  doors::TownDoors doors_;
  Progress progress_;
};

}  // namespace tijdig::commands
