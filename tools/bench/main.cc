// `make bench`: ratios of two sides measured in one run; the method is in docs/benchmarks.md.
#include "tools/bench/choose.h"

int main(int argc, char** argv) { return tijdig::bench::run_chosen(argc, argv); }
