#include "services/tijdig/importer.h"

#include <algorithm>

#include "services/shell/closing.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/doors/new_dead_letters.h"

namespace tijdig::commands {

std::uint64_t ImportSummary::rows_taken() const {
  std::uint64_t rows = 0;
  for (const doors::FileOutcome& file : files) rows += file.rows_taken;
  return rows;
}

std::uint64_t ImportSummary::rows_known() const {
  std::uint64_t rows = 0;
  for (const doors::FileOutcome& file : files) rows += file.rows_repeated;
  return rows;
}

std::uint64_t ImportSummary::rows_refused() const {
  std::uint64_t rows = 0;
  for (const doors::FileOutcome& file : files) rows += file.refused_whole ? 0 : file.rows_refused;
  return rows;
}

std::uint64_t ImportSummary::files_refused() const {
  return static_cast<std::uint64_t>(
      std::count_if(files.begin(), files.end(), [](const doors::FileOutcome& file) { return file.refused_whole; }));
}

std::vector<const doors::FileOutcome*> ImportSummary::late() const {
  std::vector<const doors::FileOutcome*> late;
  for (const doors::FileOutcome& file : files)
    if (file.closed_until && file.kind == doors::FileKind::signals && file.rows_taken > 0) late.push_back(&file);
  return late;
}

int ImportSummary::exit_code() const {
  bool any_taken = files.empty();
  for (const doors::FileOutcome& file : files) any_taken = any_taken || (!file.refused_whole && file.rows_refused == 0);
  // Setting aside is no taking, but it is kept: not nothing.
  any_taken = any_taken || rows_taken() + rows_known() + dead_letters > 0;
  if (!any_taken) return exit_nothing_taken;
  return rows_refused() + files_refused() + dead_letters > 0 ? exit_some_refused : exit_done;
}

Result<> Importer::close_until(Date day) { return shell::close_until(town_, day, progress_); }

Result<> Importer::take_day(Date day, std::vector<doors::Prepared> prepared, ImportSummary& summary) {
  std::vector<doors::FileOutcome> outcomes;
  const bool any = std::any_of(prepared.begin(), prepared.end(),
                               [](const doors::Prepared& one) { return !one.outcome.refused_whole; });
  TIJDIG_TRY(const auto last, town_.calendar().last_day_closed(town_.municipality()));
  if (any && last) TIJDIG_DO(close_until(day.plus_days(-1)));
  for (doors::Prepared& one : prepared) TIJDIG_DO(doors_.append(std::move(one), outcomes));
  TIJDIG_DO(town_.pump().settle());
  TIJDIG_DO(doors_.collect(outcomes));
  for (doors::FileOutcome& outcome : outcomes) {
    if (last && day <= *last) outcome.closed_until = last;
    summary.files.push_back(std::move(outcome));
  }
  if (any && day < today_) TIJDIG_DO(close_until(day));
  return {};
}

Result<ImportSummary> Importer::take(const std::vector<doors::InputFile>& files) {
  ImportSummary summary;
  doors::NewDeadLetters dead_letters(town_.back_end());
  TIJDIG_DO(dead_letters.skip_to_end());
  for (std::size_t i = 0; i < files.size();) {
    const Date day = files[i].received.value_or(today_);
    std::vector<doors::Prepared> prepared;
    for (; i < files.size() && files[i].received.value_or(today_) == day; ++i)
      prepared.push_back(doors_.prepare(files[i]));
    TIJDIG_DO(take_day(day, std::move(prepared), summary));
  }
  TIJDIG_DO(dead_letters.each_new([&](const runtime::DeadLetter&) { ++summary.dead_letters; }));
  TIJDIG_DO(town_.back_end().sync());  // before anybody is told what became of the rows
  return summary;
}

}  // namespace tijdig::commands
