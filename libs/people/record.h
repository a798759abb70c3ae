// How a creditor writes a customer: the error model, one row after another (libs/town/error_rates.h, setting.h).
//
//   Written written = write_record(m, {.contract = 12, .human = 5, .partner = 6, .door = 77, .month = 3});
//   written.record.surname == "Berg, van der";  written.slices & bit(Slice::no_birth_date)
//
// The name part depends on the contract only, so it comes back in every version of it; the address part on the contract
// and the door. Pure.
#pragma once

#include "libs/people/world.h"

namespace tijdig::people {

struct RecordOrder {
  std::uint32_t contract = 0;
  std::uint32_t human = 0;
  std::uint8_t partner = 0;
  std::uint32_t door = 0;
  int month = 0;  // of the first signal: whom the human lives with then
};

struct Written {
  town::CustomerRecord record;  // without customer number
  std::uint32_t slices = 0;     // only those that the writing makes
};

Written write_record(const Municipality& m, const RecordOrder& order);

}  // namespace tijdig::people
