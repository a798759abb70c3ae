#include "services/tijdig/doors/new_dead_letters.h"

#include "libs/flow/topics.h"
#include "libs/runtime/visit.h"

namespace tijdig::doors {

Result<> NewDeadLetters::skip_to_end() {
  for (ports::Partition partition = 0; partition < next_.size(); ++partition) {
    TIJDIG_TRY(next_[partition], back_end_.end(flow::topics::dead_letters.id, partition));
  }
  return {};
}

Result<> NewDeadLetters::each_new(const std::function<void(const runtime::DeadLetter&)>& take) {
  const auto decode = [&](const ports::InRecord& record) -> Result<> {
    TIJDIG_TRY(const runtime::DeadLetter letter, runtime::decode_dead_letter(record.value));
    take(letter);
    return {};
  };
  for (ports::Partition partition = 0; partition < next_.size(); ++partition) {
    // Mostly there are none, and the end is asked for sooner than a broker says that nothing comes.
    TIJDIG_TRY(const ports::Offset end, back_end_.end(flow::topics::dead_letters.id, partition));
    if (next_[partition] >= end) continue;
    TIJDIG_TRY(next_[partition],
               runtime::visit(back_end_, flow::topics::dead_letters.id, partition, next_[partition], decode));
  }
  return {};
}

}  // namespace tijdig::doors
