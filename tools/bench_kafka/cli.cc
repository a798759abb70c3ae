#include "tools/bench_kafka/cli.h"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "libs/backends/kafka/topics.h"
#include "libs/flow/topics.h"
#include "tools/bench_kafka/country.h"
#include "tools/bench_kafka/ends.h"
#include "tools/bench_kafka/fence_only.h"
#include "tools/bench_kafka/work.h"

namespace tijdig::bench_kafka {
namespace {

int make_topics(const WorkOptions& options) {
  kafka::TopicSizes sizes;
  sizes.partitions = options.partitions;
  sizes.slots = options.slots;
  const Result<> made = kafka::apply_topics(options.kafka, kafka::plan_topics(sizes));
  if (made) return 0;
  std::fprintf(stderr, "bench_kafka: %s\n", made.error().detail.c_str());
  return 1;
}

}  // namespace

int run_chosen(int argc, char** argv) {
  CLI::App app("One part of tools/bench_kafka/bench.py");
  app.require_subcommand(1);
  RunOptions options;
  WorkOptions ours;
  const auto part = [&](const std::string& name, const std::string& what) {
    CLI::App* command = app.add_subcommand(name, what);
    command->add_option("--brokers", options.brokers, "host:port")->required();
    command->add_option("--prefix", ours.kafka.prefix, "before every name")->required();
    command->add_option("--partitions", options.partitions, "of every topic");
    command->add_option("--count", options.count, "signals");
    command->add_option("--slots", ours.slots, "in which the work falls");
    command->add_option("--threads-per-slot", ours.threads_per_slot, "of ours");
    return command;
  };
  const CLI::App* topics = part("topics", "makes the topics");
  CLI::App* loading = part("load", "sends the signals");
  loading->add_option("--rate", options.rate, "signals per second; 0: as fast as it goes");
  CLI::App* watching = part("watch", "waits for the cases and measures");
  watching->add_option("--seconds", options.seconds_max, "to wait at most");
  const CLI::App* passing = part("passthrough", "copies the signals with the plain client");
  const CLI::App* trips = part("trips", "one record there and back, again and again");
  CLI::App* working = part("work", "does the job with our engine");
  working->add_option("--redis", ours.redis, "host:port")->required();
  working->add_option("--records", ours.records_max, "that one step takes at most");
  CountryOptions all;
  CLI::App* fenced = part("fence-only", "does the job without transactions");
  fenced->add_option("--redis", ours.redis, "host:port")->required();
  fenced->add_option("--threads", options.threads, "each with its part of the partitions");
  CLI::App* country_part = part("country", "all six services, for towns of some months");
  country_part->add_option("--redis", ours.redis, "host:port")->required();
  country_part->add_option("--policy", all.policy_file, "of every town")->required();
  country_part->add_option("--folder", all.embedded_folder, "of the embedded store beside it")->required();
  country_part->add_option("--signals", all.signals_per_month, "of all towns together in a month");
  country_part->add_option("--months", all.months, "how many");
  CLI11_PARSE(app, argc, argv);

  ours.kafka.brokers = options.brokers;
  ours.partitions = static_cast<ports::Partition>(options.partitions);
  const std::string signals = ours.kafka.names().of(kafka::records_of(flow::topics::signals.info.id));
  const std::string cases = ours.kafka.names().of(kafka::records_of(flow::topics::matches.info.id));
  options.to = *loading ? signals : cases;
  options.from = *watching ? cases : signals;
  if (*topics) return make_topics(ours);
  if (*working) return work(ours);
  all.work = ours;
  if (*country_part) return country(all);
  if (*fenced) return do_without_transactions(options, ours);
  if (*watching) return watch(options);
  if (*loading) load(options);
  if (*passing) pass_through(options);
  if (*trips) make_trips(options);
  return 0;
}

}  // namespace tijdig::bench_kafka
