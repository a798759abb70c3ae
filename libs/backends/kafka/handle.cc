#include "libs/backends/kafka/handle.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <thread>

namespace tijdig::kafka {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// What happened longer before a failing call is not its reason.
constexpr auto reason_age_max = std::chrono::seconds(5);

struct ConfigurationDeleter {
  void operator()(rd_kafka_conf_t* configuration) const { rd_kafka_conf_destroy(configuration); }
};
using Configuration = std::unique_ptr<rd_kafka_conf_t, ConfigurationDeleter>;

RdSettings common_settings(const Connection& connection, const std::string& client) {
  RdSettings settings{
      {"bootstrap.servers", connection.brokers},
      {"client.id", client},
      {"security.protocol", connection.security_protocol},
      // A broker that comes back is wanted at once; the default waits up to 10 s.
      {"reconnect.backoff.ms", "50"},
      {"reconnect.backoff.max.ms", "1000"},
      {"socket.nagle.disable", "true"},
      {"socket.connection.setup.timeout.ms", std::to_string(std::max(1000, connection.call_ms_max))},
      {"topic.metadata.refresh.fast.interval.ms", "100"},
      {"log.connection.close", "false"},
      {"statistics.interval.ms", std::to_string(connection.statistics ? connection.statistics_every_ms : 0)},
  };
  if (connection.security_protocol.starts_with("sasl")) {
    settings.emplace_back("sasl.mechanisms", connection.sasl_mechanism);
    settings.emplace_back("sasl.username", connection.user);
    settings.emplace_back("sasl.password", connection.password);
  }
  if (!connection.ca_file.empty()) settings.emplace_back("ssl.ca.location", connection.ca_file);
  if (const std::string& file = connection.certificate_file; !file.empty()) {
    settings.emplace_back("ssl.certificate.location", file);
    settings.emplace_back("ssl.key.location", connection.key_file.empty() ? file : connection.key_file);
  }
  return settings;
}

bool is_secret(const std::string& setting) { return setting == "sasl.password"; }

Result<> apply_settings(rd_kafka_conf_t* configuration, const RdSettings& settings) {
  char why[256] = "";
  for (const auto& [name, value] : settings) {
    if (rd_kafka_conf_set(configuration, name.c_str(), value.c_str(), why, sizeof why) == RD_KAFKA_CONF_OK) continue;
    return Error::refused(is_secret(name) ? "librdkafka does not take this password" : fmt::format("Kafka: {}", why));
  }
  return {};
}

// librdkafka's change log, 2.6.1: before, it repeats the client's nonce, which Kafka 4 no longer takes.
std::string hint_about_scram(const Connection& connection) {
  constexpr int mended_version = 0x020601ff;
  const bool is_scram =
      connection.sasl_mechanism.starts_with("SCRAM") && connection.security_protocol.starts_with("sasl");
  if (!is_scram || rd_kafka_version() >= mended_version) return {};
  return fmt::format("; librdkafka {} cannot use SCRAM with Kafka 4 and later: use PLAIN over TLS, or librdkafka 2.6.1",
                     rd_kafka_version_str());
}

bool keeps_us_out(rd_kafka_resp_err_t error) {
  return error == RD_KAFKA_RESP_ERR__AUTHENTICATION || error == RD_KAFKA_RESP_ERR__SSL ||
         error == RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED || error == RD_KAFKA_RESP_ERR_UNSUPPORTED_SASL_MECHANISM;
}

}  // namespace

// Outlives the handle where closing it takes too long; says nothing any more then.
struct Handle::Context {
  std::mutex mutex;
  bool closed = false;
  std::string client;
  LogSink log;
  StatisticsSink statistics;
  Hooks hooks;
  rd_kafka_resp_err_t newest_error = RD_KAFKA_RESP_ERR_NO_ERROR;
  std::string newest_reason;
  Clock::time_point newest_at;
  std::atomic<std::uint64_t> troubles = 0;
};

