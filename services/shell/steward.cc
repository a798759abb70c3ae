#include "services/shell/steward.h"

#include "services/shell/closing.h"

namespace tijdig::shell {
namespace {

KeeperOptions keeper_options(telemetry::Telemetry& telemetry, bool outlives_trouble) {
  KeeperOptions keeper;
  keeper.outlives_trouble = outlives_trouble;
  keeper.on_trouble = [&telemetry, outlives_trouble](const Error& why) {
    if (outlives_trouble)
      telemetry.emit(telemetry::TownWaits{why});
    else
      telemetry.emit(telemetry::WorkStopped{why});
  };
  return keeper;
}

}  // namespace

Steward::Steward(Town& town, telemetry::Telemetry& telemetry, StewardOptions options)
    : town_(town),
      options_(std::move(options)),
      began_(options_.today()),
      lag_(telemetry),
      facts_(town.back_end(), telemetry, options_.reasons),
      keeper_([this] { return round(); }, keeper_options(telemetry, !options_.settles)) {}

Result<> Steward::round() {
  TIJDIG_DO(count_facts());  // the first time it only takes note: a fact of the first round counts
  TIJDIG_DO(measure_lag());
  if (options_.settles) TIJDIG_DO(town_.pump().settle());
  if (options_.keep_days && options_.is_mine()) TIJDIG_DO(close_days());
  TIJDIG_DO(count_facts());
  return options_.settles ? measure_lag() : Result<>();
}

Result<> Steward::measure_lag() {
  TIJDIG_TRY(const auto lags, town_.lag());
  lag_.tell(lags);
  std::uint64_t sum = 0;
  for (const runtime::StageLag& lag : lags) sum += lag.records;
  unread_ = sum;
  return {};
}

Result<> Steward::close_days() {
  const Date yesterday = options_.today().plus_days(-1);
  TIJDIG_TRY(const auto last, town_.calendar().last_day_closed(town_.municipality()));
  if (yesterday < (last ? last->plus_days(1) : began_)) return {};
  TIJDIG_DO(close_until(town_, yesterday));
  return town_.back_end().sync();  // or the day would be closed again, with what came meanwhile
}

Result<> Steward::count_facts() {
  if (options_.partitions) return facts_.count(options_.partitions());
  std::vector<ports::Partition> all;
  for (ports::Partition partition = 0; partition < town_.back_end().partitions(); ++partition) all.push_back(partition);
  return facts_.count(all);
}

}  // namespace tijdig::shell
