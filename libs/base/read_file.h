// The content of a file that a person named, whole.
//
//   TIJDIG_TRY(const std::string yaml, read_file("tijdig.yaml"));
//
// Errors: `refused`, a file that is not there, or may not be read, or a folder. Any thread.
#pragma once

#include <filesystem>
#include <string>

#include "libs/base/result.h"

namespace tijdig {

Result<std::string> read_file(const std::filesystem::path& path);

}  // namespace tijdig
