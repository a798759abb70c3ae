#include "libs/telemetry/events.h"

#include <variant>

namespace tijdig::telemetry {
namespace {

using Level = Log::Level;

double number(std::integral auto count) { return static_cast<double>(count); }

Word status_class(int status) {
  if (status >= 500) return "5xx";
  if (status >= 400) return "4xx";
  if (status >= 300) return "3xx";
  return "2xx";
}

// One overload per fact; those that say nothing new to operations are silent.
struct FactCounter {
  Metrics& metrics;
  const Vocabulary& reasons;

  void operator()(const SignalsCounted& fact) const {
    for (const SignalCount& count : fact.counts) {
      if (count.reason.empty())
        metrics.add(Metric::signals_accepted, {count.kind}, number(count.signals));
      else
        metrics.add(Metric::signals_refused, {count.kind, reasons.word(count.reason)}, number(count.signals));
    }
  }
  void operator()(const LateCounted& fact) const { metrics.add(Metric::signals_late, {}, number(fact.signals)); }
  void operator()(const MatchMade& fact) const { metrics.add(Metric::matches_found, {fact.match_class}, 1); }
  void operator()(const MatchEnded& fact) const { metrics.add(Metric::matches_ended, {fact.result}, 1); }
  void operator()(const CaseAssigned&) const { metrics.add(Metric::cases_queued, {}, 1); }
  void operator()(const ContactTried& fact) const {
    metrics.add(Metric::contact_attempts, {fact.attempt.kind, Word(fact.attempt.reached)}, 1);
  }
  void operator()(const CaseClosed& fact) const {
    metrics.add(Metric::cases_closed, {fact.result, Word(fact.by_clock)}, 1);
  }
  void operator()(const SignalAmended&) const {}
  void operator()(const DayClosed&) const {}
  void operator()(const PolicyActivated&) const {}
};

}  // namespace

void Telemetry::emit(const ProcessStarted& event) {
  log_.line(Level::info, "process_started",
            {{"version", event.version}, {"partitions", event.partitions}, {"workers", event.workers}});
}

void Telemetry::emit(const PolicyInForce& event) {
  log_.line(Level::info, "policy_in_force",
            {{"municipality", event.municipality}, {"version_hash", event.version_hash}});
}

void Telemetry::emit(const ProcessStopped& event) {
  log_.line(Level::info, "process_stopped", {{"drained", Word(event.drained)}});
}

void Telemetry::emit(const DeliveryReceived& event) {
  metrics_.add(Metric::rows_received, {event.door}, number(event.rows));
  log_.line(
      Level::info, "delivery_received",
      {{"door", event.door}, {"delivery", event.delivery}, {"rows", event.rows}, {"rows_refused", event.rows_refused}});
}

void Telemetry::emit(const StepTaken& event) {
  metrics_.add(Metric::records, {event.stage}, number(event.records));
  metrics_.add(Metric::records_published, {event.stage}, number(event.outputs));
  metrics_.add(Metric::duplicates_dropped, {event.stage}, number(event.duplicates));
  metrics_.add(Metric::dead_letters, {event.stage}, number(event.dead_letters));
  metrics_.observe(Metric::step_seconds, {event.stage}, event.seconds);
  metrics_.observe(Metric::batch_records, {event.stage}, number(event.records));
  const Level level = event.dead_letters > 0 ? Level::warning : Level::debug;
  log_.line(level, "step_taken",
            {{"stage", event.stage},
             {"records", event.records},
             {"duplicates", event.duplicates},
             {"dead_letters", event.dead_letters},
             {"outputs", event.outputs},
             {"seconds", event.seconds}});
}

void Telemetry::emit(const StepInterrupted& event) {
  metrics_.add(Metric::steps_interrupted, {event.stage}, 1);
  log_.line(Level::warning, "step_interrupted",
            {{"stage", event.stage}, {"partition", event.partition}, {"why", event.why}});
}

void Telemetry::emit(const WorkStopped& event) { log_.line(Level::error, "work_stopped", {{"why", event.why}}); }

void Telemetry::emit(const LagMeasured& event) {
  metrics_.set(Metric::lag_records, {event.stage}, number(event.records));
  metrics_.set(Metric::lag_oldest_seconds, {event.stage}, event.oldest_seconds);
}

void Telemetry::emit(const RequestAnswered& event) {
  metrics_.add(Metric::http_requests, {event.route, status_class(event.status)}, 1);
  metrics_.observe(Metric::http_request_seconds, {event.route}, event.seconds);
  log_.line(event.status >= 500 ? Level::error : Level::debug, "request_answered",
            {{"route", event.route}, {"status", event.status}, {"seconds", event.seconds}});
}

void Telemetry::count(const FactsMessage& fact, const Vocabulary& reasons) {
  std::visit(FactCounter{metrics_, reasons}, fact);
}

}  // namespace tijdig::telemetry
