// Everything a seeded run stands on: one back end that breaks down as the seed says, a pump that works in the seed's
// order, and doors that send until they are told that the record is safe.
//
//   World world(seed, bugs, [&](const std::uint64_t* starts) { return toy_stages({}); });
//   world.append(record); world.some_steps(); world.close(towns, day); world.calm_down(); world.check_rebuild();
//   EXPECT_EQ(world.wrong, "");
//
// The end of a day is announced without waiting for the disk, so a power loss may take it; like the importer, the doors
// announce lost days again before they take anything new (docs/adr/0006). The seed also decides the way to commit, the
// number of partitions, the batch size, and how much goes wrong. One thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "libs/runtime/calendar.h"
#include "tests/simulation/chaos_pump.h"
#include "tests/simulation/wrong_order_back_end.h"

namespace tijdig::simulation {

struct Verdict {
  std::string wrong;  // empty: every question was answered right
  std::uint64_t steps = 0;
  std::uint64_t crashes = 0;
  std::uint64_t failures = 0;
  std::uint64_t rivals = 0;

  void add(const Verdict& other);  // counts only
  std::string counts() const;
};

class World {
 public:
  using Stages = std::vector<std::unique_ptr<const runtime::Stage>>;
  // `starts` counts how often the process started; only planted bugs look at it.
  World(std::uint64_t seed, const PlantedBugs& bugs, const std::function<Stages(const std::uint64_t* starts)>& make);

  void append(const ports::OutRecord& record);  // sent again until acknowledged
  void some_steps() { pump_.some_steps(chance.below(6)); }
  void close(const std::vector<MunicipalityCode>& towns, Date day);
  void activate(const PolicyActivated& rules);
  void calm_down() { faults_.calm_down(); }
  void go_down() { restart(); }  // dies here, where nothing was going on, and starts again
  void check_rebuild();

  ports::OutRecord at_door(flow::TopicId topic, Bytes key, Bytes value) const;
  std::vector<std::pair<Bytes, Bytes>> state_of(const flow::StageInfo& stage, BytesView prefix);
  std::vector<ports::InRecord> records_on(flow::TopicId topic);  // each once
  memory::Memory& memory() { return memory_; }
  Verdict verdict() const { return {wrong, pump_.steps(), faults_.crashes, faults_.failures, faults_.rivals}; }

  Chance chance;
  std::string wrong;

 private:
  struct ClosedDay {
    std::vector<MunicipalityCode> towns;
    Date day;
  };

  void until_done(const std::function<Result<>()>& work);
  Result<> announce_lost_days();
  void restart();
  void lose_power();
  void lose_state();

  Faults faults_;
  memory::MemoryOptions memory_options_;
  runtime::StepLimits limits_;
  memory::Memory memory_;
  WrongOrderBackEnd back_end_;
  std::uint64_t starts_ = 0;
  Stages stages_;
  ChaosPump pump_;
  runtime::Calendar calendar_;
  std::uint32_t losses_ = 0;
  std::vector<ClosedDay> closed_;
  bool believe_days_closed_;
  bool days_may_be_lost_ = false;
};

}  // namespace tijdig::simulation
