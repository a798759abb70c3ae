// What a transaction tells the broker about the group it reads for. Only for files of this room; any thread.
#pragma once

#include <librdkafka/rdkafka.h>

namespace tijdig::kafka {

class GroupMetadata {
 public:
  explicit GroupMetadata(rd_kafka_consumer_group_metadata_t* owned) : owned_(owned) {}
  ~GroupMetadata() { rd_kafka_consumer_group_metadata_destroy(owned_); }
  GroupMetadata(const GroupMetadata&) = delete;
  GroupMetadata& operator=(const GroupMetadata&) = delete;
  const rd_kafka_consumer_group_metadata_t* get() const { return owned_; }

 private:
  rd_kafka_consumer_group_metadata_t* owned_;
};

}  // namespace tijdig::kafka
