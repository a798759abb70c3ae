// tijdig_bench_linking: speed and memory of the linker against a large register; see docs/linking.md.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "tools/bench_linking/measures.h"

int main(int argc, char** argv) {
  CLI::App app("How fast customers are linked to the residents of a large register.");
  tijdig::bench_linking::Order order;
  app.add_option("--persons", order.persons, "residents, at least")->check(CLI::Range(1'000, 10'000'000));
  app.add_option("--homes", order.homes, "per town")->check(CLI::Range(500, 500'000));
  CLI11_PARSE(app, argc, argv);
  const auto towns = tijdig::bench_linking::make_towns(order);
  fmt::print("{}", as_text(tijdig::bench_linking::measure(towns, tijdig::residents::starting_model())));
  return 0;
}
