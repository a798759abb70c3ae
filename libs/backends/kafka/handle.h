// A client of librdkafka with our settings, our way to report trouble, and a bounded end. Only for files of this room.
//
//   TIJDIG_TRY(auto handle, Handle::make(Handle::Kind::producer, connection, "door", {{"linger.ms", "0"}}, hooks));
//   TIJDIG_DO(handle->reach());                        // a broker answers and lets us in
//   TIJDIG_TRY(auto* topic, handle->topic(records_of(2)));
//
// What librdkafka finds out in its own threads (no broker, wrong password) is kept here, so that the call that ran out
// of time can say why. Threads: any, except where said. The hooks are called from threads that poll the handle.
#pragma once

#include <librdkafka/rdkafka.h>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "libs/backends/kafka/connection.h"

namespace tijdig::kafka {

using RdSettings = std::vector<std::pair<std::string, std::string>>;

// Plain functions of librdkafka's shape; `owner` comes with each of them by `Handle::owner_of`.
struct Hooks {
  void (*delivered)(rd_kafka_t*, const rd_kafka_message_t*, void*) = nullptr;
  void (*rebalanced)(rd_kafka_t*, rd_kafka_resp_err_t, rd_kafka_topic_partition_list_t*, void*) = nullptr;
  void* owner = nullptr;
};

class Handle {
 public:
  enum class Kind : unsigned char { producer, consumer };
  static Result<std::unique_ptr<Handle>> make(Kind kind, const Connection& connection, const std::string& client,
                                              const RdSettings& settings, Hooks hooks = {});
  ~Handle();
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  rd_kafka_t* get() const { return client_; }
  static void* owner_of(void* opaque);  // of what librdkafka gives a hook

  // Waits until a broker answers. `refused` when it does not let us in, `retry` when there is none.
  Result<> reach();
  // How many partitions a topic has. `refused` when there is no such topic. Asks once.
  Result<int> partitions_of(LogTopic topic);
  // Checks that the partition is there.
  Result<rd_kafka_topic_t*> topic(LogPartition place);

  // Asks a broker again who leads which partition of the topics in use.
  void forget_leaders();

  // Serves what waits for a thread of ours: errors, statistics, delivery reports.
  void serve() { rd_kafka_poll(client_, 0); }
  // Grows with every connection that was lost or could not be made.
  std::uint64_t troubles() const;
  // The error, with what librdkafka knows about the reason, if it knows.
  Error explain(Severity severity, const std::string& what) const;
  void log(int level, const std::string& text) const;

 private:
  struct Context;
  struct KnownTopic {
    rd_kafka_topic_t* handle = nullptr;
    int partitions = 0;
  };
  Handle(const Connection& connection, std::shared_ptr<Context> context)
      : connection_(connection), names_(connection.prefix), context_(std::move(context)) {}
  static void on_log(const rd_kafka_t* client, int level, const char* facility, const char* text);
  static void on_error(rd_kafka_t* client, int error, const char* reason, void* opaque);
  static int on_statistics(rd_kafka_t* client, char* json, std::size_t size, void* opaque);
  Result<KnownTopic> know(LogTopic topic);

  Connection connection_;
  Names names_;
  std::shared_ptr<Context> context_;
  rd_kafka_t* client_ = nullptr;
  std::mutex topics_mutex_;
  std::map<LogTopic, KnownTopic> topics_;
};

// One line for an error of librdkafka, without its own prefixes.
std::string words_of(rd_kafka_resp_err_t error);

}  // namespace tijdig::kafka
