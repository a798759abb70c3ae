// What the step holds a stage of the map to: it touches its own tables and no others.
#include "libs/runtime/stage.h"

#include <gtest/gtest.h>

#include "libs/backends/memory/memory.h"
#include "libs/runtime/kept.h"
#include "libs/runtime/step.h"

namespace tijdig::runtime {
namespace {

const MunicipalityCode zoetermeer = MunicipalityCode::from_number(637);

struct Count {
  std::uint32_t of = 0;
};
Bytes encode(const Count& count) {
  Bytes bytes;
  append_big_endian(bytes, count.of);
  return bytes;
}
Result<> decode(BytesView wire, Count& count) {
  count.of = read_big_endian<std::uint32_t>(wire);
  return {};
}

enum class Touch { load, save, erase, look, change };

// In the place of the matcher: touches one key in one way, whatever record comes.
class Toucher {
 public:
  using Message = SignalsMessage;
  static constexpr const flow::StageInfo& info = flow::matcher;

  Toucher(Touch touch, Bytes key) : touch_(touch), key_(std::move(key)) {}
  void prefetch(const Message&, KeySink&) const {}
  Result<> handle(const Message&, Turn& turn) const {
    switch (touch_) {
      case Touch::load:
        turn.load(key_);
        return {};
      case Touch::save:
        turn.save(key_, encode(Count{1}));
        return {};
      case Touch::erase:
        turn.erase(key_);
        return {};
      case Touch::look:
        return turn.look<Count>(key_).has_value() ? Result<>() : Error::refused("not read");
      case Touch::change:
        return turn.change<Count>(key_).has_value() ? Result<>() : Error::refused("not read");
    }
    return {};
  }

 private:
  Touch touch_;
  Bytes key_;
};

std::size_t records_stepped(Touch touch, const Bytes& key) {
  memory::Memory memory(memory::MemoryOptions{.partitions = 1});
  const StageOf<Toucher> stage(Toucher(touch, key));
  LaneRunner lane(memory, stage, {flow::matcher.id, 0}, StepLimits{});
  const Bytes day_is_over = codec::encode(SignalsMessage(DayClosed{zoetermeer, Date(2018, 10, 1)}));
  TIJDIG_CHECK(lane.claim().has_value());
  TIJDIG_CHECK(memory.append_durably({{flow::matcher.inbox, 0, {}, "key", day_is_over}}).has_value());
  const auto report = lane.step();
  return report && report->dead_letters == 0 ? report->records : 0;
}

class StageDeathTest : public testing::TestWithParam<Touch> {};

TEST_P(StageDeathTest, EndsTheProgramWhenItTouchesATableThatTheMapGivesToAnother) {
  EXPECT_EQ(records_stepped(GetParam(), flow::tables::towns.key(zoetermeer)), 1U);
  EXPECT_EQ(records_stepped(GetParam(), flow::tables::days.key(zoetermeer)), 1U);
  EXPECT_DEATH(records_stepped(GetParam(), flow::tables::households.key(HouseholdId())), "may_keep");
  EXPECT_DEATH(records_stepped(GetParam(), ""), "may_keep");
}

INSTANTIATE_TEST_SUITE_P(InEveryWay, StageDeathTest,
                         testing::Values(Touch::load, Touch::save, Touch::erase, Touch::look, Touch::change));

}  // namespace
}  // namespace tijdig::runtime
