#include "services/tijdig/doors/new_dead_letters.h"

#include "libs/flow/topics.h"

namespace tijdig::doors {

Result<> NewDeadLetters::skip_to_end() {
  for (ports::Partition partition = 0; partition < next_.size(); ++partition) {
    TIJDIG_TRY(next_[partition], back_end_.end(flow::topics::dead_letters.id, partition));
  }
  return {};
}

Result<> NewDeadLetters::each_new(const std::function<void(const runtime::DeadLetter&)>& take) {
  constexpr std::size_t batch = 1000;
  std::vector<ports::InRecord> records;
  for (ports::Partition partition = 0; partition < next_.size();) {
    TIJDIG_TRY(const ports::Offset end, back_end_.end(flow::topics::dead_letters.id, partition));
    records.clear();
    if (next_[partition] < end) {
      TIJDIG_TRY(next_[partition],
                 back_end_.read(flow::topics::dead_letters.id, partition, next_[partition], batch, records));
    }
    for (const ports::InRecord& record : records) {
      TIJDIG_TRY(const runtime::DeadLetter letter, runtime::decode_dead_letter(record.value));
      take(letter);
    }
    if (records.empty()) ++partition;
  }
  return {};
}

}  // namespace tijdig::doors
