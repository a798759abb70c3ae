// One partition as the reader sees it: what is fetched, how far it was read, whether that is its end. Only for files of
// this room.
//
// Threads: any; calls wait for each other. The handle and the news outlive it.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "libs/backends/kafka/handle.h"
#include "libs/backends/kafka/reader.h"

namespace tijdig::kafka {

// Counts what arrives, for threads that wait for another number.
class News {
 public:
  void add();
  std::uint64_t count() const;
  bool wait(std::uint64_t seen, std::chrono::milliseconds wait_max);

 private:
  mutable std::mutex mutex_;
  std::condition_variable added_;
  std::uint64_t count_ = 0;
};

// Of a consumer whose partitions are places, and what it sets beside.
RdSettings settings_for_places(RdSettings beside);

// Where a record came from; refused when it says so in a way that is not ours.
Result<ports::Provenance> cause_of(const rd_kafka_message_t& message);

class Place {
 public:
  Place(Handle& handle, rd_kafka_topic_t* topic, LogPartition where, std::string name, int call_ms_max, News& news);
  ~Place();
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  using Take = std::function<Result<>(const rd_kafka_message_t&)>;
  // As Reader::read.
  Result<ports::Offset> read(Reader& reader, ports::Offset from, std::size_t count_max, const Take& take);
  void expect(ports::Offset offset);
  // Begins to fetch from there; a read from there then finds what has come meanwhile.
  Result<> start(ports::Offset from);
  void rest();  // fetches nothing until the next start or read

 private:
  Result<> go_to(ports::Offset from);
  Result<std::size_t> take_some(int wait_ms_max, std::size_t count_max, const Take& take);
  Result<> look_at_error(const rd_kafka_message_t& message);
  Result<> handle_out_of_range(Reader& reader, ports::Offset from);
  bool is_read_to_its_end() const;
  bool is_done(std::size_t taken);  // nothing that is expected is still to come
  Error no_answer() const;
  void stop();

  Handle& handle_;
  rd_kafka_topic_t* topic_;
  LogPartition where_;
  std::string name_;
  int call_ms_max_;
  std::mutex mutex_;
  rd_kafka_queue_t* queue_ = nullptr;
  bool is_started_ = false;
  bool is_out_of_range_ = false;
  ports::Offset position_ = 0;             // the next one that comes
  std::optional<ports::Offset> seen_end_;  // the broker said: readers of committed records get to here
  std::mutex expected_mutex_;
  ports::Offset expected_ = 0;  // reads go on until they are here
};

}  // namespace tijdig::kafka
