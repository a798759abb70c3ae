#include "services/tijdig/link_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace tijdig::commands {
namespace {

using testing::HasSubstr;

struct Shown {
  records::Linkage linkage;
  LinkReport report;
  Shown() {
    linkage.groups.of = {0, 0, 2};
    linkage.blocking.pairs = {1};
    linkage.blocking.pair_space = 3;
    linkage.blocking.blocks_skipped = 7;
    report.name = "people";
    report.records = 3;
    report.linkage = &linkage;
    report.evaluation.emplace();
    report.evaluation->true_pairs = 4;
    report.evaluation->reached = 3;
    report.evaluation->own = linking::quality(0, 5, 2, 4);
    report.evaluation->has_groups = true;
    report.evaluation->slices = {{"north", 2, linking::quality(0, 1, 1, 1)}};
    report.slice = "region";
  }
};

TEST(ReportOfLinking, SaysWhatWasFoundInATable) {
  const Shown shown;
  const std::string text = link_report_text(shown.report);
  EXPECT_THAT(text, HasSubstr("people: 3 records\n"));
  EXPECT_THAT(text, HasSubstr("candidate pairs         1 of 3 by 0 keys"));
  EXPECT_THAT(text, HasSubstr("blocks left out         7"));
  EXPECT_THAT(text, HasSubstr("groups                  2\n"));
  EXPECT_THAT(text, HasSubstr("true pairs              4, of which among the candidates 0.7500"));
  EXPECT_THAT(text, HasSubstr("at the own threshold      0.4444     0.4000   0.5000      0.000         5         2"));
  EXPECT_THAT(text, HasSubstr("slice by region"));
}

TEST(ReportOfLinking, SaysTheSameAsJson) {
  const Shown shown;
  const auto json = nlohmann::json::parse(link_report_json(shown.report));
  EXPECT_EQ(json["records"], 3);
  EXPECT_EQ(json["evaluation"]["own"]["linked"], 5);
  EXPECT_DOUBLE_EQ(json["evaluation"]["own"]["recall"], 0.5);
  EXPECT_EQ(json["evaluation"]["slices"][0]["value"], "north");
}

TEST(ReportOfLinking, WithoutTruthHasNoQuality) {
  Shown shown;
  shown.report.evaluation.reset();
  EXPECT_THAT(link_report_text(shown.report), testing::Not(HasSubstr("true pairs")));
  EXPECT_FALSE(nlohmann::json::parse(link_report_json(shown.report)).contains("evaluation"));
}

}  // namespace
}  // namespace tijdig::commands
