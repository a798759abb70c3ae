// The job that both our engine and Kafka Streams do: a signal of a second partner about the same household within three
// months makes a case, at most one in three months. Small on purpose, so that what is measured is what carries it.
//
//   Bytes state;                                     // of one household, empty at first
//   decide(state, {.partner = 1, .month = 24000});   // nothing
//   decide(state, {.partner = 2, .month = 24002});   // a case
//
// Records are fixed fields in big-endian order, padded to the size of a real signal; streams/MatchPeer.java reads and
// decides the same, and both must find the same cases. No clock, no chance but the numbers of the signals. Plain
// values.
#pragma once

#include <cstdint>
#include <optional>

#include "libs/base/bytes.h"

namespace tijdig::bench_kafka {

inline constexpr std::size_t signal_bytes = 200;

struct JobSignal {
  std::int64_t sent_us = 0;  // since 1970: when it was due to be sent, to measure from
  std::uint16_t partner = 0;
  std::uint32_t month = 0;  // counted from the year 0
  std::uint32_t household = 0;
  bool operator==(const JobSignal&) const = default;
};
Bytes to_bytes(const JobSignal& signal);
std::optional<JobSignal> read_signal(BytesView bytes);

struct JobCase {
  std::int64_t sent_us = 0;  // of the signal that made it
  std::uint32_t household = 0;
  std::uint32_t month = 0;
  bool operator==(const JobCase&) const = default;
};
Bytes to_bytes(const JobCase& found);
std::optional<JobCase> read_case(BytesView bytes);

// Household of a signal as key of record and state.
Bytes household_key(std::uint32_t household);

// Changes the household's state, and gives the case if this signal makes one.
std::optional<JobCase> decide(Bytes& state, const JobSignal& signal);

// Signals number 0 to `count`, over two years and a hundred thousand households.
struct Workload {
  std::uint32_t count = 0;
  std::uint32_t households = 100'000;
  JobSignal signal(std::uint32_t number) const;  // without `sent_us`
  // Each household and month has a place below `places()`; a case of no household or month of these has none.
  std::optional<std::size_t> place_of(const JobCase& found) const;
  std::size_t places() const;
};

// The cases of a run, however often and in whatever order they are seen.
struct CaseSum {
  std::uint64_t cases = 0;
  std::uint64_t hash = 0;
  void add(const JobCase& found);
  bool operator==(const CaseSum&) const = default;
};
CaseSum expected_cases(const Workload& workload);

}  // namespace tijdig::bench_kafka
