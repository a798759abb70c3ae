#include <gtest/gtest.h>

#include "tests/harness/flow_harness.h"
#include "tests/simulation/toy_model.h"
#include "tests/simulation/toy_stages.h"

namespace tijdig::simulation {
namespace {

TEST(ToyTown, AgreesWithItsModelWithEveryRecordTwice) {
  harness::FlowHarness town(toy_stages({}), {});
  ToyModel model;
  std::uint64_t id = 0;
  for (std::int32_t day = 1; day <= 20; ++day) {
    for (std::uint32_t i = 0; i < 6; ++i) {
      ToyMessage signal;
      signal.house = (static_cast<std::uint32_t>(day) * 7 + i * i) % 11;
      signal.partner = i % 3;
      signal.day = day - static_cast<std::int32_t>(i);
      signal.received = day;
      signal.id = ++id;
      model.take(signal);
      town.send_bytes(flow::topics::deliveries.info.id, flow::key_bytes(partner_key(signal.partner)),
                      encode_toy({signal}));
    }
    for (std::uint16_t number = 1; number <= 3; ++number)
      town.close_day(MunicipalityCode::from_number(number), Date::from_days(day));
    model.close_day(day);
  }
  std::map<ToyMessage, std::uint32_t> facts;
  for (const auto& [at, count] : town.state_of(flow::reporting.id, "f"))
    facts[decode_toy_list(BytesView(at).substr(1))[0]] += read_big_endian<std::uint32_t>(count);
  EXPECT_EQ(facts, model.facts);
  EXPECT_GT(facts.size(), 150U);
  EXPECT_EQ(town.dead_letters(), 0U) << town.dead_letter_reasons();
}

}  // namespace
}  // namespace tijdig::simulation
