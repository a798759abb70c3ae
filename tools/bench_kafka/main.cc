// The parts of `make bench-kafka`: what each measures is in docs/benchmarks-kafka.md.
#include "tools/bench_kafka/cli.h"

int main(int argc, char** argv) { return tijdig::bench_kafka::run_chosen(argc, argv); }