std::string words_of(rd_kafka_resp_err_t error) {
  std::string words = rd_kafka_err2str(error);
  for (const char* prefix : {"Local: ", "Broker: "})
    if (words.starts_with(prefix)) words.erase(0, std::string_view(prefix).size());
  return words;
}

void Handle::on_log(const rd_kafka_t* client, int level, const char*, const char* text) {
  auto* context = static_cast<Context*>(rd_kafka_opaque(client));
  const std::lock_guard lock(context->mutex);
  if (!context->closed && context->log) context->log({.level = level, .client = context->client, .text = text});
}

void Handle::on_error(rd_kafka_t*, int error, const char* reason, void* opaque) {
  auto* context = static_cast<Context*>(opaque);
  context->troubles.fetch_add(1);
  const auto code = static_cast<rd_kafka_resp_err_t>(error);
  const std::lock_guard lock(context->mutex);
  // "All brokers are down" follows the reason why and would hide it.
  if (code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN && !context->newest_reason.empty()) return;
  context->newest_error = code;
  context->newest_reason = reason;
  context->newest_at = Clock::now();
  if (!context->closed && context->log) context->log({.level = 4, .client = context->client, .text = reason});
}

int Handle::on_statistics(rd_kafka_t*, char* json, std::size_t size, void* opaque) {
  auto* context = static_cast<Context*>(opaque);
  if (const auto read = read_statistics({json, size}); read && context->statistics) context->statistics(*read);
  return 0;  // librdkafka frees the text
}

void* Handle::owner_of(void* opaque) { return static_cast<Context*>(opaque)->hooks.owner; }

Result<std::unique_ptr<Handle>> Handle::make(Kind kind, const Connection& connection, const std::string& client,
                                             const RdSettings& settings, Hooks hooks) {
  auto context = std::make_shared<Context>();
  context->client = client;
  context->log = connection.log;
  context->statistics = connection.statistics;
  context->hooks = hooks;
  Configuration configuration(rd_kafka_conf_new());
  TIJDIG_DO(apply_settings(configuration.get(), common_settings(connection, client)));
  TIJDIG_DO(apply_settings(configuration.get(), settings));
  rd_kafka_conf_set_opaque(configuration.get(), context.get());
  rd_kafka_conf_set_log_cb(configuration.get(), &Handle::on_log);
  rd_kafka_conf_set_error_cb(configuration.get(), &Handle::on_error);
  rd_kafka_conf_set_stats_cb(configuration.get(), &Handle::on_statistics);
  if (hooks.delivered != nullptr) rd_kafka_conf_set_dr_msg_cb(configuration.get(), hooks.delivered);
  if (hooks.rebalanced != nullptr) rd_kafka_conf_set_rebalance_cb(configuration.get(), hooks.rebalanced);
  auto handle = std::unique_ptr<Handle>(new Handle(connection, std::move(context)));
  char why[256] = "";
  handle->client_ = rd_kafka_new(kind == Kind::producer ? RD_KAFKA_PRODUCER : RD_KAFKA_CONSUMER, configuration.get(),
                                 why, sizeof why);
  if (handle->client_ == nullptr) return Error::refused(fmt::format("Kafka: {}", why));
  configuration.release();  // the client has it now
  return handle;
}

Handle::~Handle() {
  for (const auto& [topic, known] : topics_) rd_kafka_topic_destroy(known.handle);
  if (client_ != nullptr) {
    // Destroying joins librdkafka's threads, which in some of its states has hung: then they are left to themselves.
    const auto done = std::make_shared<std::promise<void>>();
    auto finished = done->get_future();
    std::thread([client = client_, context = context_, done] {
      rd_kafka_destroy_flags(client, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE);
      done->set_value();
    }).detach();
    if (finished.wait_for(milliseconds(connection_.call_ms_max)) != std::future_status::ready)
      log(4, "does not close in time and is left behind");
  }
  const std::lock_guard lock(context_->mutex);
  context_->closed = true;
}

std::uint64_t Handle::troubles() const { return context_->troubles.load(); }

