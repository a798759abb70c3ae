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
  log_.line(Level::info, "policy_in_force", {{"municipality", event.municipality}, {"version", event.version}});
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
  // "Not now" is said on purpose, and to a probe every few seconds.
  const bool is_our_fault = event.status >= 500 && event.status != 503;
  log_.line(is_our_fault ? Level::error : Level::debug, "request_answered",
            {{"route", event.route}, {"status", event.status}, {"seconds", event.seconds}});
}

void Telemetry::emit(const SlotsChanged& event) {
  metrics_.set(Metric::slots_owned, {event.stage}, number(event.owned));
  metrics_.add(Metric::slot_changes, {event.stage, event.change}, 1);
  log_.line(
      event.all_ended ? Level::info : Level::warning, "slots_changed",
      {{"stage", event.stage}, {"change", event.change}, {"owned", event.owned}, {"all_ended", Word(event.all_ended)}});
}

void Telemetry::emit(const GroupTrouble& event) {
  log_.line(Level::warning, "group_trouble", {{"stage", event.stage}, {"why", event.why}});
}

void Telemetry::emit(const SlotsLookedAt& event) {
  metrics_.set(Metric::slot_trouble, {event.stage}, event.trouble ? 1 : 0);
}

void Telemetry::emit(const StateLookedAt& event) { metrics_.set(Metric::state_missing, {}, event.is_whole ? 0 : 1); }

void Telemetry::emit(const TownWaits& event) { log_.line(Level::warning, "town_waits", {{"why", event.why}}); }

void Telemetry::emit(const DoorTurned& event) {
  metrics_.set(Metric::door_closed, {}, event.open ? 0 : 1);
  log_.line(event.open ? Level::info : Level::warning, "door_turned",
            {{"open", Word(event.open)}, {"unread", event.unread}});
}

void Telemetry::emit(const ClientSaid& event) {
  const Level level = event.syslog_level <= 3   ? Level::error
                      : event.syslog_level == 4 ? Level::warning
                      : event.syslog_level <= 6 ? Level::info
                                                : Level::debug;
  log_.line(level, "client_said", {{"text", Error::retry(std::string(event.client) + ": " + std::string(event.text))}});
}

void Telemetry::emit(const ClientsMeasured& event) {
  metrics_.set(Metric::kafka_round_trip_seconds, {}, event.round_trip_seconds);
  metrics_.set(Metric::kafka_transaction_age_seconds, {}, event.transaction_age_seconds);
  metrics_.set(Metric::kafka_epoch_changes, {}, number(event.epoch_changes));
  metrics_.set(Metric::kafka_unstable_records, {}, number(event.unstable_records));
}

void Telemetry::count(const FactsMessage& fact, const Vocabulary& reasons) {
  std::visit(FactCounter{metrics_, reasons}, fact);
}

}  // namespace tijdig::telemetry
