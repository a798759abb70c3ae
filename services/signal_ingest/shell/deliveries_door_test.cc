#include "services/signal_ingest/shell/deliveries_door.h"

#include <gtest/gtest.h>

#include <mutex>
#include <nlohmann/json.hpp>

#include "libs/backends/memory/memory.h"
#include "libs/codec/codec.h"
#include "libs/flow/topics.h"
#include "libs/http/client.h"
#include "libs/http/server.h"

namespace tijdig::signal_ingest {
namespace {

const std::string header = "signaalId;klantnummer;achternaam;postcode;huisnummer;bedrag;ontstaansdatum;signaaldatum\n";
const std::string good = "R1;K1;Jansen;2711AB;12;100,00;2018-08-01;2018-10-10\n";
const std::string small = "R2;K2;Smit;2711AB;14;20,00;2018-08-01;2018-10-10\n";
const std::string wrong = "R3;K3;Geheimpje;271;14;20,00;2018-08-01;2018-10-10\n";

// A store that may break, and a door on a real server in front of it.
class BreakableStore final : public memory::Hook {
 public:
  bool broken = false;
  Result<> before(memory::Call call, ports::Lane) override {
    if (broken && call == memory::Call::append) return Error::retry("the disk is full");
    return {};
  }
  Result<> after(memory::Call, ports::Lane) override { return {}; }
};

class PartnerDesk : public testing::Test {
 protected:
  PartnerDesk() : back_end_({.partitions = 4, .hook = &store_}), door_(back_end_, options()) {
    http::Router router;
    door_.add_to(router);
    auto server = http::Server::start({.threads = 2}, std::move(router));
    TIJDIG_CHECK(server.has_value());
    server_ = *std::move(server);
  }

  static DeliveriesDoorOptions options() {
    auto policy = policy::load_policy("deploy/policies/zoetermeer.yaml");
    TIJDIG_CHECK(policy.has_value());
    DeliveriesDoorOptions options;
    options.partner_of_key = [](std::string_view key) -> std::optional<PartnerId> {
      if (key != "sleutel") return std::nullopt;
      return *PartnerId::parse("dunea");
    };
    options.policy = [rules = std::make_shared<const policy::Policy>(*policy)] { return rules; };
    options.today = [] { return Date(2018, 10, 12); };
    options.limits.file_bytes_max = 100'000;
    options.bytes_in_flight_max = 200'000;
    return options;
  }

  http::Response post(const std::string& body, const std::string& type = "text/csv",
                      const std::string& key = "sleutel") {
    const http::Request request{"POST", "/v1/deliveries", "", {{"X-API-Key", key}, {"Content-Type", type}}};
    auto response = http::fetch("127.0.0.1", server_->port(), request, body);
    TIJDIG_CHECK(response.has_value());
    return *std::move(response);
  }

  std::size_t chunks_stored() {
    std::size_t stored = 0;
    for (ports::Partition partition = 0; partition < back_end_.partitions(); ++partition)
      stored += *back_end_.end(flow::topics::deliveries.info.id, partition);
    return stored;
  }

  BreakableStore store_;
  memory::Memory back_end_;
  DeliveriesDoor door_;
  std::unique_ptr<http::Server> server_;
};

TEST_F(PartnerDesk, AnswersEveryRowOnceTheDeliveryIsStored) {
  const http::Response response = post(header + good + small);
  ASSERT_EQ(response.status, 202);
  EXPECT_EQ(chunks_stored(), 1U);
  const auto body = nlohmann::json::parse(response.body);
  EXPECT_EQ(body["received"], "2018-10-12");
  EXPECT_EQ(body["counts"], (nlohmann::json{{"rows", 2}, {"accepted", 1}, {"refused", 1}}));
  EXPECT_EQ(body["rows"][0], (nlohmann::json{{"line", 2}, {"verdict", "accepted"}}));
  EXPECT_EQ(body["rows"][1]["verdict"], "refused");
  EXPECT_EQ(body["rows"][1]["status"], "Niet opgepakt: onterecht signaal");
  EXPECT_EQ(body["rows"][1]["problems"][0]["reason"], "below_threshold");
}

TEST_F(PartnerDesk, GivesTheSameDeliveryIdForTheSameContent) {
  const auto first = nlohmann::json::parse(post(header + good).body);
  EXPECT_EQ(nlohmann::json::parse(post(header + good).body)["deliveryId"], first["deliveryId"]);
  EXPECT_NE(nlohmann::json::parse(post(header + good + small).body)["deliveryId"], first["deliveryId"]);
}

TEST_F(PartnerDesk, TakesNdjson) {
  const std::string line = R"({"klantnummer":"K1","achternaam":"Jansen","postcode":"2711AB","huisnummer":12,)"
                           R"("bedrag":100.00,"ontstaansdatum":"2018-08-01","signaaldatum":"2018-10-10"})";
  EXPECT_EQ(post(line + "\n", "application/x-ndjson").status, 202);
}

TEST_F(PartnerDesk, TakesNothingAndSaysEverythingThatIsWrong) {
  const http::Response response = post("klantnummer;achternaam\n1;2\n");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_EQ(nlohmann::json::parse(response.body)["problems"].size(), 5U);
  const http::Response rows = post(header + wrong);
  EXPECT_EQ(rows.status, 400);
  EXPECT_EQ(nlohmann::json::parse(rows.body)["rows"][0]["problems"][0]["field"], "postcode");
  EXPECT_EQ(rows.body.find("Geheimpje"), std::string::npos);
  EXPECT_EQ(post("").status, 400);
  EXPECT_EQ(chunks_stored(), 0U);
}

TEST_F(PartnerDesk, LetsInOnlyKnownKeysAndTypes) {
  EXPECT_EQ(post(header + good, "text/csv", "verkeerd").status, 401);
  EXPECT_EQ(post(header + good, "text/csv", "").status, 401);
  EXPECT_EQ(post(header + good, "application/pdf").status, 415);
  EXPECT_EQ(post(header + good, "text/csv; charset=utf-16").status, 415);
  EXPECT_EQ(post(header + good, "text/csv; charset=windows-1252").status, 202);
}

TEST_F(PartnerDesk, RefusesABodyOverTheLimit) {
  std::string large = header;
  while (large.size() < 150'000) large += good;
  EXPECT_EQ(post(large).status, 413);
  EXPECT_EQ(chunks_stored(), 0U);
}

TEST_F(PartnerDesk, AsksToTryAgainWhenTheStoreCannotTakeIt) {
  store_.broken = true;
  const http::Response response = post(header + good);
  EXPECT_EQ(response.status, 503);
  store_.broken = false;
  EXPECT_EQ(post(header + good).status, 202);
}

}  // namespace
}  // namespace tijdig::signal_ingest
