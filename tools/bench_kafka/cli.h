// The command line: which part of a run this process plays.
//
//   tijdig_bench_kafka topics --brokers A --prefix run1.
//   tijdig_bench_kafka load --brokers A --prefix run1. --count 1000000
#pragma once

namespace tijdig::bench_kafka {

int run_chosen(int argc, char** argv);

}  // namespace tijdig::bench_kafka
