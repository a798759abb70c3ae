// `tijdig link evaluate` and `tijdig link train`: linking on anybody's CSV files, described by a schema
// (docs/linking-evaluation.md). The records stay in memory; what is written holds ids and numbers.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <optional>

namespace tijdig::commands {

struct LinkOptions {
  std::filesystem::path schema;
  std::filesystem::path records;
  std::optional<std::filesystem::path> register_file;
  std::optional<std::filesystem::path> truth;  // pairs of ids
  std::optional<std::filesystem::path> model;
  std::optional<std::filesystem::path> json, out, calibration;
  bool train = false;
};
int link_evaluate(const LinkOptions& options);
int link_train(const LinkOptions& options);

// Adds the command to the command line; `chosen` becomes what it will do.
void add_link(CLI::App& app, std::function<int()>& chosen);

}  // namespace tijdig::commands
