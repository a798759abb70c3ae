// Every metric, declared once: name, kind, labels, help. docs/metrics.md and the registry come from here.
//
// Names follow Prometheus: base units, counters end in `_total`. A label takes words of a closed vocabulary (word.h),
// so nothing about a person, an address or a case can become one. Counters start at zero with the process; a step that
// was interrupted and done again counts once for the interruption and once for the step.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace tijdig::telemetry {

enum class MetricKind { counter, gauge, histogram };

struct MetricInfo {
  std::string_view name;
  MetricKind kind = MetricKind::counter;
  std::array<std::string_view, 2> labels{};  // "" where there are fewer
  std::string_view help;

  constexpr std::size_t label_count() const { return labels[0].empty() ? 0 : labels[1].empty() ? 1 : 2; }
};

enum class Metric : std::size_t {
  rows_received,
  signals_accepted,
  signals_refused,
  signals_late,
  matches_found,
  matches_ended,
  cases_queued,
  contact_attempts,
  cases_closed,
  records,
  records_published,
  duplicates_dropped,
  dead_letters,
  steps_interrupted,
  step_seconds,
  batch_records,
  lag_records,
  lag_oldest_seconds,
  slots_owned,
  slot_changes,
  slot_trouble,
  state_missing,
  door_closed,
  kafka_round_trip_seconds,
  kafka_transaction_age_seconds,
  kafka_epoch_changes,
  kafka_unstable_records,
  http_requests,
  http_request_seconds,
  count_,
};

inline constexpr std::array<MetricInfo, static_cast<std::size_t>(Metric::count_)> catalogue{{
    {"tijdig_rows_received_total", MetricKind::counter, {"door"}, "Rows that partners delivered, before any check."},
    {"tijdig_signals_accepted_total", MetricKind::counter, {"partner_kind"}, "Signals that passed the gate."},
    {"tijdig_signals_refused_total", MetricKind::counter, {"partner_kind", "reason"}, "Rows refused at the gate."},
    {"tijdig_signals_late_total", MetricKind::counter, {}, "Signals whose match window had closed before they came."},
    {"tijdig_matches_total", MetricKind::counter, {"match_class"}, "Households matched."},
    {"tijdig_matches_ended_total", MetricKind::counter, {"result"}, "Matches that went no further, by end result."},
    {"tijdig_cases_queued_total", MetricKind::counter, {}, "Cases put on a walk list."},
    {"tijdig_contact_attempts_total", MetricKind::counter, {"contact_kind", "reached"}, "Attempts by caseworkers."},
    {"tijdig_cases_closed_total", MetricKind::counter, {"result", "by_clock"}, "Cases closed, by end result."},
    {"tijdig_records_total", MetricKind::counter, {"stage"}, "Records that a stage took from its inbox."},
    {"tijdig_records_published_total", MetricKind::counter, {"stage"}, "Records that a stage wrote for others."},
    {"tijdig_duplicates_dropped_total", MetricKind::counter, {"stage"}, "Repeated records dropped by provenance."},
    {"tijdig_dead_letters_total", MetricKind::counter, {"stage"}, "Records that a stage could not use; each is kept."},
    {"tijdig_steps_interrupted_total",
     MetricKind::counter,
     {"stage"},
     "Steps that took no effect and were done again."},
    {"tijdig_step_seconds",
     MetricKind::histogram,
     {"stage"},
     "Duration of one step: load, decide, publish, save, commit."},
    {"tijdig_batch_records", MetricKind::histogram, {"stage"}, "Records in one step."},
    {"tijdig_lag_records", MetricKind::gauge, {"stage"}, "Records in the inbox that are not yet applied."},
    {"tijdig_lag_oldest_seconds",
     MetricKind::gauge,
     {"stage"},
     "Time since the inbox was last empty; 0 when it is empty."},
    {"tijdig_slots_owned", MetricKind::gauge, {"stage"}, "Parts of the stage that this process works on."},
    {"tijdig_slot_changes_total",
     MetricKind::counter,
     {"stage", "change"},
     "Times that the group dealt parts of the stage to this process or took them away."},
    {"tijdig_slot_trouble", MetricKind::gauge, {"stage"}, "1 while some part of the stage does not get on."},
    {"tijdig_state_missing",
     MetricKind::gauge,
     {},
     "1 while Redis lacks state of what this process works on, which is then being built."},
    {"tijdig_door_closed", MetricKind::gauge, {}, "1 while deliveries are answered 503."},
    {"tijdig_kafka_round_trip_seconds",
     MetricKind::gauge,
     {},
     "Time from request to answer of the slowest broker, 99th percentile."},
    {"tijdig_kafka_transaction_age_seconds",
     MetricKind::gauge,
     {},
     "Time that the producer whose transaction has stood longest has been in one state of it."},
    {"tijdig_kafka_epoch_changes",
     MetricKind::gauge,
     {},
     "Times that producers of this process were given a new epoch."},
    {"tijdig_kafka_unstable_records",
     MetricKind::gauge,
     {},
     "Most records of a partition behind the oldest open transaction; growing: a hanging transaction."},
    {"tijdig_http_requests_total", MetricKind::counter, {"route", "status"}, "Requests answered."},
    {"tijdig_http_request_seconds",
     MetricKind::histogram,
     {"route"},
     "Time from the whole request to the whole answer."},
}};

constexpr const MetricInfo& info_of(Metric metric) { return catalogue[static_cast<std::size_t>(metric)]; }

}  // namespace tijdig::telemetry
