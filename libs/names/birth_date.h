// A birth date as a source wrote it, with what is certain about it.
//
//   TIJDIG_TRY(BirthDate d, read_birth_date("12-3-1985"));
//   d.year == 1985   d.month == 3   d.day == 12   d.precision == Precision::day   d.order_unsure()
//
// docs/matching.md, "Normalisation", step 8. Layouts: 1985-03-12, 19850312, 12-03-1985, 12/3/1985, 12.03.1985,
// 12031985, 12 maart 1985, 12 mrt. 1985; month before day only where day before month is impossible (3/25/1985). Zeros
// are parts that nobody knows (LO BRP element 03.10: 19680000, 19780300). 1 January is what systems fill in for a day
// they do not know: `precision` is year then, and the parts stay. Refused: impossible days, years outside 1850..2199
// and years of two digits. The reason never repeats the input. Plain value; pure; any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

#include "libs/base/result.h"
#include "libs/domain/date.h"

namespace tijdig::names {

enum class Precision : std::uint8_t { unknown, year, month, day };

struct BirthDate {
  std::uint16_t year = 0;
  std::uint8_t month = 0;  // 0: not known
  std::uint8_t day = 0;    // 0: not known
  Precision precision = Precision::unknown;

  bool is_partial() const { return precision != Precision::day; }
  // Day and month could have changed places without anybody seeing it.
  bool order_unsure() const { return precision == Precision::day && day <= 12 && day != month; }
  // Equal as far as both are certain; an unknown date agrees with all.
  bool agrees_with(const BirthDate& other) const;
  // The same year, and day and month exchanged.
  bool is_swap_of(const BirthDate& other) const;
  auto operator<=>(const BirthDate&) const = default;
};

// "" and "00000000" are unknown, which is no error.
Result<BirthDate> read_birth_date(std::string_view text);
BirthDate birth_date_of(std::optional<Date> date);

}  // namespace tijdig::names
