// Also tests interrupts.cc.
#include "services/shell/settings_of.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "services/shell/interrupts.h"

namespace tijdig::shell {
namespace {

using testing::HasSubstr;

class Folder : public testing::Test {
 protected:
  Folder() : path_(std::filesystem::temp_directory_path() / ("tijdig-settings-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() override { std::filesystem::remove_all(path_); }
  std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }

  std::filesystem::path path_;
};

using SettingsOf = Folder;

TEST_F(SettingsOf, AFileAndTheCommandLine) {
  const auto settings =
      settings_of({write("tijdig.yaml", "http: {port: 1, threads: 3}\nlog.level: debug\n"), {"http.port=2"}});
  ASSERT_TRUE(settings.has_value());
  const http::ServerOptions server = server_options(*settings);
  EXPECT_EQ(server.port, 2);
  EXPECT_EQ(server.threads, 3U);
  EXPECT_EQ(level_of(*settings), telemetry::Log::Level::debug);
  EXPECT_THAT(*partner_keys(*settings), testing::IsEmpty());
}

TEST_F(SettingsOf, AMissingFileOrHalfAPairIsRefused) {
  EXPECT_THAT(settings_of({path_ / "nothing.yaml", {}}).error().detail, HasSubstr("nothing.yaml"));
  EXPECT_THAT(settings_of({std::nullopt, {"http.port"}}).error().detail, HasSubstr("NAME=VALUE"));
}

TEST_F(SettingsOf, ASecretHasNoLineEndAndIsNotEmpty) {
  EXPECT_EQ(*read_secret(write("secret", "s3cret \r\n")), "s3cret ");
  EXPECT_EQ(*read_secret(write("secret", "s3cret")), "s3cret");
  EXPECT_EQ(read_secret(write("secret", "\n")).error().severity, Severity::refused);
}

TEST(PartnerWithKey, IsWhoseKeyItIs) {
  const std::vector<config::PartnerKey> keys{{"dunea", config::hash_api_key("tk_of_dunea")},
                                             {"no partner's name", config::hash_api_key("tk_of_nobody")}};
  EXPECT_EQ(partner_with_key(keys, "tk_of_dunea"), *PartnerId::parse("dunea"));
  EXPECT_EQ(partner_with_key(keys, "tk_of_menzis"), std::nullopt);
  EXPECT_EQ(partner_with_key(keys, "tk_of_nobody"), std::nullopt) << "settings may name what is none";
}

TEST(Interrupts, AreNotedAndDoNotEndTheProcess) {
  const Interrupts interrupts;
  raise(SIGTERM);
  EXPECT_TRUE(interrupts.came_within_a_second());
}

}  // namespace
}  // namespace tijdig::shell
