// Every link of the simulated year, derived again from the log alone, explains itself to the last milli-bit. Also tests
// explain_links.cc.
#include <gtest/gtest.h>

#include "libs/backends/memory/memory.h"
#include "libs/flow/flow.h"
#include "libs/residents/waterfall.h"
#include "libs/runtime/rebuild.h"
#include "services/matcher/state.h"
#include "services/tijdig/embedded.h"
#include "services/tijdig/explain_links.h"
#include "services/tijdig/town_year.h"
#include "services/tijdig/zoetermeer_policy.h"

namespace tijdig::commands {
namespace {

class YearOfLinks : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    memory::MemoryOptions memory;
    memory.partitions = 16;
    auto lived = Embedded::on(std::make_unique<memory::Memory>(memory), *zoetermeer_policy(), {});
    ASSERT_TRUE(lived);
    town::YearOfZoetermeer year(43);
    ASSERT_TRUE(live_through(year, **lived, {}));
    again_ = std::make_unique<memory::Memory>(memory);
    const auto report = runtime::rebuild((*lived)->back_end(), all_stages(), again_.get(), {});
    ASSERT_TRUE(report);
    ASSERT_TRUE(report->is_equal());
  }
  static void TearDownTestSuite() { again_.reset(); }

  // Every address with its lines, as the log alone gives them.
  static std::vector<matcher::AddressState> addresses() {
    std::vector<matcher::AddressState> all;
    for (ports::Partition partition = 0; partition < again_->partitions(); ++partition) {
      std::vector<std::pair<Bytes, Bytes>> found;
      EXPECT_TRUE(again_->scan({flow::matcher.id, partition}, "a", found));
      for (const auto& [key, value] : found) EXPECT_TRUE(matcher::decode(value, all.emplace_back()));
    }
    return all;
  }

  static inline std::unique_ptr<memory::Memory> again_;
};

TEST_F(YearOfLinks, AddsUpEveryDecisionToItsScore) {
  const residents::LinkModel& model = residents::built_in_model();
  std::size_t decisions = 0, linked = 0;
  for (const matcher::AddressState& address : addresses()) {
    for (const matcher::CustomerLine& line : address.lines) {
      ASSERT_FALSE(line.link.empty());
      ASSERT_LE(line.link.size(), residents::decision_bytes_max);
      const auto decision = residents::decision_from_bytes(line.link);
      ASSERT_TRUE(decision);
      EXPECT_TRUE(residents::verify(*decision, model));
      const linking::Waterfall why = residents::waterfall_of(*decision, model);
      if (!decision->best.empty()) {
        EXPECT_EQ(why.score, decision->best[0].weight);
      }
      ++decisions;
      linked += decision->may_contact();
    }
  }
  EXPECT_GT(decisions, 3'000U);
  EXPECT_GT(linked, decisions * 8 / 10);
}

TEST_F(YearOfLinks, ExplainsTheLinksOfAMatch) {
  std::size_t explained = 0;
  for (const matcher::AddressState& address : addresses()) {
    if (address.made.empty() || address.lines.empty()) continue;
    Match match;
    match.municipality = zoetermeer_policy()->municipality;
    match.address = address.address;
    for (const matcher::CustomerLine& line : address.lines)
      for (const matcher::KeptSignal& signal : line.signals) {
        MatchedSignal matched;
        matched.id = signal.id;
        match.signals.push_back(matched);
      }
    const auto links = links_of(*again_, match);
    ASSERT_TRUE(links);
    EXPECT_EQ(links->size(), address.lines.size());
    EXPECT_NE(text_of(*links).find("score"), std::string::npos);
    EXPECT_NE(json_of(*links).find("\"threshold\""), std::string::npos);
    if (++explained == 20) break;
  }
  EXPECT_EQ(explained, 20U);
}

}  // namespace
}  // namespace tijdig::commands
