#include "tests/simulation/world.h"

#include <set>

#include "libs/runtime/rebuild.h"

namespace tijdig::simulation {
namespace {

using memory::Commit;
using ports::Lane;

constexpr std::uint32_t losses_max = 4;  // of the state store; each means doing everything again

memory::MemoryOptions memory_options(Chance& chance, Faults& faults, const PlantedBugs& bugs) {
  memory::MemoryOptions options;
  options.partitions = static_cast<ports::Partition>(1 + chance.below(4));
  options.commit = static_cast<Commit>(chance.below(3));
  options.deliver_twice = chance.percent(25);
  options.keep_journal = true;
  options.sync_doors = !bugs.acknowledge_before_sync;
  options.stop_at_torn = !bugs.believe_torn_writes;
  options.doors_apart = chance.percent(50);
  options.doors_wait_for_days = !bugs.doors_overtake_days;
  options.hook = &faults;
  return options;
}

runtime::StepLimits step_limits(Chance& chance, const PlantedBugs& bugs) {
  runtime::StepLimits limits;
  limits.records_max = 1 + chance.below(8);
  limits.cache.bytes_max = chance.percent(50) ? 0 : 1 << 20;
  limits.fence = fence_with(bugs);
  return limits;
}

}  // namespace

void Verdict::add(const Verdict& other) {
  steps += other.steps;
  crashes += other.crashes;
  failures += other.failures;
  rivals += other.rivals;
}

std::string Verdict::counts() const {
  return std::to_string(steps) + " steps, " + std::to_string(crashes) + " crashes, " + std::to_string(failures) +
         " failed calls, " + std::to_string(rivals) + " take-overs";
}

World::World(std::uint64_t seed, const PlantedBugs& bugs,
             const std::function<Stages(const std::uint64_t* starts)>& make)
    : chance(seed),
      faults_(chance),
      memory_options_(memory_options(chance, faults_, bugs)),
      limits_(step_limits(chance, bugs)),
      memory_(memory_options_),
      back_end_(memory_, bugs),
      stages_(make(&starts_)),
      pump_(back_end_, memory_, stages_, faults_, chance, limits_),
      calendar_(pump_),
      believe_days_closed_(bugs.believe_days_closed) {
  restart();
}

ports::OutRecord World::at_door(flow::TopicId topic, Bytes key, Bytes value) const {
  const auto partition = flow::partition_of(key, memory_options_.partitions);
  return {topic, partition, {}, std::move(key), std::move(value)};
}

void World::until_done(const std::function<Result<>()>& work) {
  while (wrong.empty()) {
    const auto done = work();
    if (done) return;
    if (done.error().severity == Severity::fatal) wrong = done.error().detail;
    if (faults_.is_dead()) restart();
  }
}

void World::append(const ports::OutRecord& record) {
  until_done([&]() -> Result<> {
    TIJDIG_DO(announce_lost_days());
    return back_end_.append_durably({record});
  });
}

void World::close(const std::vector<MunicipalityCode>& towns, Date day) {
  until_done([&]() -> Result<> {
    TIJDIG_DO(announce_lost_days());
    return calendar_.close_day(towns, day);
  });
  closed_.push_back({towns, day});
}

// Days that every lane has closed are not told again, so this asks for all of them.
Result<> World::announce_lost_days() {
  if (!days_may_be_lost_ || believe_days_closed_) return {};
  for (const ClosedDay& closed : closed_) TIJDIG_DO(calendar_.close_day(closed.towns, closed.day));
  days_may_be_lost_ = false;
  return {};
}

void World::activate(const PolicyActivated& rules) {
  until_done([&] { return calendar_.activate(rules); });
}

void World::restart() {
  for (bool up = false; !up;) {
    ++starts_;
    bool keep_zombies = chance.percent(30);
    if (memory_options_.commit == Commit::atomic) {
      if (chance.percent(50)) {
        lose_power();
        keep_zombies = false;
      }
    } else if (losses_ < losses_max && chance.percent(40)) {
      lose_state();
    }
    faults_.revive();
    up = pump_.restart(keep_zombies).has_value();
  }
}

void World::lose_power() {
  const std::uint32_t torn_percent = chance.below(60);
  std::vector<bool> is_whole(memory_.unsynced());
  for (std::size_t i = 0; i < is_whole.size(); ++i) is_whole[i] = !chance.percent(torn_percent);
  memory_.power_loss(is_whole);
  days_may_be_lost_ = true;
}

void World::lose_state() {
  ++losses_;
  const bool all = chance.percent(30);
  for (const auto& stage : stages_) {
    for (ports::Partition partition = 0; partition < memory_.partitions(); ++partition) {
      const Lane lane{stage->info().id, partition};
      const auto changes = static_cast<std::uint32_t>(memory_.changes(lane));
      if (all || chance.percent(20)) memory_.lose_state(lane, all ? 0 : chance.below(changes + 1));
    }
  }
}

std::vector<std::pair<Bytes, Bytes>> World::state_of(const flow::StageInfo& stage, BytesView prefix) {
  std::vector<std::pair<Bytes, Bytes>> pairs;
  for (ports::Partition partition = 0; partition < memory_.partitions(); ++partition)
    if (!memory_.scan({stage.id, partition}, prefix, pairs)) wrong = "the state cannot be read";
  return pairs;
}

std::vector<ports::InRecord> World::records_on(flow::TopicId topic) {
  std::vector<ports::InRecord> distinct;
  for (ports::Partition partition = 0; partition < memory_.partitions(); ++partition) {
    std::vector<ports::InRecord> all;
    until_done([&]() -> Result<> {
      all.clear();
      TIJDIG_DO(announce_lost_days());  // what is shown follows from days that are closed (docs/adr/0006)
      TIJDIG_DO(memory_.read(topic, partition, 0, 1'000'000, all));
      return {};
    });
    std::set<ports::Provenance> seen;
    for (ports::InRecord& record : all)
      if (record.cause.from_door() || seen.insert(record.cause).second) distinct.push_back(std::move(record));
  }
  return distinct;
}

void World::check_rebuild() {
  if (!wrong.empty()) return;
  ++starts_;
  runtime::RebuildOptions options;
  options.records_max = limits_.records_max;
  const auto report = runtime::rebuild(memory_, stages_, nullptr, options);
  if (!report) {
    wrong = "the rebuild failed: " + report.error().detail;
  } else if (report->live != report->rebuilt) {
    wrong = "the rebuilt state differs from the live state";
  } else if (!report->outputs_equal) {
    wrong = "the rebuild derives other outputs than the log holds";
  }
}

}  // namespace tijdig::simulation
