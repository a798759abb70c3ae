#include "tests/simulation/toy_run.h"

#include <set>

#include "libs/runtime/calendar.h"
#include "libs/runtime/dead_letter.h"
#include "libs/runtime/rebuild.h"
#include "tests/simulation/chaos_pump.h"
#include "tests/simulation/toy_model.h"
#include "tests/simulation/wrong_order_back_end.h"

namespace tijdig::simulation {
namespace {

using memory::Commit;
using ports::Lane;

constexpr std::int32_t days = 14;
constexpr std::uint32_t houses = 9;
constexpr std::uint32_t losses_max = 4;  // of the state store; each means doing everything again

memory::MemoryOptions memory_options(Chance& chance, Faults& faults, const PlantedBugs& bugs) {
  memory::MemoryOptions options;
  options.partitions = static_cast<ports::Partition>(1 + chance.below(4));
  options.commit = static_cast<Commit>(chance.below(3));
  options.deliver_twice = chance.percent(25);
  options.keep_journal = true;
  options.sync_doors = !bugs.acknowledge_before_sync;
  options.stop_at_torn = !bugs.believe_torn_writes;
  options.hook = &faults;
  return options;
}

runtime::StepLimits step_limits(Chance& chance, const PlantedBugs& bugs) {
  runtime::StepLimits limits;
  limits.records_max = 1 + chance.below(8);
  limits.cache_bytes_max = chance.percent(50) ? 0 : 1 << 20;
  limits.fence = fence_with(bugs);
  return limits;
}

class ToyRun {
 public:
  explicit ToyRun(const ToyRunOptions& options)
      : chance_(options.seed),
        faults_(chance_),
        memory_options_(memory_options(chance_, faults_, options.bugs)),
        limits_(step_limits(chance_, options.bugs)),
        memory_(memory_options_),
        back_end_(memory_, options.bugs),
        stages_(toy_stages({options.bugs.wall_clock, options.bugs.map_order, &incarnation_})),
        pump_(back_end_, memory_, stages_, faults_, chance_, limits_),
        calendar_(pump_) {}

  Verdict run() {
    restart();
    for (std::int32_t day = 1; day <= days && wrong_.empty(); ++day) live_through(day);
    faults_.calm_down();
    if (wrong_.empty()) close(days);
    if (wrong_.empty()) check_all();
    return {wrong_, pump_.steps(), faults_.crashes, faults_.failures, faults_.rivals};
  }

 private:
  void live_through(std::int32_t day) {
    auto inputs = inputs_of(day);
    chance_.shuffle(inputs);
    for (const auto& input : inputs) {
      append(input);
      pump_.some_steps(chance_.below(6));
    }
    if (chance_.percent(10)) return;  // the clock jumps over this day
    close(day);
    if (chance_.percent(10)) close(day);  // and stands still
    if (chance_.percent(5)) close(day - 2);  // or goes back
  }

  std::vector<ports::OutRecord> inputs_of(std::int32_t day) {
    std::vector<ports::OutRecord> inputs;
    const std::uint32_t deliveries = 1 + chance_.below(4);
    for (std::uint32_t i = 0; i < deliveries; ++i) inputs.push_back(delivery(day));
    if (chance_.percent(15) && !delivered_.empty())  // the partner sends something again
      inputs.push_back(delivered_[chance_.below(static_cast<std::uint32_t>(delivered_.size()))]);
    if (chance_.percent(20)) inputs.push_back(register_entry(day));
    if (chance_.percent(15)) inputs.push_back(poison());
    return inputs;
  }

  ports::OutRecord at_door(flow::TopicId topic, Bytes key, const Bytes& value) {
    const auto partition = flow::partition_of(key, memory_.partitions());
    return {topic, partition, {}, std::move(key), value};
  }

  ports::OutRecord delivery(std::int32_t day) {
    std::vector<ToyMessage> signals;
    const std::uint32_t partner = chance_.below(3);
    for (std::uint32_t i = 1 + chance_.below(3); i > 0; --i) {
      ToyMessage signal;
      signal.house = chance_.below(houses);
      signal.partner = partner;
      signal.day = day - static_cast<std::int32_t>(chance_.percent(10) ? chance_.below(12) : chance_.below(3));
      signal.received = day;
      signal.id = ++last_id_;
      signals.push_back(signal);
      model_.take(signal);
    }
    delivered_.push_back(at_door(flow::topics::deliveries.info.id, flow::key_bytes(partner_key(partner)),
                                 encode_toy(signals)));
    return delivered_.back();
  }

  ports::OutRecord register_entry(std::int32_t day) {
    ToyMessage entry;
    entry.kind = ToyKind::register_entry;
    entry.house = chance_.below(houses);
    entry.day = day;
    entry.number = chance_.below(2);
    model_.enter(entry);
    return at_door(flow::topics::lookups.info.id, flow::key_bytes(flow::MunicipalityKey{town_of(entry.house)}),
                   encode_toy({entry}));
  }

  ports::OutRecord poison() {
    const auto inbox = static_cast<flow::TopicId>(1 + chance_.below(7));
    ToyMessage message;
    message.kind = ToyKind::poison;
    message.id = ++last_id_;
    Bytes value = encode_toy({message});
    if (inbox == flow::topics::deliveries.info.id && chance_.percent(50)) {
      ToyMessage good;  // accepted before the poison in the same record is seen: must leave no trace
      good.id = ++last_id_;
      good.house = 1;
      value = encode_toy({good, message});
    }
    if (chance_.percent(50)) value = "no stage can read this " + std::to_string(last_id_);
    poisons_.insert(value);
    return at_door(inbox, flow::key_bytes(flow::MunicipalityKey{town_of(chance_.below(3))}), value);
  }

