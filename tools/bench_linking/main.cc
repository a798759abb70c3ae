// tijdig_bench_linking: speed and memory of the linker against a large register; see docs/linking.md.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "tools/bench_linking/export.h"
#include "tools/bench_linking/measures.h"
#include "tools/bench_linking/without_register.h"

int main(int argc, char** argv) {
  using namespace tijdig;
  CLI::App app("How fast customers are linked to the residents of a large register.");
  bench_linking::Order order;
  std::string folder;
  app.add_option("--persons", order.persons, "residents, at least")->check(CLI::Range(1'000, 10'000'000));
  app.add_option("--homes", order.homes, "per town")->check(CLI::Range(500, 500'000));
  app.add_option("--export", folder, "also writes the data here, for anchors.py");
  bool no_register = false;
  app.add_flag("--without-register", no_register, "judges linkers that compare customers with each other, and stops");
  CLI11_PARSE(app, argc, argv);
  if (no_register) {
    fmt::print("{}", bench_linking::without_register(order.homes));
    return 0;
  }
  const auto towns = bench_linking::make_towns(order);
  fmt::print("{}", as_text(bench_linking::measure(towns, residents::built_in_model())));
  if (folder.empty()) return 0;
  const Result<> written = bench_linking::export_towns(towns, folder);
  if (!written) fmt::print(stderr, "tijdig_bench_linking: {}\n", written.error().detail);
  return written ? 0 : 1;
}
