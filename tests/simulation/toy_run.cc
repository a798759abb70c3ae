#include "tests/simulation/toy_run.h"

#include <set>

#include "libs/runtime/dead_letter.h"
#include "tests/simulation/toy_model.h"

namespace tijdig::simulation {
namespace {

constexpr std::int32_t days = 14;
constexpr std::uint32_t houses = 9;

class ToyRun {
 public:
  ToyRun(std::uint64_t seed, const PlantedBugs& bugs)
      : world_(seed, bugs, [&bugs](const std::uint64_t* starts) {
          return toy_stages({bugs.wall_clock, bugs.map_order, starts});
        }) {}

  Verdict run() {
    for (std::int32_t day = 1; day <= days && world_.wrong.empty(); ++day) live_through(day);
    world_.calm_down();
    if (world_.wrong.empty()) close(days);
    check_report();
    check_queues();
    check_dead_letters();
    world_.check_rebuild();
    return world_.verdict();
  }

 private:
  void live_through(std::int32_t day) {
    auto inputs = inputs_of(day);
    world_.chance.shuffle(inputs);
    for (const auto& input : inputs) {
      world_.append(input);
      world_.some_steps();
    }
    if (world_.chance.percent(10)) return;  // the clock jumps over this day
    close(day);
    if (world_.chance.percent(10)) close(day);        // and stands still
    if (world_.chance.percent(5)) close(day - 2);     // or goes back
    if (world_.chance.percent(10)) world_.go_down();  // at night, before anything makes the days durable
  }

  std::vector<ports::OutRecord> inputs_of(std::int32_t day) {
    std::vector<ports::OutRecord> inputs;
    const std::uint32_t deliveries = 1 + world_.chance.below(4);
    for (std::uint32_t i = 0; i < deliveries; ++i) inputs.push_back(delivery(day));
    if (world_.chance.percent(15) && !delivered_.empty())  // the partner sends something again
      inputs.push_back(delivered_[world_.chance.below(static_cast<std::uint32_t>(delivered_.size()))]);
    if (world_.chance.percent(20)) inputs.push_back(register_entry(day));
    if (world_.chance.percent(15)) inputs.push_back(poison());
    return inputs;
  }

  ports::OutRecord delivery(std::int32_t day) {
    std::vector<ToyMessage> signals;
    const std::uint32_t partner = world_.chance.below(3);
    for (std::uint32_t i = 1 + world_.chance.below(3); i > 0; --i) {
      ToyMessage signal;
      signal.house = world_.chance.below(houses);
      signal.partner = partner;
      signal.day = day - static_cast<std::int32_t>(world_.chance.below(world_.chance.percent(10) ? 12 : 3));
      signal.received = day;
      signal.id = ++last_id_;
      signals.push_back(signal);
      model_.take(signal);
    }
    delivered_.push_back(
        world_.at_door(flow::topics::deliveries.info.id, flow::key_bytes(partner_key(partner)), encode_toy(signals)));
    return delivered_.back();
  }

  ports::OutRecord register_entry(std::int32_t day) {
    ToyMessage entry;
    entry.kind = ToyKind::register_entry;
    entry.house = world_.chance.below(houses);
    entry.day = day;
    entry.number = world_.chance.below(2);
    model_.enter(entry);
    return world_.at_door(flow::topics::lookups.info.id, flow::key_bytes(flow::MunicipalityKey{town_of(entry.house)}),
                          encode_toy({entry}));
  }

  ports::OutRecord poison() {
    const auto inbox = static_cast<flow::TopicId>(1 + world_.chance.below(7));
    ToyMessage message;
    message.kind = ToyKind::poison;
    message.id = ++last_id_;
    Bytes value = encode_toy({message});
    if (inbox == flow::topics::deliveries.info.id && world_.chance.percent(50)) {
      ToyMessage good;  // accepted before the poison in the same record is seen: must leave no trace
      good.id = ++last_id_;
      good.house = 1;
      value = encode_toy({good, message});
    }
    if (world_.chance.percent(50)) value = "no stage can read this " + std::to_string(last_id_);
    poisons_.insert(value);
    return world_.at_door(inbox, flow::key_bytes(flow::MunicipalityKey{town_of(world_.chance.below(3))}), value);
  }

  void close(std::int32_t day) {
    world_.close({town_of(0), town_of(1), town_of(2)}, Date::from_days(day));
    if (world_.wrong.empty()) model_.close_day(day);
  }

  void check_report() {
    if (!world_.wrong.empty()) return;
    std::map<ToyMessage, std::uint32_t> facts;
    for (const auto& [at, count] : world_.state_of(flow::reporting, "f"))
      facts[decode_toy_list(BytesView(at).substr(1))[0]] += read_big_endian<std::uint32_t>(count);
    if (facts == model_.facts) return;
    std::uint32_t missing = 0;
    std::uint32_t extra = 0;
    for (const auto& [fact, count] : model_.facts) missing += facts[fact] < count ? 1U : 0U;
    for (const auto& [fact, count] : facts) extra += model_.facts[fact] < count ? 1U : 0U;
    world_.wrong = "the report differs from the model: " + std::to_string(missing) +
                   " facts missing or counted too low, " + std::to_string(extra) + " too many or counted twice";
  }

  void check_queues() {
    if (!world_.wrong.empty()) return;
    std::multiset<std::uint32_t> in_queues;
    for (const auto& [at, queue] : world_.state_of(flow::assignment, "p"))
      for (const ToyMessage& waiting : decode_toy_list(queue)) in_queues.insert(waiting.house);
    for (const auto& [at, queue] : world_.state_of(flow::outcome_tracker, "o"))
      for (const ToyMessage& open : decode_toy_list(queue)) in_queues.insert(open.house);
    if (in_queues != model_.waiting_or_open()) world_.wrong = "a case is in no queue, or in two";
  }

  void check_dead_letters() {
    if (!world_.wrong.empty()) return;
    std::set<Bytes> letters;
    for (const auto& record : world_.records_on(flow::topics::dead_letters.id))
      letters.insert(runtime::decode_dead_letter(record.value)->value);
    if (letters != poisons_) world_.wrong = "the dead letters are not exactly the poison";
  }

  World world_;
  ToyModel model_;
  std::vector<ports::OutRecord> delivered_;
  std::set<Bytes> poisons_;
  std::uint64_t last_id_ = 0;
};

}  // namespace

Verdict run_toy_town(std::uint64_t seed, const PlantedBugs& bugs) { return ToyRun(seed, bugs).run(); }

}  // namespace tijdig::simulation
