// The numbers of this process, behind the catalogue. The only file that knows the metrics library is metrics.cc.
//
//   Metrics metrics;
//   metrics.add(Metric::dead_letters, {flow::matcher}, 1);
//   metrics.text()   // what GET /metrics answers, content type metrics_content_type
//
// A call with another number of labels than the catalogue says is a mistake of the program and ends it. Any thread.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>

#include "libs/telemetry/catalogue.h"
#include "libs/telemetry/word.h"

namespace tijdig::telemetry {

inline constexpr std::string_view metrics_content_type = "text/plain; version=0.0.4; charset=utf-8";

class Metrics {
 public:
  Metrics();  // every series whose labels are known beforehand starts at zero
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  void add(Metric counter, std::initializer_list<Word> labels, double by);
  void set(Metric gauge, std::initializer_list<Word> labels, double value);
  void observe(Metric histogram, std::initializer_list<Word> labels, double value);

  std::string text() const;

 private:
  struct Registry;
  std::unique_ptr<Registry> registry_;
};

}  // namespace tijdig::telemetry
