#include "tools/bench_linking/measures.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>

#include "libs/residents/linkage.h"
#include "tools/linking/residents_linker.h"

namespace tijdig::bench_linking {
namespace {

using residents::Band;
using residents::Linkage;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

class Latencies {
 public:
  explicit Latencies(std::size_t count) { microseconds_.reserve(count); }
  template <class Act>
  void time(Act act) {
    const auto start = Clock::now();
    act();
    microseconds_.push_back(std::chrono::duration<float, std::micro>(Clock::now() - start).count());
  }
  Latency summary() {
    if (microseconds_.empty()) return {};
    std::sort(microseconds_.begin(), microseconds_.end());
    const auto at = [&](double share) {
      return static_cast<double>(
          microseconds_[static_cast<std::size_t>(share * static_cast<double>(microseconds_.size() - 1))]);
    };
    return {at(0.5), at(0.99), at(0.999), at(1)};
  }

 private:
  std::vector<float> microseconds_;
};

residents::SignalSaid said(const Towns& towns, std::size_t i) {
  const Signal& signal = towns.signals[i];
  const people::CustomerVersion& text = towns.texts[signal.text];
  residents::SignalSaid made;
  made.id = SignalId::of(StableHasher("bench signal").add(static_cast<std::int64_t>(i)));
  made.customer = CustomerId::of(StableHasher("bench customer").add(text.text.number).add(text.partner));
  made.form = lab::customer_form(text);
  return made;
}

// Texts in a fixed order without neighbours.
std::vector<std::uint32_t> mixed_order(std::size_t count) {
  std::vector<std::uint32_t> order(count);
  for (std::uint32_t i = 0; i < count; ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [](std::uint32_t a, std::uint32_t b) { return residents::mixed(a, 3) < residents::mixed(b, 3); });
  return order;
}

void measure_distinct(const Towns& towns, const residents::Register& known, const residents::LinkModel& model,
                      Measured& found) {
  const std::vector<std::uint32_t> order = mixed_order(towns.texts.size());
  const auto count = static_cast<double>(order.size());
  auto start = Clock::now();
  std::vector<residents::CustomerForm> forms;
  forms.reserve(order.size());
  for (const std::uint32_t text : order) forms.push_back(lab::customer_form(towns.texts[text]));
  found.normalised_per_second = count / seconds_since(start);
  std::uint64_t candidates = 0;
  start = Clock::now();
  for (const std::uint32_t text : order)
    candidates += residents::link(lab::customer_form(towns.texts[text]), known, model).candidates;
  found.distinct_per_second = count / seconds_since(start);
  found.candidates_per_text = static_cast<double>(candidates) / count;
  Latencies latencies(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    residents::Decision decision;
    latencies.time([&] { decision = residents::link(forms[i], known, model); });
    if (decision.band == Band::person) ++found.person;
    if (decision.band == Band::household) ++found.household;
    if (decision.band == Band::review) ++found.review;
    if (decision.band == Band::none) ++found.none;
    found.person_right += decision.person() && residents::short_ref(*decision.person()) == towns.truth[order[i]];
  }
  found.distinct = latencies.summary();
}

void measure_stream(const Towns& towns, Linkage& links, Measured& found) {
  auto start = Clock::now();
  for (std::size_t i = 0; i < towns.signals.size(); ++i) {
    links.apply(said(towns, i));
    links.settle();
  }
  found.stream_per_second = static_cast<double>(towns.signals.size()) / seconds_since(start);
  // The next month: other signals of texts that are known.
  const std::size_t again = std::min<std::size_t>(towns.signals.size(), 300'000);
  Latencies latencies(again);
  const auto next_month = [&](std::size_t i) {
    residents::SignalSaid signal = said(towns, i);
    signal.id = SignalId::of(StableHasher("bench next month").add(static_cast<std::int64_t>(i)));
    return signal;
  };
  start = Clock::now();
  for (std::size_t i = 0; i < again; ++i)
    latencies.time([&] {
      links.apply(next_month(i));
      links.settle();
    });
  found.repeated_per_second = static_cast<double>(again) / seconds_since(start);
  found.repeated = latencies.summary();
}

void measure_undo(const Towns& towns, Linkage& links, Measured& found) {
  constexpr std::size_t undone_most = 2000;
  Latencies latencies(undone_most);
  const Date today(2024, 1, 1);
  for (std::size_t i = 0; i < towns.signals.size() && found.undone < undone_most; i += 97) {
    const auto version = links.version_of_signal(said(towns, i).id);
    const residents::Decision* before = version ? links.decision(*version) : nullptr;
    if (before == nullptr || !before->may_contact()) continue;
    const std::uint64_t linked = links.counts().linked;
    latencies.time([&] { (void)links.unlink(*version, residents::Because::wrong_household, {today, 0, {}}); });
    ++found.undone;
    found.undo_changed_most =
        std::max(found.undo_changed_most, static_cast<std::size_t>(links.counts().linked - linked));
  }
  found.undo = latencies.summary();
}

std::string line(std::string_view what, const std::string& value, std::string_view goal) {
  return fmt::format("{:<58} {:>34}   {}\n", what, value, goal);
}

std::string latency(const Latency& of) {
  return fmt::format("{:.1f} / {:.1f} / {:.1f} / {:.0f} us", of.p50, of.p99, of.p999, of.most);
}

}  // namespace

Measured measure(const Towns& towns, const residents::LinkModel& model) {
  Measured found;
  found.texts = towns.texts.size();
  found.signals = towns.signals.size();
  found.changes = towns.changes.size();
  auto links = std::make_unique<Linkage>(model, Date(2022, 1, 1));
  auto start = Clock::now();
  links->load(towns.first_load);
  found.load_seconds = seconds_since(start);
  start = Clock::now();
  for (const residents::RegisterChange& change : towns.changes) links->apply(change);
  found.changes_per_second = static_cast<double>(towns.changes.size()) / seconds_since(start);
  const residents::Register& known = links->residents();
  found.persons = known.residents().size();
  found.bytes_per_person = static_cast<double>(known.bytes()) / static_cast<double>(found.persons);
  measure_distinct(towns, known, model, found);
  measure_stream(towns, *links, found);
  measure_undo(towns, *links, found);
  return found;
}

std::string as_text(const Measured& found) {
  std::string out =
      fmt::format("register {} persons, {} signals with {} texts of customers, {} changes of the register\n",
                  found.persons, found.signals, found.texts, found.changes);
  out += line("signals/s, as they come (text to decision)", fmt::format("{:.0f}", found.stream_per_second),
              "goal 250,000");
  out += line("  texts that are new", fmt::format("{:.0f}", found.distinct_per_second), "prototype 95-170k");
  out += line("  texts that are known", fmt::format("{:.0f}", found.repeated_per_second), "");
  out += line("  of which normalising alone", fmt::format("{:.0f}", found.normalised_per_second), "");
  out += line("link p50 / p99 / p99.9 / most", latency(found.distinct), "goal 4 / 50 / 100");
  out += line("known text p50 / p99 / p99.9 / most", latency(found.repeated), "");
  out += line("undo p50 / p99 / p99.9 / most", latency(found.undo), "goal 1,000");
  out += line("  texts linked again per undo, at most",
              fmt::format("{} in {} undos", found.undo_changed_most, found.undone), "one customer");
  out += line("candidates per text", fmt::format("{:.1f}", found.candidates_per_text), "");
  out += line("register, bytes per person", fmt::format("{:.0f}", found.bytes_per_person), "goal 500");
  out += line("register, persons loaded per second",
              fmt::format("{:.0f}", static_cast<double>(found.persons) / found.load_seconds), "");
  out += line("register, changes per second", fmt::format("{:.0f}", found.changes_per_second), "");
  out += line("texts by band: person / household / review / none",
              fmt::format("{} / {} / {} / {}", found.person, found.household, found.review, found.none), "");
  out += line("persons right among those linked",
              fmt::format("{:.5f}", static_cast<double>(found.person_right) /
                                        static_cast<double>(std::max<std::size_t>(found.person, 1))),
              "quality: make eval-linking");
  return out;
}

}  // namespace tijdig::bench_linking
