#include "services/tijdig/doors/refused_rows.h"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <map>
#include <system_error>

#include "libs/base/csv_cell.h"
#include "services/signal_ingest/csv_reader.h"
#include "services/signal_ingest/text_encoding.h"

namespace tijdig::doors {
namespace {

using signal_ingest::CsvReader;
using signal_ingest::CsvRow;

std::string cell(BytesView text) { return spreadsheet_cell(text, ';'); }

// Writes header and rows as the reader gives them.
class Writer {
 public:
  Writer(const FileOutcome& outcome, std::ofstream& out) : out_(out) {
    for (const RowReceipt& row : outcome.refused_rows) refused_.emplace(row.line, &row);
  }

  void header(std::string columns) { out_ << columns << ";regel;veld;reden;advies\n"; }
  void row(std::uint32_t line, const std::string& columns) {
    const auto found = refused_.find(line);
    if (found == refused_.end()) return;
    for (const RowProblem& problem : found->second->problems)
      out_ << fmt::format("{};{};{};{};{}\n", columns, line, cell(problem.field), cell(problem.reason),
                          cell(problem.advice));
  }

 private:
  std::ofstream& out_;
  std::map<std::uint32_t, const RowReceipt*> refused_;
};

std::string join(const CsvRow& row) {
  std::string columns;
  for (std::size_t i = 0; i < row.size(); ++i) columns += (i == 0 ? "" : ";") + cell(row.field(i));
  return columns;
}

void copy_csv(std::ifstream& in, Writer& writer) {
  constexpr std::size_t piece_bytes = 64 * 1024;
  signal_ingest::TextEncoding encoding;
  bool header_done = false;
  CsvReader reader(signal_ingest::Limits{}, [&](CsvRow& row) {
    if (encoding.to_utf8(row)) return false;
    header_done ? writer.row(row.line, join(row)) : writer.header(join(row));
    header_done = true;
    return true;
  });
  std::array<char, piece_bytes> piece;
  bool more = true;
  while (in && more) {
    in.read(piece.data(), piece.size());
    more = reader.feed(BytesView(piece.data(), static_cast<std::size_t>(in.gcount())));
  }
  if (more) reader.finish();
}

void copy_ndjson(std::ifstream& in, Writer& writer) {
  writer.header("rij");
  std::string text;
  for (std::uint32_t line = 1; std::getline(in, text); ++line) writer.row(line, cell(text));
}

// A JSON object begins with a brace, also after a byte order mark; no CSV header does.
bool is_ndjson(std::ifstream& in) {
  std::string start(16, '\0');
  in.read(start.data(), static_cast<std::streamsize>(start.size()));
  in.clear();
  in.seekg(0);
  const std::size_t brace = start.find('{');
  return brace != std::string::npos && start.find_first_of("abcdefghijklmnopqrstuvwxyz") > brace;
}

}  // namespace

Result<std::filesystem::path> write_refused_rows(const FileOutcome& outcome, const std::filesystem::path& folder) {
  std::error_code failed;
  const std::filesystem::path path = folder / (outcome.name + ".refused.csv");
  if (outcome.already_received && outcome.refused_rows.empty()) std::filesystem::remove(path, failed);
  if (outcome.refused_rows.empty() || outcome.path.empty()) return std::filesystem::path{};
  std::ifstream in(outcome.path, std::ios::binary);
  if (!in) return std::filesystem::path{};
  std::filesystem::create_directories(folder, failed);
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  Writer writer(outcome, out);
  is_ndjson(in) ? copy_ndjson(in, writer) : copy_csv(in, writer);
  out.flush();
  if (!out) return Error::fatal(fmt::format("{}: the refused rows cannot be written", path.string()));
  return path;
}

}  // namespace tijdig::doors
