// Every record of one partition of a topic, from some place on to the end.
//
//   TIJDIG_DO(visit(back_end, flow::topics::dead_letters.id, partition, 0, [&](const ports::InRecord& record) {
//     return take(record);   // an error ends it
//   }));
//
// What is appended meanwhile may come or not. Gives where to go on another time. Errors: those of the store and of
// `take`. Any thread that may read.
#pragma once

#include <concepts>

#include "libs/ports/back_end.h"

namespace tijdig::runtime {

template <std::invocable<const ports::InRecord&> Take>
Result<ports::Offset> visit(ports::BackEnd& back_end, flow::TopicId topic, ports::Partition partition,
                            ports::Offset from, Take take) {
  constexpr std::size_t batch = 1000;
  std::vector<ports::InRecord> records;
  while (true) {
    records.clear();
    TIJDIG_TRY(from, back_end.read(topic, partition, from, batch, records));
    if (records.empty()) return from;
    for (const ports::InRecord& record : records) TIJDIG_DO(take(record));
  }
}

}  // namespace tijdig::runtime