Error Handle::explain(Severity severity, const std::string& what) const {
  const std::lock_guard lock(context_->mutex);
  const bool is_old = Clock::now() - context_->newest_at > reason_age_max + milliseconds(connection_.call_ms_max);
  return {severity,
          context_->newest_reason.empty() || is_old ? what : fmt::format("{} ({})", what, context_->newest_reason)};
}

void Handle::log(int level, const std::string& text) const {
  const std::lock_guard lock(context_->mutex);
  if (!context_->closed && context_->log) context_->log({.level = level, .client = context_->client, .text = text});
}

Result<> Handle::reach() {
  constexpr int ask_again_ms = 250;
  const auto deadline = Clock::now() + milliseconds(connection_.call_ms_max);
  for (;;) {
    const rd_kafka_metadata_t* metadata = nullptr;
    if (rd_kafka_metadata(client_, 0, nullptr, &metadata, ask_again_ms) == RD_KAFKA_RESP_ERR_NO_ERROR) {
      rd_kafka_metadata_destroy(metadata);
      return {};
    }
    serve();
    bool kept_out = false;
    {
      const std::lock_guard lock(context_->mutex);
      kept_out = keeps_us_out(context_->newest_error);
    }
    if (kept_out)
      return explain(Severity::refused, fmt::format("Kafka at {} does not let this program in{}", connection_.brokers,
                                                    hint_about_scram(connection_)));
    if (Clock::now() >= deadline)
      return explain(Severity::retry, fmt::format("no Kafka broker answers at {}", connection_.brokers));
  }
}

void Handle::forget_leaders() {
  constexpr int wait_ms_max = 1000;
  const rd_kafka_metadata_t* metadata = nullptr;
  if (rd_kafka_metadata(client_, 0, nullptr, &metadata, wait_ms_max) == RD_KAFKA_RESP_ERR_NO_ERROR)
    rd_kafka_metadata_destroy(metadata);
}

Result<Handle::KnownTopic> Handle::know(LogTopic topic) {
  const std::lock_guard lock(topics_mutex_);
  if (const auto found = topics_.find(topic); found != topics_.end()) return found->second;
  const std::string name = names_.of(topic);
  rd_kafka_topic_t* handle = rd_kafka_topic_new(client_, name.c_str(), nullptr);
  if (handle == nullptr) return Error::refused(fmt::format("Kafka does not take the topic name {}", name));
  const rd_kafka_metadata_t* metadata = nullptr;
  auto error = rd_kafka_metadata(client_, 0, handle, &metadata, connection_.call_ms_max);
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) {
    rd_kafka_topic_destroy(handle);
    serve();
    return explain(Severity::retry, fmt::format("no Kafka broker answers about topic {}", name));
  }
  KnownTopic known{handle, 0};
  if (metadata->topic_cnt == 1) {
    error = metadata->topics[0].err;
    known.partitions = metadata->topics[0].partition_cnt;
  }
  rd_kafka_metadata_destroy(metadata);
  if (error == RD_KAFKA_RESP_ERR_NO_ERROR && known.partitions > 0) return topics_.emplace(topic, known).first->second;
  rd_kafka_topic_destroy(handle);
  if (error == RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE)
    return Error::retry(fmt::format("topic {} has no leader yet", name));
  if (error == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED)
    return Error::refused(fmt::format("this program may not use topic {}", name));
  return Error::refused(fmt::format("there is no topic {}: make it with `tijdig topics apply`", name));
}

Result<int> Handle::partitions_of(LogTopic topic) {
  TIJDIG_TRY(const KnownTopic known, know(topic));
  return known.partitions;
}

Result<rd_kafka_topic_t*> Handle::topic(LogPartition place) {
  TIJDIG_TRY(const KnownTopic known, know(place.topic));
  if (place.partition >= known.partitions)
    return Error::refused(fmt::format("topic {} has {} partitions, and no number {}", names_.of(place.topic),
                                      known.partitions, place.partition));
  return known.handle;
}

}  // namespace tijdig::kafka
