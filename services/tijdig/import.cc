#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "services/shell/today.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/doors/refused_rows.h"
#include "services/tijdig/importer.h"
#include "services/tijdig/progress.h"
#include "services/tijdig/store.h"

namespace tijdig::commands {
namespace {

void print_problem(const std::string& name, const doors::Problem& problem) {
  std::string where = problem.line == 0 ? "" : fmt::format(" line {}", problem.line);
  if (!problem.field.empty()) where += (where.empty() ? " " : ", ") + problem.field;
  if (!where.empty()) where += ":";
  fmt::print(stderr, "{}:{} {}: {}\n", name, where, problem.reason, problem.advice);
}

void print_outcome(const doors::FileOutcome& outcome) {
  for (const doors::Problem& problem : outcome.problems) print_problem(outcome.name, problem);
  for (const signal_ingest::NearMiss& miss : outcome.near_misses)
    fmt::print(stderr, "{}: column {} looks like {}, which is not there; is it misspelt?\n", outcome.name,
               miss.position, column_name(miss.meant));
  if (outcome.refused_whole) {
    fmt::print(stderr, "{}: nothing of this file was taken\n", outcome.name);
    return;
  }
  fmt::print("{}: {} taken, {} known already, {} refused{}\n", outcome.name, outcome.rows_taken, outcome.rows_repeated,
             outcome.rows_refused, outcome.already_received ? " (this file came before)" : "");
  if (outcome.excess_columns > 0) fmt::print("  {} columns that nobody needs were not kept\n", outcome.excess_columns);
  if (!outcome.refused_file.empty()) fmt::print("  refused rows: {}\n", outcome.refused_file.string());
}

void print_late(const std::vector<const doors::FileOutcome*>& late) {
  if (late.empty()) return;
  std::uint64_t rows = 0;
  for (const doors::FileOutcome* file : late) rows += file->rows_taken;
  fmt::print(
      stderr,
      "{} files, {} to {}, came after their day was closed: this town stands at {}. Their {} rows are kept, but "
      "nothing of those days is decided again. Bring a past into a new town, before `tijdig run` closes a day.\n",
      late.size(), late.front()->name, late.back()->name, late.front()->closed_until->to_string(), rows);
}

nlohmann::ordered_json json_of(const doors::FileOutcome& outcome) {
  nlohmann::ordered_json out{{"file", outcome.name},
                             {"refusedWhole", outcome.refused_whole},
                             {"alreadyReceived", outcome.already_received},
                             {"taken", outcome.rows_taken},
                             {"knownAlready", outcome.rows_repeated},
                             {"refused", outcome.rows_refused},
                             {"refusedFile", outcome.refused_file.string()},
                             {"excessColumns", outcome.excess_columns}};
  if (outcome.closed_until) out["closedUntil"] = outcome.closed_until->to_string();
  out["hints"] = nlohmann::ordered_json::array();
  for (const signal_ingest::NearMiss& miss : outcome.near_misses)
    out["hints"].push_back({{"column", miss.position}, {"meant", column_name(miss.meant)}});
  out["problems"] = nlohmann::ordered_json::array();
  for (const doors::Problem& problem : outcome.problems)
    out["problems"].push_back(
        {{"line", problem.line}, {"field", problem.field}, {"reason", problem.reason}, {"advice", problem.advice}});
  return out;
}

// Refused rows hold personal data: they go where somebody said, never where the command happens to stand.
Result<std::filesystem::path> folder_for_refused(const ImportOptions& options) {
  if (!options.refused.empty()) return options.refused;
  if (!options.data.empty()) return options.data / "refused";
  TIJDIG_TRY(const config::Settings settings, settings_of(options));
  if (settings.backend.value() != config::BackendKind::kafka) TIJDIG_DO(needs_data_folder(options));
  return Error::refused("--refused DIR is needed: where the rows go that cannot be taken (they hold personal data)");
}

// A year takes minutes: on a terminal a bar says how far the days are. Elsewhere nothing, for whoever reads messages.
Result<ImportSummary> take_watched(Importer& importer, const std::vector<doors::InputFile>& files) {
  if (!ProgressBar::is_watched()) return importer.take(files);
  ProgressBar bar("taking in");
  const Date first = files.front().received.value_or(shell::today());
  const Date last = files.back().received.value_or(shell::today());
  const int days = last.days_since_epoch() - first.days_since_epoch() + 1;
  importer.on_progress([&bar, first, days](Date day) {
    const int closed = day.days_since_epoch() - first.days_since_epoch() + 1;
    bar.show(std::clamp(closed * 100 / days, 0, 100), day.to_string());
  });
  auto summary = importer.take(files);
  importer.on_progress({});
  return summary;
}

Result<ImportSummary> import_all(const ImportOptions& options) {
  // Looked at before a data folder is made: a wrong path leaves nothing behind.
  TIJDIG_TRY(const auto files, doors::files_behind(options.paths));
  if (files.empty())
    return Error::refused(
        "no file to take in: the folders given are empty, but for hidden files and *.refused.csv (docs/town-files.md)");
  TIJDIG_TRY(const std::filesystem::path refused, folder_for_refused(options));
  TIJDIG_TRY(const OpenTown town, open_town(options, options.policy));
  Importer importer(*town, shell::today());
  TIJDIG_TRY(ImportSummary summary, take_watched(importer, files));
  for (doors::FileOutcome& outcome : summary.files) {
    TIJDIG_TRY(outcome.refused_file, doors::write_refused_rows(outcome, refused));
  }
  return summary;
}

}  // namespace

int import_files(const ImportOptions& options) {
  const auto summary = import_all(options);
  if (!summary) return failed(summary.error());
  if (options.json) {
    nlohmann::ordered_json out{{"taken", summary->rows_taken()},
                               {"knownAlready", summary->rows_known()},
                               {"refused", summary->rows_refused()},
                               {"filesRefusedWhole", summary->files_refused()},
                               {"deadLetters", summary->dead_letters}};
    out["files"] = nlohmann::ordered_json::array();
    for (const doors::FileOutcome& outcome : summary->files) out["files"].push_back(json_of(outcome));
    fmt::print("{}\n", out.dump(2));
  } else {
    for (const doors::FileOutcome& outcome : summary->files) print_outcome(outcome);
    print_late(summary->late());
    if (summary->dead_letters > 0)
      fmt::print(stderr, "records that could not be used where they belong: {}, kept for `tijdig dead-letters`\n",
                 summary->dead_letters);
    fmt::print("{} files: {} rows taken, {} known already, {} refused{}\n", summary->files.size(),
               summary->rows_taken(), summary->rows_known(), summary->rows_refused(),
               summary->files_refused() > 0 ? fmt::format("; {} files refused whole", summary->files_refused()) : "");
  }
  return summary->exit_code();
}

}  // namespace tijdig::commands
