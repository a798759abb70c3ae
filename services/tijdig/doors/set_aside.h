// Which line of which file became a dead letter: entries and rows that a door took and a stage could not use.
//
//   SetAside set_aside(back_end);
//   TIJDIG_DO(set_aside.expect(records, lines, 3));                    // before they are appended; 3: the third file
//   TIJDIG_DO(set_aside.expect(delivery, 4));                          // of a partner
//   ...                                                                // appended, and the town has settled
//   TIJDIG_TRY(const std::vector<LineSetAside> lines, set_aside.collect());
//
// A dead letter keeps the record as it was, so a line is found by what was made of it. A line that stands twice is told
// twice when it was set aside twice. Lines come by file and number, each once. A stage sees the signals of a delivery
// without their lines: of a partner's file comes one problem per reason, with the number of rows. One thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <map>

#include "libs/base/stable_hash.h"
#include "libs/domain/delivery.h"
#include "libs/ports/record.h"
#include "services/tijdig/doors/new_dead_letters.h"
#include "services/tijdig/doors/table_file.h"

namespace tijdig::doors {

struct LineSetAside {
  std::size_t file = 0;
  Problem problem;
  std::uint64_t rows = 1;
};

class SetAside {
 public:
  explicit SetAside(ports::BackEnd& back_end) : back_end_(back_end), letters_(back_end) {}

  // `lines[i]` is the line that `records[i]` was made of.
  Result<> expect(std::span<const ports::OutRecord> records, std::span<const std::uint32_t> lines, std::size_t file);
  // Before its chunks are appended.
  Result<> expect(const DeliveryId& delivery, std::size_t file);
  // Forgets what was expected.
  Result<std::vector<LineSetAside>> collect();

 private:
  struct Entry {
    Hash128 content;
    std::size_t file;
    std::uint32_t line;
    auto operator<=>(const Entry&) const = default;
  };

  struct Told;
  Result<> begin();
  bool find_line(const runtime::DeadLetter& letter, Told& told) const;
  Result<> find_delivery(const runtime::DeadLetter& letter, Told& told) const;

  ports::BackEnd& back_end_;
  NewDeadLetters letters_;
  std::vector<Entry> expected_;
  std::map<DeliveryId, std::size_t> deliveries_;  // file of each
};

}  // namespace tijdig::doors
