#include "services/tijdig/doors/table_content.h"

#include <array>
#include <fstream>
#include <system_error>

namespace tijdig::doors {
namespace {

using signal_ingest::FileProblem;
using signal_ingest::FileReason;

constexpr std::size_t piece_bytes = std::size_t{64} << 10;

FileProblem too_large() { return {FileReason::file_too_large, 0, "", static_cast<std::int64_t>(table_bytes_max)}; }
FileProblem unreadable() { return {FileReason::unreadable, 0, "", 0}; }

std::optional<FileProblem> each_piece_of(const std::filesystem::path& file,
                                         const std::function<bool(BytesView)>& take) {
  std::error_code failed;
  if (!std::filesystem::is_regular_file(file, failed)) return unreadable();
  if (std::filesystem::file_size(file, failed) > table_bytes_max && !failed) return too_large();
  std::ifstream in(file, std::ios::binary);
  if (!in) return unreadable();
  std::array<char, piece_bytes> piece;
  std::size_t bytes = 0;
  while (in) {
    in.read(piece.data(), piece.size());
    const auto got = static_cast<std::size_t>(in.gcount());
    bytes += got;
    if (bytes > table_bytes_max) return too_large();  // it grew
    if (!take(BytesView(piece.data(), got))) return std::nullopt;
  }
  if (in.bad()) return unreadable();
  return std::nullopt;
}

}  // namespace

std::optional<FileProblem> TableContent::each_piece(const std::function<bool(BytesView)>& take) const {
  if (const auto* file = std::get_if<std::filesystem::path>(&from_)) return each_piece_of(*file, take);
  const BytesView bytes = std::get<BytesView>(from_);
  if (bytes.size() > table_bytes_max) return too_large();
  take(bytes);
  return std::nullopt;
}

}  // namespace tijdig::doors
