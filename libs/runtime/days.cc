#include "libs/runtime/days.h"

namespace tijdig::runtime {

Date day_of(BytesView stored) {
  TIJDIG_CHECK(stored.size() == 4);
  return Date::from_days(static_cast<std::int32_t>(read_big_endian<std::uint32_t>(stored)));
}

std::optional<Date> last_day_closed(MunicipalityCode municipality, Turn& turn) {
  const auto stored = turn.load(day_key(municipality));
  return stored ? std::optional<Date>(day_of(*stored)) : std::nullopt;
}

Result<bool> is_new_day(const DayClosed& closed, Turn& turn) {
  const auto last = last_day_closed(closed.municipality, turn);
  if (last && closed.day <= *last) return false;
  Bytes value;
  append_big_endian(value, static_cast<std::uint32_t>(closed.day.days_since_epoch()));
  turn.save(day_key(closed.municipality), std::move(value));
  return true;
}

}  // namespace tijdig::runtime
