#include "tools/bench_linking/measures.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <memory>

#include "libs/residents/linkage.h"

namespace tijdig::bench_linking {
namespace {

using residents::Band;
using residents::Linkage;
using Clock = std::chrono::steady_clock;

// Time that this thread had a processor: what else runs on the machine does not count.
class Stopwatch {
 public:
  double seconds() const { return now() - start_; }

 private:
  static double now() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  }
  double start_ = now();
};

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

// What a partner delivers, before anything is normalised.
struct Delivered {
  SignalId id;
  std::uint32_t text = 0;
};

std::vector<Delivered> deliveries(const Towns& towns, std::string_view month, std::size_t most) {
  std::vector<Delivered> made;
  for (std::size_t i = 0; i < std::min(most, towns.signals.size()); ++i)
    made.push_back({SignalId::of(StableHasher(month).add(static_cast<std::int64_t>(i))), towns.signals[i].text});
  return made;
}

residents::CustomerForm form_of(const Text& text) {
  return residents::customer_form(text.person, text.address, text.kind);
}

// One signal as it comes: only a text that is not known is normalised and linked.
void take(Linkage& links, const Towns& towns, const Delivered& signal) {
  const Text& text = towns.texts[signal.text];
  const residents::VersionId version = residents::version_of(text.customer, text.person, text.address, text.kind);
  if (!links.repeat(signal.id, 0, version))
    links.apply(residents::SignalSaid{signal.id, 0, false, text.customer, version, form_of(text)});
  links.settle();
}

// The same with as many repetitions between them as the sets of docs/matching.md have: 842,400 signals of 358,741
// texts. Who falls behind stays behind for some months; which known text is repeated is drawn from all that came
// before.
std::vector<Delivered> repeated_deliveries(const Towns& towns) {
  constexpr std::uint64_t signals_per_thousand_texts = 2348;
  const std::vector<Delivered> once = deliveries(towns, "bench repeated", towns.signals.size());
  const std::uint64_t wanted = towns.texts.size() * signals_per_thousand_texts / 1000;
  std::vector<Delivered> made;
  for (std::size_t i = 0; i < once.size(); ++i) {
    made.push_back(once[i]);
    while (made.size() * once.size() < wanted * (i + 1)) {
      const std::uint32_t text = once[residents::mixed(made.size(), 5) % (i + 1)].text;
      made.push_back({SignalId::of(StableHasher("bench again").add(static_cast<std::int64_t>(made.size()))), text});
    }
  }
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

void count(const residents::Decision& decision, const Text& text, Measured& found) {
  if (decision.band == Band::person) ++found.person;
  if (decision.band == Band::household) ++found.household;
  if (decision.band == Band::review) ++found.review;
  if (decision.band == Band::none) ++found.none;
  if (decision.person() && residents::short_ref(*decision.person()) == text.truth) ++found.person_right;
}

void measure_distinct(const Towns& towns, const residents::Register& known, const residents::LinkModel& model,
                      Measured& found) {
  const std::vector<std::uint32_t> order = mixed_order(towns.texts.size());
  const auto texts = static_cast<double>(order.size());
  const Stopwatch normalising;
  std::vector<residents::CustomerForm> forms;
  forms.reserve(order.size());
  for (const std::uint32_t text : order) forms.push_back(form_of(towns.texts[text]));
  found.normalised_per_second = texts / normalising.seconds();
  std::uint64_t candidates = 0;
  const Stopwatch linking;
  for (const residents::CustomerForm& form : forms) candidates += residents::link(form, known, model).candidates;
  found.linked_per_second = texts / linking.seconds();
  found.candidates_per_text = static_cast<double>(candidates) / texts;
  Latencies latencies(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    residents::Decision decision;
    latencies.time([&] { decision = residents::link(forms[i], known, model); });
    count(decision, towns.texts[order[i]], found);
  }
  found.distinct = latencies.summary();
}

void measure_stream(const Towns& towns, Linkage& links, Measured& found) {
  const std::vector<Delivered> all = deliveries(towns, "bench signal", towns.signals.size());
  const Stopwatch stream;
  for (const Delivered& signal : all) take(links, towns, signal);
  found.stream_per_second = static_cast<double>(all.size()) / stream.seconds();
  const std::vector<Delivered> next = deliveries(towns, "bench next month", 300'000);
  Latencies latencies(next.size());
  const Stopwatch repeating;
  for (const Delivered& signal : next) latencies.time([&] { take(links, towns, signal); });
  found.repeated_per_second = static_cast<double>(next.size()) / repeating.seconds();
  found.repeated = latencies.summary();
}

void measure_repeating_stream(const Towns& towns, const residents::LinkModel& model, Measured& found) {
  Linkage links(model, Date(2022, 1, 1));
  links.load(towns.first_load);
  const std::vector<Delivered> all = repeated_deliveries(towns);
  const Stopwatch stream;
  for (const Delivered& signal : all) take(links, towns, signal);
  found.repeating_stream_per_second = static_cast<double>(all.size()) / stream.seconds();
}

void measure_undo(const Towns& towns, Linkage& links, Measured& found) {
  constexpr std::size_t undone_most = 2000;
  Latencies latencies(undone_most);
  const Date today(2024, 1, 1);
  for (std::size_t i = 0; i < towns.texts.size() && found.undone < undone_most; i += 97) {
    const Text& text = towns.texts[i];
    const residents::VersionId version = residents::version_of(text.customer, text.person, text.address, text.kind);
    const residents::Decision* before = links.decision(version);
    if (before == nullptr || !before->may_contact()) continue;
    const std::uint64_t linked = links.counts().linked;
    bool is_undone = false;
    latencies.time([&] {
      is_undone = links.unlink(version, residents::Because::wrong_household, {today, 0, {}}).has_value();
    });
    found.undone += is_undone ? 1U : 0U;
    found.undo_linked_most = std::max(found.undo_linked_most, static_cast<std::size_t>(links.counts().linked - linked));
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
  const Stopwatch loading;
  links->load(towns.first_load);
  found.load_seconds = loading.seconds();
  const Stopwatch changing;
  for (const residents::RegisterChange& change : towns.changes) links->apply(change);
  found.changes_per_second = static_cast<double>(towns.changes.size()) / changing.seconds();
  const residents::Register& known = links->residents();
  found.persons = known.residents().size();
  found.bytes_per_person = static_cast<double>(known.bytes()) / static_cast<double>(found.persons);
  measure_distinct(towns, known, model, found);
  measure_stream(towns, *links, found);
  measure_undo(towns, *links, found);
  links.reset();
  measure_repeating_stream(towns, model, found);
  return found;
}

std::string as_text(const Measured& found) {
  std::string out =
      fmt::format("register {} persons, {} signals with {} texts of customers, {} changes of the register\n",
                  found.persons, found.signals, found.texts, found.changes);
  const auto rate = [](double per_second) { return fmt::format("{:.0f}", per_second); };
  out += line("signals/s as they come, 2.35 a text", rate(found.repeating_stream_per_second), "goal 250,000");
  out += line(fmt::format("signals/s as they come, {:.2f} a text",
                          static_cast<double>(found.signals) / static_cast<double>(found.texts)),
              rate(found.stream_per_second), "");
  out += line("  known texts/s", rate(found.repeated_per_second), "");
  out += line("  new texts/s: normalising alone", rate(found.normalised_per_second), "");
  out += line("  new texts/s: linking alone", rate(found.linked_per_second), "");
  out += line("link p50 / p99 / p99.9 / most", latency(found.distinct), "goal 4 / 50 / 100");
  out += line("known text p50 / p99 / p99.9 / most", latency(found.repeated), "");
  out += line("undo p50 / p99 / p99.9 / most", latency(found.undo), "goal 1,000");
  out += line("  texts linked again per undo, at most",
              fmt::format("{} in {} undos", found.undo_linked_most, found.undone), "those of one customer");
  out += line("candidates per text", fmt::format("{:.1f}", found.candidates_per_text), "");
  out += line("register: bytes per person", rate(found.bytes_per_person), "goal 500");
  out += line("register: persons loaded per second", rate(static_cast<double>(found.persons) / found.load_seconds), "");
  out += line("register: changes per second", rate(found.changes_per_second), "");
  out += line("texts by band: person / household / review / none",
              fmt::format("{} / {} / {} / {}", found.person, found.household, found.review, found.none), "");
  out += line("persons right among those linked",
              fmt::format("{:.5f}", static_cast<double>(found.person_right) /
                                        static_cast<double>(std::max<std::size_t>(found.person, 1))),
              "quality: make eval-linking");
  return out;
}

}  // namespace tijdig::bench_linking
