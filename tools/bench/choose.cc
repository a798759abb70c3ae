#include "tools/bench/choose.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "tools/bench/match_path_bench.h"
#include "tools/bench/nation_bench.h"
#include "tools/bench/restart_bench.h"
#include "tools/bench/store_bench.h"

namespace tijdig::bench {
namespace {

struct Choice {
  std::vector<std::string> only;
  int rounds = 5;
  int months = 120;
  int months_rebuilt = 24;
  unsigned workers = 2;
  bool alone = false;
  std::uint32_t households = 1'000'000;
  std::string policy = "deploy/policies/zoetermeer.yaml";
  std::filesystem::path folder = "/tmp/tijdig-bench";
  std::string child;
  int child_month = 0;
};

std::string read_file(const std::string& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::filesystem::path fresh_folder(const std::filesystem::path& folder) {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder;
}

void run_all(const Choice& choice, const std::string& program) {
  const std::string yaml = read_file(choice.policy);
  const std::set<std::string> only(choice.only.begin(), choice.only.end());
  const auto run = [&](const std::string& name, const auto& bench) {
    if (!only.empty() && only.count(name) == 0) return;
    const std::filesystem::path folder = fresh_folder(choice.folder / name);
    fmt::print("{}", as_table(bench(folder)));
    std::fflush(stdout);
    std::filesystem::remove_all(folder);
  };
  run("store", [&](const auto& folder) { return store_bench(folder, choice.rounds); });
  run("match", [&](const auto& folder) {
    return match_path_bench({folder, yaml, choice.rounds, choice.workers, choice.alone});
  });
  run("rebuild", [&](const auto& folder) {
    return rebuild_bench({folder, yaml, choice.months_rebuilt, choice.workers}, choice.rounds);
  });
  run("restart", [&](const auto& folder) {
    return restart_bench({folder, choice.policy, program, choice.households, choice.rounds});
  });
  run("nation", [&](const auto& folder) { return nation_bench({folder, yaml, choice.months, choice.workers}); });
}

}  // namespace

int run_chosen(int argc, char** argv) {
  CLI::App app{"Measures the embedded mode against yardsticks.\n\nExample: tijdig_bench --only match --rounds 7"};
  Choice choice;
  app.add_option("--only", choice.only, "store, match, rebuild, restart, nation; all when not given")
      ->check(CLI::IsMember({"store", "match", "rebuild", "restart", "nation"}));
  app.add_option("--rounds", choice.rounds, "rounds per comparison");
  app.add_option("--months", choice.months, "months of the nation");
  app.add_option("--months-rebuilt", choice.months_rebuilt, "months of the nation that are rebuilt in each round");
  app.add_option("--workers", choice.workers, "threads of the engine");
  app.add_flag("--alone", choice.alone, "match: without the yardsticks, for a profiler");
  app.add_option("--households", choice.households, "on disk when the process is killed");
  app.add_option("--policy", choice.policy, "the rules of every town")->check(CLI::ExistingFile);
  app.add_option("--folder", choice.folder, "where to write; the disk is part of what is measured");
  app.add_option("--child", choice.child)->group("");
  app.add_option("--child-month", choice.child_month)->group("");
  CLI11_PARSE(app, argc, argv);
  if (!std::filesystem::exists(choice.policy)) {
    fmt::print(stderr, "{}: no such file; run this in the project's folder, or give --policy\n", choice.policy);
    return 2;
  }
  if (!choice.child.empty())
    return child_main(choice.child, read_file(choice.policy), choice.households, choice.child_month);
  run_all(choice, argv[0]);
  return 0;
}

}  // namespace tijdig::bench
