#include "tools/bench_kafka/country.h"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <thread>

#include "libs/codec/codec.h"
#include "libs/runtime/calendar.h"
#include "services/tijdig/stages.h"
#include "tools/bench/measure.h"
#include "tools/bench/nation.h"
#include "tools/bench/pipeline.h"

namespace tijdig::bench_kafka {
namespace {

using bench::must;

constexpr std::uint16_t country_towns = 16;
constexpr std::size_t chunks_per_append = 64;
const YearMonth country_begins(2018, 9);

struct Cost {
  double taking_s = 0;   // from the first delivery to the last signal kept
  double closing_s = 0;  // match day and end of the month
  double cpu_s = 0;
};

void print(const char* side, const CountryOptions& options, const Cost& cost) {
  const double signals = static_cast<double>(options.signals_per_month) * options.months;
  fmt::print(R"({{"side": "{}", "signals": {:.0f}, "per_second": {:.0f}, "closing_s": {:.2f}, "cpu_us": {:.1f}}})"
             "\n",
             side, signals, signals / cost.taking_s, cost.closing_s, cost.cpu_s * 1e6 / signals);
  std::fflush(stdout);
}

template <class Bring, class Settle, class Close>
Cost live_through(const bench::Nation& nation, int months, const Bring& bring, const Settle& settle,
                  const Close& close) {
  Cost cost;
  for (int number = 0; number < months; ++number) {
    const YearMonth month = country_begins.plus_months(number);
    const std::vector<DeliveryChunk> chunks = nation.deliveries(month);
    const bench::Stopwatch all;
    bring(chunks);
    settle();
    cost.taking_s += all.seconds();
    close(month.first_day().plus_days(24));
    close(month.last_day());
    cost.closing_s += all.seconds();
    cost.cpu_s += all.cpu_seconds();
  }
  cost.closing_s -= cost.taking_s;
  return cost;
}

Cost on_servers(const CountryOptions& options, const bench::Nation& nation) {
  const auto hands = must(Hands::open(options.work, commands::all_stages()));
  while (!hands->own_all()) {
    TIJDIG_CHECK(!hands->failure());
    std::this_thread::sleep_for(look_every);
  }
  runtime::Calendar calendar(hands->pump());
  for (const policy::Policy& rules : nation.policies()) must(calendar.activate(rules.activation()));
  must(hands->pump().settle());
  ports::BackEnd& back_end = hands->back_end();
  const auto bring = [&](const std::vector<DeliveryChunk>& chunks) {
    std::vector<ports::OutRecord> records;
    for (const DeliveryChunk& chunk : chunks) {
      const Bytes key = flow::key_bytes(flow::PartnerKey{chunk.municipality, chunk.partner});
      records.push_back({flow::topics::deliveries.info.id,
                         flow::partition_of(key, back_end.partitions()),
                         {},
                         key,
                         codec::encode(DeliveriesMessage(chunk))});
      if (records.size() == chunks_per_append) must(back_end.append_durably(std::exchange(records, {})));
    }
    if (!records.empty()) must(back_end.append_durably(std::move(records)));
  };
  return live_through(
      nation, options.months, bring, [&] { must(hands->pump().settle()); },
      [&](Date day) { must(calendar.close_day(nation.municipalities(), day)); });
}

Cost embedded(const CountryOptions& options, const bench::Nation& nation) {
  bench::Pipeline pipeline(options.embedded_folder, {.partitions = options.work.partitions});
  pipeline.activate(nation.policies());
  pipeline.settle();
  return live_through(
      nation, options.months, [&](const std::vector<DeliveryChunk>& chunks) { pipeline.bring(chunks); },
      [&] { pipeline.settle(); }, [&](Date day) { pipeline.close_day(nation.municipalities(), day); });
}

}  // namespace

int country(const CountryOptions& options) {
  std::ifstream file(options.policy_file, std::ios::binary);
  const std::string policy{std::istreambuf_iterator<char>(file), {}};
  const bench::Nation nation({.municipalities = country_towns, .signals_per_month = options.signals_per_month}, policy);
  print("distributed", options, on_servers(options, nation));
  print("embedded", options, embedded(options, nation));
  return 0;
}

}  // namespace tijdig::bench_kafka
