#include "services/tijdig/importer.h"

#include <algorithm>

#include "libs/runtime/visit.h"
#include "services/shell/closing.h"
#include "services/tijdig/commands.h"

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
  for (const doors::FileOutcome& file : files) rows += file.refused_whole ? 1 : file.rows_refused;
  return rows;
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
  any_taken = any_taken || rows_taken() + rows_known() > 0;
  if (!any_taken) return exit_nothing_taken;
  return rows_refused() > 0 ? exit_some_refused : exit_done;
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

Result<std::vector<ports::Offset>> Importer::dead_letter_ends() {
  ports::BackEnd& back_end = town_.back_end();
  std::vector<ports::Offset> ends;
  for (ports::Partition partition = 0; partition < back_end.partitions(); ++partition) {
    TIJDIG_TRY(const ports::Offset end, back_end.end(flow::topics::dead_letters.id, partition));
    ends.push_back(end);
  }
  return ends;
}

Result<std::uint64_t> Importer::dead_letters_behind(const std::vector<ports::Offset>& ends) {
  std::uint64_t count = 0;
  const auto take = [&](const ports::InRecord&) -> Result<> {
    ++count;
    return {};
  };
  for (ports::Partition partition = 0; partition < ends.size(); ++partition)
    TIJDIG_DO(runtime::visit(town_.back_end(), flow::topics::dead_letters.id, partition, ends[partition], take));
  return count;
}

Result<ImportSummary> Importer::take(const std::vector<doors::InputFile>& files) {
  ImportSummary summary;
  TIJDIG_TRY(const auto ends, dead_letter_ends());
  for (std::size_t i = 0; i < files.size();) {
    const Date day = files[i].received.value_or(today_);
    std::vector<doors::Prepared> prepared;
    for (; i < files.size() && files[i].received.value_or(today_) == day; ++i)
      prepared.push_back(doors_.prepare(files[i]));
    TIJDIG_DO(take_day(day, std::move(prepared), summary));
  }
  TIJDIG_TRY(summary.dead_letters, dead_letters_behind(ends));
  TIJDIG_DO(town_.back_end().sync());  // before anybody is told what became of the rows
  return summary;
}

}  // namespace tijdig::commands
