#include "services/shell/closing.h"

namespace tijdig::shell {

Result<> close_until(Town& town, Date last, const std::function<void(Date day)>& on_closed) {
  TIJDIG_TRY(const auto closed, town.calendar().last_day_closed(town.municipality()));
  for (Date day = closed ? closed->plus_days(1) : last; day <= last; day = day.plus_days(1)) {
    TIJDIG_DO(town.calendar().close_day(town.municipality(), day));
    if (on_closed) on_closed(day);
  }
  return {};
}

}  // namespace tijdig::shell
