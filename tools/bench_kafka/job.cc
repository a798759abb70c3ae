#include "tools/bench_kafka/job.h"

#include <array>
#include <unordered_map>

namespace tijdig::bench_kafka {
namespace {

constexpr std::uint32_t window_months = 3;
constexpr std::uint32_t months = 24;
constexpr std::uint32_t first_month = 24'000;
constexpr std::uint64_t partners = 8;
constexpr std::size_t case_bytes = 16;
constexpr std::size_t heard_bytes = 6;

template <class Number>
void put(Bytes& bytes, Number number) {
  std::array<char, sizeof(Number)> wire{};
  for (std::size_t i = 0; i < wire.size(); ++i)
    wire[i] = static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * (wire.size() - 1 - i)));
  bytes.append(wire.data(), wire.size());
}

template <class Number>
Number take(BytesView& bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof(Number); ++i) number = number << 8 | static_cast<unsigned char>(bytes[i]);
  bytes.remove_prefix(sizeof(Number));
  return static_cast<Number>(number);
}

// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): near numbers become far ones.
std::uint64_t mix(std::uint64_t number) {
  number += 0x9e3779b97f4a7c15;
  number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9;
  number = (number ^ (number >> 27)) * 0x94d049bb133111eb;
  return number ^ (number >> 31);
}

}  // namespace

Bytes to_bytes(const JobSignal& signal) {
  Bytes bytes;
  bytes.reserve(signal_bytes);
  put(bytes, signal.sent_us);
  put(bytes, signal.partner);
  put(bytes, signal.month);
  put(bytes, signal.household);
  // Bytes that do not compress away, as names and numbers would not.
  for (std::uint64_t word = signal.household; bytes.size() < signal_bytes; ++word)
    put(bytes, mix(word * 31 + signal.month));
  bytes.resize(signal_bytes);
  return bytes;
}

std::optional<JobSignal> read_signal(BytesView bytes) {
  if (bytes.size() != signal_bytes) return std::nullopt;
  JobSignal signal;
  signal.sent_us = take<std::int64_t>(bytes);
  signal.partner = take<std::uint16_t>(bytes);
  signal.month = take<std::uint32_t>(bytes);
  signal.household = take<std::uint32_t>(bytes);
  return signal;
}

Bytes to_bytes(const JobCase& found) {
  Bytes bytes;
  put(bytes, found.sent_us);
  put(bytes, found.household);
  put(bytes, found.month);
  return bytes;
}

std::optional<JobCase> read_case(BytesView bytes) {
  if (bytes.size() != case_bytes) return std::nullopt;
  JobCase found;
  found.sent_us = take<std::int64_t>(bytes);
  found.household = take<std::uint32_t>(bytes);
  found.month = take<std::uint32_t>(bytes);
  return found;
}

Bytes household_key(std::uint32_t household) {
  Bytes key;
  put(key, household);
  return key;
}

// State: month of the last case, then partner and month of the newest signal of each partner inside the window.
std::optional<JobCase> decide(Bytes& state, const JobSignal& signal) {
  BytesView rest = state;
  std::uint32_t last_case = rest.empty() ? 0 : take<std::uint32_t>(rest);
  Bytes others;
  while (!rest.empty()) {
    const BytesView entry = rest.substr(0, heard_bytes);
    const auto partner = take<std::uint16_t>(rest);
    const auto month = take<std::uint32_t>(rest);
    if (partner != signal.partner && month + window_months > signal.month) others.append(entry);
  }
  const bool found = !others.empty() && last_case + window_months <= signal.month;
  if (found) last_case = signal.month;
  state.clear();
  put(state, last_case);
  state.append(others);
  put(state, signal.partner);
  put(state, signal.month);
  if (!found) return std::nullopt;
  return JobCase{signal.sent_us, signal.household, signal.month};
}

JobSignal Workload::signal(std::uint32_t number) const {
  const std::uint64_t drawn = mix(number);
  return {.sent_us = 0,
          .partner = static_cast<std::uint16_t>(drawn % partners),
          .month = first_month + static_cast<std::uint32_t>(std::uint64_t{number} * months / count),
          .household = static_cast<std::uint32_t>((drawn >> 8) % households)};
}

std::optional<std::size_t> Workload::place_of(const JobCase& found) const {
  if (found.household >= households || found.month < first_month || found.month >= first_month + months)
    return std::nullopt;
  return std::size_t{found.household} * months + (found.month - first_month);
}

std::size_t Workload::places() const { return std::size_t{households} * months; }

void CaseSum::add(const JobCase& found) {
  ++cases;
  hash += mix(std::uint64_t{found.household} << 32 | found.month);
}

CaseSum expected_cases(const Workload& workload) {
  CaseSum sum;
  std::unordered_map<std::uint32_t, Bytes> states;
  for (std::uint32_t number = 0; number < workload.count; ++number) {
    const JobSignal signal = workload.signal(number);
    if (const auto found = decide(states[signal.household], signal)) sum.add(*found);
  }
  return sum;
}

}  // namespace tijdig::bench_kafka