  // A door: sends until it is told that the record is safe.
  void append(const ports::OutRecord& record) {
    while (!back_end_.append_durably({record}) && wrong_.empty())
      if (faults_.is_dead()) restart();
  }

  void close(std::int32_t day) {
    std::vector<MunicipalityCode> towns;
    for (std::uint32_t house = 0; house < 3; ++house) towns.push_back(town_of(house));
    for (;;) {
      const auto closed = calendar_.close_day(towns, Date::from_days(day));
      if (closed) break;
      if (closed.error().severity == Severity::fatal) {
        wrong_ = closed.error().detail;
        return;
      }
      if (faults_.is_dead()) restart();
    }
    model_.close_day(day);
  }

  void restart() {
    for (bool up = false; !up;) {
      ++incarnation_;
      bool keep_zombies = chance_.percent(30);
      if (memory_options_.commit == Commit::atomic) {
        if (chance_.percent(50)) {
          lose_power();
          keep_zombies = false;
        }
      } else if (losses_ < losses_max && chance_.percent(40)) {
        lose_state();
      }
      faults_.revive();
      up = pump_.restart(keep_zombies).has_value();
    }
  }

  void lose_power() {
    const std::uint32_t torn_percent = chance_.below(60);
    std::vector<bool> is_whole(memory_.unsynced());
    for (std::size_t i = 0; i < is_whole.size(); ++i) is_whole[i] = !chance_.percent(torn_percent);
    memory_.power_loss(is_whole);
  }

  void lose_state() {
    ++losses_;
    const bool all = chance_.percent(30);
    for (const auto& stage : stages_) {
      for (ports::Partition partition = 0; partition < memory_.partitions(); ++partition) {
        const Lane lane{stage->info().id, partition};
        const auto changes = static_cast<std::uint32_t>(memory_.changes(lane));
        if (all || chance_.percent(20)) memory_.lose_state(lane, all ? 0 : chance_.below(changes + 1));
      }
    }
  }

  std::vector<std::pair<Bytes, Bytes>> state_of(const flow::StageInfo& stage, BytesView prefix) {
    std::vector<std::pair<Bytes, Bytes>> pairs;
    for (ports::Partition partition = 0; partition < memory_.partitions(); ++partition)
      if (!memory_.scan({stage.id, partition}, prefix, pairs)) wrong_ = "the state cannot be read";
    return pairs;
  }

  void check_all() {
    check_report();
    if (wrong_.empty()) check_queues();
    if (wrong_.empty()) check_dead_letters();
    if (wrong_.empty()) check_rebuild();
  }

  void check_report() {
    std::map<ToyMessage, std::uint32_t> facts;
    for (const auto& [at, count] : state_of(flow::reporting, "f"))
      facts[decode_toy_list(BytesView(at).substr(1))[0]] += read_big_endian<std::uint32_t>(count);
    if (facts == model_.facts) return;
    std::uint32_t missing = 0;
    std::uint32_t extra = 0;
    for (const auto& [fact, count] : model_.facts) missing += facts[fact] < count ? 1U : 0U;
    for (const auto& [fact, count] : facts) extra += model_.facts[fact] < count ? 1U : 0U;
    wrong_ = "the report differs from the model: " + std::to_string(missing) + " facts missing or counted too low, " +
             std::to_string(extra) + " too many or counted twice";
  }

  void check_queues() {
    std::multiset<std::uint32_t> in_queues;
    for (const auto& [at, queue] : state_of(flow::assignment, "p"))
      for (const ToyMessage& waiting : decode_toy_list(queue)) in_queues.insert(waiting.house);
    for (const auto& [at, queue] : state_of(flow::outcome_tracker, "o"))
      for (const ToyMessage& open : decode_toy_list(queue)) in_queues.insert(open.house);
    if (in_queues != model_.waiting_or_open()) wrong_ = "a case is in no queue, or in two";
  }

  void check_dead_letters() {
    std::set<Bytes> letters;
    std::vector<ports::InRecord> records;
    for (ports::Partition partition = 0; partition < memory_.partitions(); ++partition)
      if (!memory_.read(flow::topics::dead_letters.id, partition, 0, 100000, records)) wrong_ = "no dead letters";
    for (const auto& record : records) letters.insert(runtime::decode_dead_letter(record.value)->value);
    if (letters != poisons_) wrong_ = "the dead letters are not exactly the poison";
  }

  void check_rebuild() {
    ++incarnation_;
    memory::MemoryOptions fresh_options;
    fresh_options.partitions = memory_.partitions();
    memory::Memory fresh(fresh_options);
    const auto report = runtime::rebuild(memory_, stages_, fresh, {.limits = limits_});
    if (!report) {
      wrong_ = "the rebuild failed: " + report.error().detail;
    } else if (report->live != report->rebuilt) {
      wrong_ = "the rebuilt state differs from the live state";
    } else if (!report->outputs_equal) {
      wrong_ = "the rebuild derives other outputs than the log holds";
    }
  }

  Chance chance_;
  Faults faults_;
  memory::MemoryOptions memory_options_;
  runtime::StepLimits limits_;
  memory::Memory memory_;
  WrongOrderBackEnd back_end_;
  std::uint64_t incarnation_ = 0;
  std::vector<std::unique_ptr<const runtime::Stage>> stages_;
  ChaosPump pump_;
  runtime::Calendar calendar_;
  ToyModel model_;
  std::vector<ports::OutRecord> delivered_;
  std::set<Bytes> poisons_;
  std::uint64_t last_id_ = 0;
  std::uint32_t losses_ = 0;
  std::string wrong_;
};

}  // namespace

Verdict run_toy_town(const ToyRunOptions& options) { return ToyRun(options).run(); }

}  // namespace tijdig::simulation
