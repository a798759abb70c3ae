// The bytes of a table of the town hall, to be gone through from its beginning as often as needed, in small pieces.
//
//   const TableContent content(path);                  // or of bytes at hand, which must stay there
//   if (auto problem = content.each_piece([&](BytesView piece) { return reader.feed(piece); })) ...   // unreadable
//
// A file is not held in memory. One that is larger than `table_bytes_max` is refused before it is read, and so is what
// is no file (a pipe, a device): it cannot be gone through twice. The first piece holds the first 64 KiB, or all.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <variant>

#include "libs/base/bytes.h"
#include "services/signal_ingest/reason.h"

namespace tijdig::doors {

// A register of a million people, with every column, fits.
constexpr std::size_t table_bytes_max = std::size_t{128} << 20;

class TableContent {
 public:
  // Implicit: tests and the simulator have the bytes, and a reader should not care.
  TableContent(BytesView bytes) : from_(bytes) {}
  TableContent(const std::string& bytes) : from_(BytesView(bytes)) {}
  TableContent(const char* bytes) : from_(BytesView(bytes)) {}
  explicit TableContent(std::filesystem::path file) : from_(std::move(file)) {}

  // Until `take` gives false: it has had enough.
  std::optional<signal_ingest::FileProblem> each_piece(const std::function<bool(BytesView)>& take) const;

 private:
  std::variant<BytesView, std::filesystem::path> from_;
};

}  // namespace tijdig::doors
