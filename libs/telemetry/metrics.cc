#include "libs/telemetry/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <vector>

#include "libs/base/check.h"
#include "libs/flow/flow.h"

namespace tijdig::telemetry {
namespace {

constexpr std::size_t metric_count = static_cast<std::size_t>(Metric::count_);

// 50 microseconds to 26 seconds, and 1 to 65,536 records, by factors of four and two.
std::vector<double> buckets_of(const MetricInfo& info) {
  const bool seconds = info.name.substr(info.name.size() - 8) == "_seconds";
  std::vector<double> buckets;
  double bound = seconds ? 0.00005 : 1;
  for (int i = 0; i < (seconds ? 10 : 17); ++i, bound *= seconds ? 4 : 2) buckets.push_back(bound);
  return buckets;
}

prometheus::Labels labels_of(const MetricInfo& info, std::initializer_list<Word> words) {
  TIJDIG_CHECK(words.size() == info.label_count());
  prometheus::Labels labels;
  std::size_t at = 0;
  for (const Word& word : words) labels.emplace(info.labels[at++], word.text());
  return labels;
}

}  // namespace

struct Metrics::Registry {
  prometheus::Registry registry;
  std::array<prometheus::Family<prometheus::Counter>*, metric_count> counters{};
  std::array<prometheus::Family<prometheus::Gauge>*, metric_count> gauges{};
  std::array<prometheus::Family<prometheus::Histogram>*, metric_count> histograms{};

  void declare(std::size_t at) {
    const MetricInfo& info = catalogue[at];
    const std::string name(info.name);
    const std::string help(info.help);
    switch (info.kind) {
      case MetricKind::counter:
        counters[at] = &prometheus::BuildCounter().Name(name).Help(help).Register(registry);
        break;
      case MetricKind::gauge:
        gauges[at] = &prometheus::BuildGauge().Name(name).Help(help).Register(registry);
        break;
      case MetricKind::histogram:
        histograms[at] = &prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
        break;
    }
  }

  prometheus::Counter& counter(Metric metric, std::initializer_list<Word> words) {
    auto* family = counters[static_cast<std::size_t>(metric)];
    TIJDIG_CHECK(family != nullptr);
    return family->Add(labels_of(info_of(metric), words));
  }
  prometheus::Gauge& gauge(Metric metric, std::initializer_list<Word> words) {
    auto* family = gauges[static_cast<std::size_t>(metric)];
    TIJDIG_CHECK(family != nullptr);
    return family->Add(labels_of(info_of(metric), words));
  }
  prometheus::Histogram& histogram(Metric metric, std::initializer_list<Word> words) {
    auto* family = histograms[static_cast<std::size_t>(metric)];
    TIJDIG_CHECK(family != nullptr);
    return family->Add(labels_of(info_of(metric), words), buckets_of(info_of(metric)));
  }

  void start(Metric metric, std::initializer_list<Word> words) {
    switch (info_of(metric).kind) {
      case MetricKind::counter:
        counter(metric, words);
        break;
      case MetricKind::gauge:
        gauge(metric, words);
        break;
      case MetricKind::histogram:
        histogram(metric, words);
        break;
    }
  }
};

Metrics::Metrics() : registry_(std::make_unique<Registry>()) {
  for (std::size_t i = 0; i < metric_count; ++i) {
    registry_->declare(i);
    const auto metric = static_cast<Metric>(i);
    const MetricInfo& info = catalogue[i];
    if (info.label_count() == 0) registry_->start(metric, {});
    if (info.label_count() == 1 && info.labels[0] == "stage")
      for (const flow::StageInfo& stage : flow::stages) registry_->start(metric, {stage});
  }
}

Metrics::~Metrics() = default;

void Metrics::add(Metric counter, std::initializer_list<Word> labels, double by) {
  registry_->counter(counter, labels).Increment(by);
}

void Metrics::set(Metric gauge, std::initializer_list<Word> labels, double value) {
  registry_->gauge(gauge, labels).Set(value);
}

void Metrics::observe(Metric histogram, std::initializer_list<Word> labels, double value) {
  registry_->histogram(histogram, labels).Observe(value);
}

std::string Metrics::text() const { return prometheus::TextSerializer().Serialize(registry_->registry.Collect()); }

}  // namespace tijdig::telemetry
