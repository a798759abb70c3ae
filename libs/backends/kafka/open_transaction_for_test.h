// A transaction by hand, for what ours never does: leaving it open, or aborting it on purpose.
//
//   OpenTransaction open(connection(), "other", {changelog_of(1), 2}, 3);     // three records, seen by nobody
//   open.abort();
//
// Left open, the broker ends it when its time is over.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "libs/backends/kafka/handle.h"

namespace tijdig::kafka {

class OpenTransaction {
 public:
  OpenTransaction(const Connection& connection, const std::string& name, LogPartition to, int count) {
    auto made = Handle::make(Handle::Kind::producer, connection, name,
                             {{"transactional.id", connection.prefix + name}, {"linger.ms", "0"}});
    EXPECT_TRUE(made);
    handle_ = *std::move(made);
    EXPECT_EQ(rd_kafka_init_transactions(handle_->get(), wait_ms_max), nullptr);
    begin_and_write(to, count);
  }

  void begin_and_write(LogPartition to, int count) {
    EXPECT_EQ(rd_kafka_begin_transaction(handle_->get()), nullptr);
    const auto topic = handle_->topic(to);
    ASSERT_TRUE(topic);
    for (int i = 0; i < count; ++i) {
      char text[] = "aborted";
      EXPECT_EQ(rd_kafka_produce(*topic, to.partition, RD_KAFKA_MSG_F_COPY, text, sizeof text - 1, text,
                                 sizeof text - 1, nullptr),
                0);
    }
    EXPECT_EQ(rd_kafka_flush(handle_->get(), wait_ms_max), RD_KAFKA_RESP_ERR_NO_ERROR);
  }

  void abort() { EXPECT_EQ(rd_kafka_abort_transaction(handle_->get(), wait_ms_max), nullptr); }

 private:
  static constexpr int wait_ms_max = 10'000;
  std::unique_ptr<Handle> handle_;
};

}  // namespace tijdig::kafka
