// The command line of the benchmarks: which to run, how many rounds, where.
//
//   tijdig_bench --only match --rounds 7 --folder /data/bench
#pragma once

namespace tijdig::bench {

int run_chosen(int argc, char** argv);

}  // namespace tijdig::bench
