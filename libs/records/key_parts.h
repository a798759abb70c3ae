// The parts that blocking keys are made of: per field a few views of each value, as numbers that are equal when the
// views are.
//
//   for (const KeyPart& part : key_parts(comparer)) part.of[record]    // none, one or several numbers
//
// Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libs/records/compare.h"

namespace tijdig::records {

struct KeyPart {
  std::size_t field = 0;
  std::string name;                    // "surname sound"
  std::vector<std::uint64_t> numbers;  // of all records, one after the other
  std::vector<std::uint32_t> first;    // per record: where its numbers begin; one more entry at the end
  std::span<const std::uint64_t> of(RecordIndex record) const {
    return std::span(numbers).subspan(first[record], first[record + 1] - first[record]);
  }
};

std::vector<KeyPart> key_parts(const Comparer& comparer);

}  // namespace tijdig::records
