#include "libs/telemetry/reference.h"

#include "libs/telemetry/catalogue.h"

namespace tijdig::telemetry {
namespace {

constexpr const char* introduction =
    "# Metrics\n"
    "\n"
    "`GET /metrics` answers in the Prometheus text format. A label takes only words of closed lists (stages of the "
    "map,\n"
    "codes of the national exchange, refusal codes), so no series can name a person, an address or a case. A word "
    "that\n"
    "no list knows is `other`. Counters start at zero with the process.\n"
    "\n"
    "This page is generated from `libs/telemetry/catalogue.h`.\n"
    "\n"
    "| metric | kind | labels | what it says |\n"
    "|---|---|---|---|\n";

std::string_view word_of(MetricKind kind) {
  switch (kind) {
    case MetricKind::counter:
      return "counter";
    case MetricKind::gauge:
      return "gauge";
    case MetricKind::histogram:
      break;
  }
  return "histogram";
}

}  // namespace

std::string metrics_reference() {
  std::string page = introduction;
  for (const MetricInfo& info : catalogue) {
    std::string labels;
    for (std::size_t i = 0; i < info.label_count(); ++i)
      labels += (i == 0 ? "`" : ", `") + std::string(info.labels[i]) + '`';
    page += "| `" + std::string(info.name) + "` | " + std::string(word_of(info.kind)) + " | " + labels + " | " +
            std::string(info.help) + " |\n";
  }
  return page;
}

}  // namespace tijdig::telemetry
