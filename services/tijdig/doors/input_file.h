// What a file is: read from its name, or, when the name does not say, from its header line.
//
//   InputFile f = look_at("2018-09-24_signals_dunea.csv");   // signals of dunea, received on that day
//
// Names: `YYYY-MM-DD_signals_<partner>.csv|.ndjson`, `YYYY-MM-DD_register.csv`, `YYYY-MM-DD_<list>.csv` with <list> one
// of debt-help, administration, opt-out, exclusion, `YYYY-MM-DD_desk.csv`, `YYYY-MM-DD_answers.csv` and
// `YYYY-MM-DD_unlinks.csv`. Any other name is looked at inside: a header with `vraag` holds answers, one with
// `zaaknummer` and `reden` unlinks, another with `zaaknummer` is the desk's, one with `bedrag` is a partner's, one with
// `geslachtsnaam` and `overleden` a register. Described in docs/town-files.md.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "libs/domain/register_facts.h"

namespace tijdig::doors {

enum class FileKind { signals, register_file, list, desk, answers, unlinks };

struct InputFile {
  std::filesystem::path path;
  FileKind kind = FileKind::signals;
  ListKind list = ListKind::debt_help;  // where kind is list
  std::string partner;                  // where kind is signals and the name says so
  std::optional<Date> received;         // nullopt: the name does not say; the door takes today
};

// From the name alone; nullopt when it does not say what the file is.
std::optional<InputFile> by_name(const std::filesystem::path& path);
// From the name, else from the first line of the content.
InputFile look_at(const std::filesystem::path& path);

// The order in which files are taken in: by day of receipt, then the desk, register, lists, signals, answers, unlinks,
// then by name. Files without a day come last.
bool is_before(const InputFile& one, const InputFile& other);

// All files behind the paths given (folders are walked), in that order. Hidden files, and files
// the import wrote itself (`*.refused.csv`), are left out.
Result<std::vector<InputFile>> files_behind(const std::vector<std::filesystem::path>& paths);

}  // namespace tijdig::doors
