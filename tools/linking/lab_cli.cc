#include "tools/linking/lab_cli.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "libs/people/seeds.h"
#include "tools/linking/address_practice.h"
#include "tools/linking/csv_files.h"
#include "tools/linking/evaluation.h"
#include "tools/linking/patterns.h"
#include "tools/linking/residents_linker.h"

namespace tijdig::lab {
namespace {

constexpr int wrong_input = 2;
constexpr int other_failure = 1;

struct Options {
  std::string setting = "all";
  std::uint32_t households = 0;
  std::uint64_t seed = 0;
  unsigned threads = 2;
  std::string out;
  bool patterns = false;
};

int fail(const Error& error) {
  fmt::print(stderr, "tijdig_lab: {}\n", error.detail);
  return error.severity == Severity::refused ? wrong_input : other_failure;
}

int generate(const Options& options) {
  const Result<people::Setting> setting = people::setting_named(options.setting);
  if (!setting) return fail(setting.error());
  const Result<> written = write_csv_files(*setting, options.seed, options.households, options.out);
  if (!written) return fail(written.error());
  fmt::print("{}: register.csv, records.csv, signals.csv, truth.csv\n", options.out);
  return 0;
}

std::vector<LinkerMaker> linkers() {
  return {[] { return std::make_unique<AddressPractice>(); },
          [] { return std::make_unique<ResidentsLinker>(residents::starting_model()); }};
}

std::string evaluate_setting(const people::Setting& setting, const Options& options) {
  const auto nth = static_cast<std::size_t>(&setting - people::settings.data());
  const std::uint64_t seed = options.seed != 0 ? options.seed : people::evaluation_seeds[nth];
  Patterns patterns;
  const std::vector<Column> columns =
      evaluate({setting, seed, options.households, options.threads}, linkers(), options.patterns ? &patterns : nullptr);
  std::string out = fmt::format("## {}: seed {}, {} households\n\n{}\n", setting.name, seed, options.households,
                                summary_table(columns));
  for (const Column& column : columns) {
    if (!column.knows_residents) continue;
    out += fmt::format("{}\n{}\n{}\n", slice_table(column), calibration_table(column), goals(column));
  }
  if (options.patterns) out += patterns.text();
  return out;
}

int evaluate_settings(const Options& options) {
  std::string report;
  bool known = false;
  for (const people::Setting& setting : people::settings) {
    if (options.setting != "all" && options.setting != setting.name) continue;
    known = true;
    const std::string part = evaluate_setting(setting, options);
    fmt::print("{}", part);
    std::fflush(stdout);
    report += part;
  }
  if (!known) return fail(people::setting_named(options.setting).error());
  if (options.out.empty()) return 0;
  std::ofstream file(options.out);
  file << report;
  file.close();
  return file ? 0 : fail(Error::fatal(fmt::format("{}: cannot be written; choose another --out", options.out)));
}

}  // namespace

int run_lab(int argc, const char* const* argv) {
  CLI::App app("The linking laboratory: invented people, their creditors' records, and how well linkers do on them.");
  app.require_subcommand(1);
  Options options;
  const auto common = [&](CLI::App* command) {
    command->add_option("--setting", options.setting, "clean, shifted or hard");
    command->add_option("--households", options.households, "how many, over all municipalities")
        ->check(CLI::Range(1'000, 20'000'000));
    command->add_option("--seed", options.seed, "another seed than the setting's own");
  };
  CLI::App* files = app.add_subcommand("generate", "writes register, records, signals and truth as CSV");
  common(files);
  files->add_option("--out", options.out, "folder")->required();
  CLI::App* judging = app.add_subcommand("evaluate", "judges the linkers on the evaluation seeds");
  common(judging);
  judging->add_option("--threads", options.threads, "municipalities at a time")->check(CLI::Range(1, 64));
  judging->add_flag("--patterns", options.patterns,
                    "also tells what wrong links, wrong and missed events have in common");
  judging->add_option("--out", options.out, "also writes the report to this file");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : wrong_input;
  }
  if (files->parsed()) {
    if (options.households == 0) options.households = 50'000;
    if (options.seed == 0) options.seed = people::training_seeds[0];
    if (options.setting == "all") options.setting = "hard";
    return generate(options);
  }
  if (options.households == 0) options.households = 1'000'000;
  return evaluate_settings(options);
}

}  // namespace tijdig::lab
