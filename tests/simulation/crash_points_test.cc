// The process dies at every single call it makes to its back end, one after the other, and always ends up in the same
// place.
//
// The calls are the numbered lines of LaneRunner::try_step (libs/runtime/step.cc), those of the doors and those of the
// calendar, for each of the three ways to commit. `before` means that the call had no effect, `after` that it had.
#include <gtest/gtest.h>

#include <tuple>

#include "libs/backends/memory/memory.h"
#include "libs/runtime/calendar.h"
#include "libs/runtime/engine.h"
#include "libs/runtime/state_hash.h"
#include "tests/simulation/toy_model.h"
#include "tests/simulation/toy_stages.h"

namespace tijdig::simulation {
namespace {

using memory::Call;
using memory::Commit;

class DieAtCall final : public memory::Hook {
 public:
  DieAtCall(std::uint64_t number, bool with_effect) : number_(number), with_effect_(with_effect) {}

  Result<> before(Call, ports::Lane) override {
    ++calls_;
    return calls_ == number_ && !with_effect_ ? die() : answer();
  }
  Result<> after(Call, ports::Lane) override { return calls_ == number_ && with_effect_ ? die() : answer(); }

  bool is_dead() const { return dead_; }
  void revive() { dead_ = false; }
  std::uint64_t calls() const { return calls_; }
  void disarm() { number_ = 0; }

 private:
  Result<> die() {
    number_ = 0;
    dead_ = true;
    return answer();
  }
  Result<> answer() const {
    if (dead_) return Error::abort_batch("the process is dead");
    return {};
  }

  std::uint64_t number_;
  bool with_effect_;
  bool dead_ = false;
  std::uint64_t calls_ = 0;
};

struct Outcome {
  std::map<ToyMessage, std::uint32_t> facts;
  Hash128 content{};
  std::uint64_t calls = 0;
};

// Six days of two partners and four houses; the same every time.
class Script {
 public:
  Script(Commit commit, std::uint64_t die_at, bool with_effect)
      : hook_(die_at, with_effect),
        memory_({.partitions = 2, .commit = commit, .keep_journal = true, .hook = &hook_}) {}

  Outcome play() {
    for (std::int32_t day = 1; day <= 6; ++day) {
      for (std::uint32_t partner = 0; partner < 2; ++partner) {
        const auto record = delivery(partner, day);
        until_done([&] { return memory_.append_durably({record}); });
      }
      until_done([&] { return runtime::Calendar(*engine_).close_day(towns(), Date::from_days(day)); });
    }
    return outcome();
  }

 private:
  static std::vector<MunicipalityCode> towns() { return {town_of(0), town_of(1), town_of(2)}; }

  static ports::OutRecord delivery(std::uint32_t partner, std::int32_t day) {
    std::vector<ToyMessage> signals;
    for (std::uint32_t i = 0; i < 2; ++i) {
      ToyMessage signal;
      signal.house = (static_cast<std::uint32_t>(day) + partner + 2 * i) % 4;
      signal.partner = partner;
      signal.day = signal.received = day;
      signal.id = static_cast<std::uint64_t>(day) * 10 + partner * 5 + i;
      signals.push_back(signal);
    }
    Bytes key = flow::key_bytes(partner_key(partner));
    const auto partition = flow::partition_of(key, 2);
    return {flow::topics::deliveries.info.id, partition, {}, std::move(key), encode_toy(signals)};
  }

  // Does it again, in a new process if need be, until it has worked.
  template <class Work>
  void until_done(Work work) {
    for (;;) {
      if (hook_.is_dead() || !engine_) {
        hook_.revive();
        auto opened = runtime::Engine::open(memory_, toy_stages({}), {.limits = {.records_max = 3}});
        if (!opened) continue;
        engine_ = *std::move(opened);
      }
      const auto done = work();
      if (done) return;
      ASSERT_NE(done.error().severity, Severity::fatal) << done.error().detail;
    }
  }

  Outcome outcome() {
    Outcome outcome;
    outcome.calls = hook_.calls();
    hook_.disarm();
    std::vector<std::pair<Bytes, Bytes>> rows;
    for (ports::Partition partition = 0; partition < 2; ++partition)
      EXPECT_TRUE(memory_.scan({flow::reporting.id, partition}, "f", rows).has_value());
    for (const auto& [at, count] : rows)
      outcome.facts[decode_toy_list(BytesView(at).substr(1))[0]] += read_big_endian<std::uint32_t>(count);
    outcome.content = *runtime::content_hash(memory_, flow::stages);
    return outcome;
  }

  DieAtCall hook_;
  memory::Memory memory_;
  std::unique_ptr<runtime::Engine> engine_;
};

class CrashPoints : public testing::TestWithParam<std::tuple<Commit, bool>> {};

TEST_P(CrashPoints, AllLeadToTheSameEnd) {
  const auto [commit, with_effect] = GetParam();
  const Outcome undisturbed = Script(commit, 0, false).play();
  ASSERT_GT(undisturbed.facts.size(), 20U);
  ASSERT_GT(undisturbed.calls, 300U);
  for (std::uint64_t call = 1; call <= undisturbed.calls; ++call) {
    const Outcome disturbed = Script(commit, call, with_effect).play();
    ASSERT_EQ(disturbed.facts, undisturbed.facts) << "died at call " << call;
    ASSERT_EQ(disturbed.content, undisturbed.content) << "died at call " << call;
  }
}

INSTANTIATE_TEST_SUITE_P(EveryCall, CrashPoints,
                         testing::Combine(testing::Values(Commit::atomic, Commit::log_then_state,
                                                          Commit::visible_at_publish),
                                          testing::Bool()));

}  // namespace
}  // namespace tijdig::simulation
