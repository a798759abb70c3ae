#include "services/tijdig/doors/input_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>
#include <tuple>

#include "services/signal_ingest/field_text.h"

namespace tijdig::doors {
namespace {

constexpr std::array<std::pair<std::string_view, ListKind>, 4> list_names{{{"debt-help", ListKind::debt_help},
                                                                           {"administration", ListKind::administration},
                                                                           {"opt-out", ListKind::opt_out},
                                                                           {"exclusion", ListKind::exclusion}}};
constexpr std::string_view signals_word = "signals_";
constexpr std::size_t date_length = 10;
constexpr std::size_t header_bytes_max = 4096;

// "" for what is no file: a pipe can be read only once.
std::string first_line(const std::filesystem::path& path) {
  if (!std::filesystem::is_regular_file(path)) return {};
  std::ifstream in(path, std::ios::binary);
  std::string line(header_bytes_max, '\0');
  in.read(line.data(), static_cast<std::streamsize>(line.size()));
  line.resize(static_cast<std::size_t>(in.gcount()));
  return signal_ingest::lower_ascii(line.substr(0, line.find_first_of("\r\n")));
}

bool holds(const std::string& line, std::string_view word) { return line.find(word) != std::string::npos; }

// Where in a day a file is taken in. What caseworkers did goes first: a list of that day may end the case of which they
// speak.
int order_of(FileKind kind) {
  switch (kind) {
    case FileKind::desk:
      return 0;
    case FileKind::register_file:
      return 1;
    case FileKind::list:
      return 2;
    case FileKind::signals:
      return 3;
    case FileKind::answers:
      return 4;
    case FileKind::unlinks:
      return 5;
  }
  TIJDIG_CHECK(false);
}

bool is_ours(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  const std::string_view refused = ".refused.csv";
  return name.front() == '.' ||
         (name.size() > refused.size() && name.compare(name.size() - refused.size(), refused.size(), refused) == 0);
}

}  // namespace

std::optional<InputFile> by_name(const std::filesystem::path& path) {
  const std::string stem = path.stem().string();
  if (stem.size() < date_length + 2 || stem[date_length] != '_') return std::nullopt;
  const auto day = Date::parse(std::string_view(stem).substr(0, date_length));
  if (!day) return std::nullopt;
  const std::string_view what = std::string_view(stem).substr(date_length + 1);
  InputFile file;
  file.path = path;
  file.received = *day;
  if (what.substr(0, signals_word.size()) == signals_word) {
    file.partner = std::string(what.substr(signals_word.size()));
    return file;
  }
  if (what == "register") file.kind = FileKind::register_file;
  if (what == "desk") file.kind = FileKind::desk;
  if (what == "answers") file.kind = FileKind::answers;
  if (what == "unlinks") file.kind = FileKind::unlinks;
  for (const auto& [name, list] : list_names)
    if (what == name) {
      file.kind = FileKind::list;
      file.list = list;
    }
  if (file.kind == FileKind::signals) return std::nullopt;
  return file;
}

InputFile look_at(const std::filesystem::path& path) {
  if (auto named = by_name(path)) return *std::move(named);
  InputFile file;
  file.path = path;
  const std::string header = first_line(path);
  if (holds(header, "bedrag")) return file;
  if (holds(header, "zaaknummer")) file.kind = holds(header, "reden") ? FileKind::unlinks : FileKind::desk;
  if (holds(header, "vraag")) file.kind = FileKind::answers;
  if (holds(header, "geslachtsnaam") && holds(header, "overleden")) file.kind = FileKind::register_file;
  return file;
}

bool is_before(const InputFile& one, const InputFile& other) {
  const auto key = [](const InputFile& file) {
    return std::make_tuple(!file.received.has_value(), file.received.value_or(Date()), order_of(file.kind),
                           file.path.filename().string(), file.path.string());
  };
  return key(one) < key(other);
}

Result<std::vector<InputFile>> files_behind(const std::vector<std::filesystem::path>& paths) {
  std::vector<InputFile> files;
  for (const std::filesystem::path& path : paths) {
    std::error_code failed;
    const auto status = std::filesystem::status(path, failed);
    if (failed || !std::filesystem::exists(status))
      return Error::refused(fmt::format("{}: there is no such file or folder", path.string()));
    if (!std::filesystem::is_directory(status)) {
      files.push_back(look_at(path));
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path, failed))
      if (entry.is_regular_file() && !is_ours(entry.path())) files.push_back(look_at(entry.path()));
    if (failed)
      return Error::refused(fmt::format("{}: the folder cannot be read: {}", path.string(), failed.message()));
  }
  std::sort(files.begin(), files.end(), is_before);
  return files;
}

}  // namespace tijdig::doors
