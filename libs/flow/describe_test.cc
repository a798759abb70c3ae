#include "libs/flow/describe.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "libs/flow/describe_tables.h"
#include "libs/flow/flow.h"

namespace tijdig::flow {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Describe, NamesEveryDoorStageAndTopicInEveryForm) {
  for (const std::string& form : {describe_text(), describe_json()}) {
    for (const DoorInfo& door : doors) EXPECT_THAT(form, HasSubstr(std::string(door.name)));
    for (const StageInfo& stage : stages) EXPECT_THAT(form, HasSubstr(std::string(stage.name)));
    for (const TopicInfo& topic : topics::all) EXPECT_THAT(form, HasSubstr(std::string(topic.name)));
  }
}

TEST(Describe, NamesEveryTableWhereItIsKept) {
  for (const std::string& form : {describe_text(), describe_json(), describe_tables()})
    for (const TableInfo* table : tables::all) EXPECT_THAT(form, HasSubstr(std::string(table->name)));
  EXPECT_THAT(describe_text(), HasSubstr("keeps policies, days, pools, waiting-cases\n"));
  EXPECT_THAT(describe_tables(), HasSubstr("| `policies` | `\\0policy/` | municipality |"));
}

TEST(Describe, SaysWhatNoArrowShows) {
  EXPECT_THAT(describe_text(), HasSubstr("into every partition of the others"));
  EXPECT_THAT(describe_text(), HasSubstr("any stage may write dead letters"));
}

TEST(Describe, DrawsTheRegisterDeskInsideItsService) {
  EXPECT_THAT(describe_mermaid(), HasSubstr("    subgraph enrichment_service [\"enrichment: 2 stages\"]\n"
                                            "      register_desk[\"register-desk\"]\n"
                                            "      enrichment[\"enrichment\"]\n"
                                            "    end\n"));
}

TEST(Describe, DrawsOneArrowPerOutputOfAStage) {
  const std::string picture = describe_mermaid();
  std::size_t arrows = 0;
  for (std::size_t at = picture.find(" -->|"); at != std::string::npos; at = picture.find(" -->|", at + 1)) ++arrows;
  std::size_t outputs = 0;
  for (const StageInfo& stage : stages) outputs += stage.outputs.size();
  for (const DoorInfo& door : doors) outputs += door.outputs.size() > 2 ? 0 : door.outputs.size();
  EXPECT_EQ(arrows, outputs);
}

TEST(Describe, DrawsTheWayOfASignalAndTheWayBack) {
  const std::string picture = describe_mermaid();
  EXPECT_THAT(picture, HasSubstr("flowchart TD\n"));
  EXPECT_THAT(picture, HasSubstr("partner_door -->|deliveries by partner| signal_ingest\n"));
  EXPECT_THAT(picture, HasSubstr("signal_ingest -->|signals by municipality| matcher\n"));
  EXPECT_THAT(picture, HasSubstr("matcher -->|matches by household| enrichment\n"));
  EXPECT_THAT(picture, HasSubstr("enrichment -->|cases by municipality| assignment\n"));
  EXPECT_THAT(picture, HasSubstr("assignment -->|work by household| outcome_tracker\n"));
  EXPECT_THAT(picture, HasSubstr("outcome_tracker -->|matches by household| enrichment\n"));
  EXPECT_THAT(picture, HasSubstr("outcome_tracker -->|facts by municipality| reporting\n"));
  EXPECT_THAT(picture, HasSubstr("policy_door -.-> services\n"));
  EXPECT_THAT(picture, HasSubstr("calendar -.-> matcher & assignment & outcome_tracker & reporting\n"));
  EXPECT_THAT(picture, Not(HasSubstr("tijdig.")));
}

TEST(Describe, WritesJsonThatReadsBack) {
  const auto map = nlohmann::json::parse(describe_json());
  EXPECT_EQ(map["doors"].size(), doors.size());
  EXPECT_EQ(map["stages"].size(), stages.size());
  EXPECT_EQ(map["topics"].size(), topics::all.size());
  EXPECT_EQ(map["tables"].size(), tables::all.size());
  EXPECT_EQ(map["stages"][0]["keeps"][1], "known-signals");
  EXPECT_EQ(map["stages"][1]["inbox"], "tijdig.signals.v1");
}

}  // namespace
}  // namespace tijdig::flow
