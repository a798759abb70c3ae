#include "libs/base/read_file.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <system_error>

namespace tijdig {

Result<std::string> read_file(const std::filesystem::path& path) {
  std::error_code unknown;
  std::ifstream in(path, std::ios::binary);
  // A folder opens as a file does, and reads as an empty one.
  if (!in || std::filesystem::is_directory(path, unknown))
    return Error::refused(fmt::format("{}: the file cannot be read", path.string()));
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

}  // namespace tijdig
