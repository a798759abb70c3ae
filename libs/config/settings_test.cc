// Also tests setting.cc.
#include "libs/config/settings.h"

#include <yaml-cpp/yaml.h>

#include "tests/harness/pages.h"

namespace tijdig::config {
namespace {

Sources file(const std::string& text) {
  return {.file = "tijdig.yaml", .file_text = text, .environment = {}, .command_line = {}};
}

std::string refusal(const Sources& sources) {
  const auto settings = load_settings(sources);
  return settings ? std::string("nothing was refused") : settings.error().detail;
}

const std::string hash(64, 'a');

TEST(Settings, HaveTheirDefaultsWhenNobodySaysAnything) {
  const Settings settings = *load_settings({});
  EXPECT_EQ(settings.http_address.value(), "127.0.0.1");
  EXPECT_EQ(settings.http_port.value(), 8080);
  EXPECT_EQ(settings.http_body_bytes_max.value(), 64U << 20);
  EXPECT_EQ(settings.engine_partitions.value(), 16);
  EXPECT_EQ(settings.backend.value(), BackendKind::embedded);
  EXPECT_EQ(settings.log_level.value(), LogLevel::info);
  EXPECT_TRUE(settings.partner_keys.value().empty());
  for (const Setting* setting : settings.all()) EXPECT_EQ(setting->origin(), Origin::built_in) << setting->name();
}

TEST(Settings, CommandLineWinsFromEnvironmentAndEnvironmentFromFile) {
  Sources sources = file("http: {port: 1, address: \"::1\", rows_max: 5}\nlog.level: debug\n");
  sources.environment = {{"TIJDIG_HTTP_PORT", "2"}, {"TIJDIG_HTTP_ROWS_MAX", "6"}, {"PATH", "/bin"}};
  sources.command_line = {{"http.port", "3"}};
  const Settings settings = *load_settings(sources);
  EXPECT_EQ(settings.http_port.value(), 3);
  EXPECT_EQ(settings.http_port.origin(), Origin::command_line);
  EXPECT_EQ(settings.http_rows_max.value(), 6U);
  EXPECT_EQ(settings.http_rows_max.origin(), Origin::environment);
  EXPECT_EQ(settings.http_address.value(), "::1");
  EXPECT_EQ(settings.http_address.origin(), Origin::file);
  EXPECT_EQ(settings.log_level.value(), LogLevel::debug);
}

TEST(Settings, TellAllProblemsAtOnceWithTheirPlace) {
  Sources sources = file("http:\n  prot: 80\n  rows_max: many\n");
  sources.environment = {{"TIJDIG_ENGINE_WORKERS", "0"}, {"TIJDIG_HTTP_POTR", "1"}};
  sources.command_line = {{"colour", "red"}};
  EXPECT_EQ(refusal(sources),
            "5 problems in the settings\n"
            "tijdig.yaml line 2: unknown setting `http.prot`; did you mean `http.port`?\n"
            "tijdig.yaml line 3: http.rows_max: expected a whole number from 1 to 10000000\n"
            "environment TIJDIG_ENGINE_WORKERS: engine.workers: expected a whole number from 1 to 64\n"
            "environment TIJDIG_HTTP_POTR: unknown; did you mean TIJDIG_HTTP_PORT?\n"
            "command line --set colour: unknown setting `colour`");
}

TEST(Settings, PassOverVariablesOfSectionsThatAreNotTheirs) {
  Sources sources;
  sources.environment = {{"TIJDIG_SOMETHING_ELSE", "1"}, {"TIJDIGER", "1"}};
  EXPECT_TRUE(load_settings(sources));
}

TEST(Settings, RefuseAKeyGivenTwice) {
  EXPECT_EQ(refusal(file("http.port: 1\nhttp: {port: 2}\n")),
            "1 problem in the settings\ntijdig.yaml line 2: `http.port` is given twice; keep one");
}

TEST(Settings, SayWhereAFileStopsBeingYaml) {
  EXPECT_EQ(refusal(file("http: [\n")), "1 problem in the settings\ntijdig.yaml line 2: expected YAML");
}

TEST(Settings, RefuseAFileThatIsAListOrAWord) {
  for (const char* text : {"- a\n", "word\n"})
    EXPECT_NE(refusal(file(text)).find("expected settings by name"), std::string::npos);
  EXPECT_TRUE(load_settings(file("# nothing but a comment\n")));
}

TEST(Settings, RefuseAnotherBackendThanThereIs) {
  EXPECT_EQ(refusal(file("backend: files\n")),
            "1 problem in the settings\ntijdig.yaml line 1: backend: expected one of embedded, kafka");
}

TEST(Settings, ReadSizesWithAUnit) {
  EXPECT_EQ(load_settings(file("http.body_bytes_max: 2 MiB"))->http_body_bytes_max.value(), 2U << 20);
  EXPECT_EQ(load_settings(file("http.body_bytes_max: 1025"))->http_body_bytes_max.shown(), "1025");
  for (const char* text : {"2MB", "2 GiB", "0", "-1", "99999999999999999999", "18446744073709551615 GiB", " KiB"})
    EXPECT_FALSE(load_settings(file(std::string("http.body_bytes_max: \"") + text + '"'))) << text;
}

TEST(Settings, RefuseAnAddressThatIsNone) {
  EXPECT_FALSE(load_settings(file("http.address: localhost\n")));
  EXPECT_FALSE(load_settings(file("http.address: 256.0.0.1\n")));
}

TEST(Settings, ReadPartnerKeysFromAListAndFromTheEnvironment) {
  const auto from_file =
      load_settings(file("partners:\n  keys:\n    - dunea:" + hash + "\n    - vestia:" + hash + "\n"));
  ASSERT_TRUE(from_file) << from_file.error().detail;
  EXPECT_EQ(from_file->partner_keys.value(), (std::vector<PartnerKey>{{"dunea", hash}, {"vestia", hash}}));
  Sources sources;
  sources.environment = {{"TIJDIG_PARTNERS_KEYS", "dunea:" + hash + ",vestia:" + hash}};
  EXPECT_EQ(load_settings(sources)->partner_keys.value(), from_file->partner_keys.value());
}

TEST(Settings, NeverPrintASecret) {
  const Settings settings = *load_settings(file("partners.keys: [\"dunea:" + hash + "\"]\n"));
  EXPECT_EQ(explain(settings).find("aaaa"), std::string::npos);
  EXPECT_NE(explain(settings).find("1 keys (hidden)"), std::string::npos);
  EXPECT_EQ(refusal(file("partners.keys: [\"dunea:tk_secret\"]\n")).find("secret"), std::string::npos);
  EXPECT_EQ(refusal(file("http.port: tk_secret\n")).find("secret"), std::string::npos);
}

TEST(Settings, ExplainValueOriginAndMeaning) {
  const std::string text = explain(*load_settings(file("http.port: 8081\n")));
  EXPECT_NE(text.find("http.port"), std::string::npos);
  EXPECT_NE(text.find("8081"), std::string::npos);
  EXPECT_NE(text.find("file          Port to listen on"), std::string::npos);
}

TEST(Settings, EveryOneHasAnUnmistakableNameAndAMeaning) {
  const Settings settings;
  for (const Setting* setting : settings.all()) {
    EXPECT_EQ(setting->meaning().back(), '.') << setting->name();
    EXPECT_EQ(setting->environment_name().find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_"), std::string::npos);
    EXPECT_FALSE(setting->allowed().empty());
  }
}

TEST(SettingsSchema, SaysOfEverySettingWhatItMayBe) {
  const YAML::Node schema = YAML::Load(settings_schema());  // JSON is YAML
  const Settings settings;
  EXPECT_EQ(schema["properties"].size(), settings.all().size());
  for (const Setting* setting : settings.all()) {
    const YAML::Node member = schema["properties"][std::string(setting->name())];
    EXPECT_EQ(member["description"].as<std::string>(), setting->meaning());
    EXPECT_EQ(member["writeOnly"].IsDefined(), setting->is_secret());
  }
  const YAML::Node port = schema["properties"]["http.port"];
  EXPECT_EQ(port["type"].as<std::string>(), "integer");
  EXPECT_EQ(port["maximum"].as<std::string>(), "65535");
  EXPECT_EQ(schema["properties"]["log.level"]["enum"][0].as<std::string>(), "debug");
}

TEST(SettingsSchema, EscapesWhatAJsonTextMayNotHold) { EXPECT_EQ(json_text(R"(a "b" \)"), R"("a \"b\" \\")"); }

TEST(SettingsReference, EqualsTheCommittedPage) { harness::expect_page("docs/config.md", settings_reference()); }

TEST(Settings, KnowAnAddressWhenTheySeeOne) {
  for (const char* good : {"127.0.0.1:9092", "kafka-1:9092,kafka-2:9092", "[::1]:1"}) EXPECT_TRUE(is_broker_list(good));
  for (const char* wrong : {"", "kafka", "kafka:", ":9092", "kafka:0", "kafka:65536", "a:1,", "a b:1", "http://a:1"})
    EXPECT_FALSE(is_broker_list(wrong)) << wrong;
  EXPECT_TRUE(is_store_address("unix:/run/redis.sock"));
  EXPECT_TRUE(is_store_address("redis:6379"));
  for (const char* wrong : {"", "unix:/", "/run/redis.sock", "redis"}) EXPECT_FALSE(is_store_address(wrong)) << wrong;
  EXPECT_TRUE(is_plain_word("zoetermeer-1.test_A"));
  for (const char* wrong : {"", "a b", "a/b", "\xc3\xa9"}) EXPECT_FALSE(is_plain_word(wrong)) << wrong;
}

TEST(Settings, NameTheServersOfTheDistributedMode) {
  const Settings settings =
      *load_settings(file("backend: kafka\nkafka: {brokers: [a:1, b:2], slots: 8}\nredis: {address: \"r:6379\"}\n"));
  EXPECT_EQ(settings.backend.value(), BackendKind::kafka);
  EXPECT_EQ(settings.kafka_brokers.value(), "a:1,b:2");
  EXPECT_EQ(settings.kafka_slots.value(), 8);
  EXPECT_EQ(settings.kafka_instance.shown(), "none");
  EXPECT_EQ(refusal(file("redis: {address: redis}\n")),
            "1 problem in the settings\ntijdig.yaml line 1: redis.address: expected host:port or unix:/path");
}

}  // namespace
}  // namespace tijdig::config
