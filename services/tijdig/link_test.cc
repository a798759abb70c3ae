#include "services/tijdig/link.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "services/tijdig/commands.h"

namespace tijdig::commands {
namespace {

using testing::HasSubstr;

// A folder with the files of one run.
class LinkingFiles : public testing::Test {
 protected:
  LinkingFiles() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(testing::TempDir()) / ("tijdig_link_" + std::to_string(getpid()) + test->name());
    std::filesystem::create_directories(folder_);
    options_.schema = write("schema.yaml",
                            "name: three people\nid: id\nfields:\n  - {column: first, kind: first_name}\n"
                            "  - {column: last, kind: surname}\n  - {column: born, kind: date}\n"
                            "truth: {entity: who}\n");
    options_.records = write("records.csv",
                             "id,first,last,born,who\na1,Anna,Bakker,1971-06-24,1\na2,Ana,Bakker,1971-06-24,1\n"
                             "b1,Bert,Visser,1950-01-02,2\nb2,Bert,Vissers,1950-01-02,2\nc1,Carla,Smit,1988-12-31,3\n");
  }

  ~LinkingFiles() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }
  static std::string read(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
  }

  std::filesystem::path folder_;
  LinkOptions options_;
};

TEST_F(LinkingFiles, GroupsTheRecordsOfOneFileAndMeasures) {
  options_.json = folder_ / "all.json";
  options_.out = folder_ / "groups.csv";
  options_.calibration = folder_ / "calibration.svg";
  ASSERT_EQ(link_evaluate(options_), exit_done);
  const auto json = nlohmann::json::parse(read(*options_.json));
  EXPECT_EQ(json["evaluation"]["true_pairs"], 2);
  EXPECT_DOUBLE_EQ(json["evaluation"]["own"]["f1"], 1.0);
  EXPECT_EQ(read(*options_.out), "record,group\na1,a1\na2,a1\nb1,b1\nb2,b1\nc1,c1\n");
  EXPECT_THAT(read(*options_.calibration), HasSubstr("<svg"));
}

TEST_F(LinkingFiles, LinksTwoFilesByAModelThatWasTrained) {
  LinkOptions training = options_;
  training.out = folder_ / "model.yaml";
  training.train = true;
  ASSERT_EQ(link_train(training), exit_done);
  options_.model = *training.out;
  options_.register_file = write("register.csv",
                                 "id,first,last,born,who\nr1,Anna,Bakker,1971-06-24,1\n"
                                 "r2,Dirk,Mulder,1933-03-03,9\n");
  options_.out = folder_ / "links.csv";
  ASSERT_EQ(link_evaluate(options_), exit_done);
  EXPECT_THAT(read(*options_.out), HasSubstr("record,entry,probability,weight_milli_bits\na1,r1,"));
  EXPECT_THAT(read(*options_.out), HasSubstr("\nc1,,0.0"));
}

TEST_F(LinkingFiles, TakesTheTruthAsPairs) {
  options_.schema = write("pairs.yaml",
                          "id: id\nfields: [{column: last, kind: surname}, {column: born, kind: date}]\n"
                          "truth: {left: l, right: r}\n");
  options_.truth = write("truth.csv", "l,r\na1,a2\n");
  options_.json = folder_ / "all.json";
  ASSERT_EQ(link_evaluate(options_), exit_done);
  EXPECT_EQ(nlohmann::json::parse(read(*options_.json))["evaluation"]["true_pairs"], 1);
}

TEST_F(LinkingFiles, RefusesWhatIsWrongWithTheInput) {
  options_.schema = write("wrong.yaml", "fields: [{column: nobody, kind: surname}]\n");
  testing::internal::CaptureStderr();
  EXPECT_EQ(link_evaluate(options_), exit_nothing_taken);
  EXPECT_THAT(testing::internal::GetCapturedStderr(),
              HasSubstr("no column `nobody`, which the schema names as surname"));
  options_.records = folder_ / "absent.csv";
  EXPECT_EQ(link_evaluate(options_), exit_nothing_taken);
}

TEST_F(LinkingFiles, FailsWhenTheOutcomeCannotBeWritten) {
  options_.json = folder_ / "no such folder" / "all.json";
  EXPECT_EQ(link_evaluate(options_), exit_failed);
}

}  // namespace
}  // namespace tijdig::commands
