#include "services/matcher/looking_ahead.h"

#include <gtest/gtest.h>

#include "libs/ports/forwarding_back_end.h"
#include "tests/harness/registered_town.h"

namespace tijdig::matcher {
namespace {

class CountsLoads final : public ports::ForwardingBackEnd {
 public:
  using ForwardingBackEnd::ForwardingBackEnd;
  Result<> load(ports::Lane lane, std::span<const Bytes> keys, std::vector<std::optional<Bytes>>& values) override {
    ++calls_;
    return behind().load(lane, keys, values);
  }
  std::size_t calls() const { return calls_; }

 private:
  std::size_t calls_ = 0;
};

// How often the store is asked when a day closes that nobody has anything of in memory.
std::size_t loads_of_a_day(std::size_t lines, std::size_t residents) {
  Town town({}, residents);
  for (std::size_t i = 0; i < lines; ++i) {
    Told told = of_husband;
    told.house = std::to_string(150 + i);
    told.number = told.house;
    told.telephone = "0600" + std::to_string(100'000 + i);
    town.send({told});
  }
  town.flow().settle();
  CountsLoads counted(town.flow().back_end());
  std::vector<std::unique_ptr<const runtime::Stage>> stages;
  stages.push_back(std::make_unique<runtime::StageOf<Processor>>(Processor{}));
  const auto engine = runtime::Engine::open(counted, std::move(stages), {});
  EXPECT_TRUE(runtime::Calendar(**engine).close_day(town_code, *Date::parse("2018-10-25")).has_value());
  return counted.calls();
}

TEST(LookingAhead, AsksTheStoreAsOftenForManyLinesAsForFew) {
  EXPECT_LT(loads_of_a_day(110, 100), loads_of_a_day(10, 100) + 20);
}

TEST(LookingAhead, AsksTheStoreAsOftenForManyDoorsAsForFew) {
  EXPECT_LT(loads_of_a_day(10, 110), loads_of_a_day(10, 10) + 20);
}

}  // namespace
}  // namespace tijdig::matcher
