#include "services/enrichment/watching.h"

namespace tijdig::enrichment {
namespace {

Result<std::optional<Watch>> load_watch(const Bytes& key, runtime::Turn& turn) {
  const auto wire = turn.load(key);
  if (!wire) return std::optional<Watch>();
  TIJDIG_TRY(Watch watch, decode_watch(*wire));
  return std::optional<Watch>(std::move(watch));
}

void forget(Watchers& watchers, const Watch& watch) {
  for (const Bytes& key : watch.keys) {
    const auto found = watchers.by_key.find(key);
    if (found == watchers.by_key.end()) continue;
    found->second.erase(watch.request.household);
    if (found->second.empty()) watchers.by_key.erase(found);
  }
}

}  // namespace

Bytes watchers_key(MunicipalityCode municipality) { return flow::tables::watchers.key(municipality); }

Bytes watch_key(MunicipalityCode municipality, HouseholdId household) {
  return flow::tables::watches.key(municipality, household);
}

Result<> keep_watch(const Watch& watch, runtime::Turn& turn) {
  const LookupRequest& request = watch.request;
  const Bytes key = watch_key(request.municipality, request.household);
  TIJDIG_TRY(const auto before, load_watch(key, turn));
  turn.save(key, encode(watch));
  if (before && before->keys == watch.keys) return {};
  TIJDIG_TRY(auto* watchers, turn.change<Watchers>(watchers_key(request.municipality)));
  if (before) forget(*watchers, *before);
  for (const Bytes& read : watch.keys) watchers->by_key[read].insert(request.household);
  return {};
}

Result<> end_watch(const WatchEnded& ended, runtime::Turn& turn) {
  const Bytes key = watch_key(ended.municipality, ended.household);
  TIJDIG_TRY(const auto before, load_watch(key, turn));
  if (!before) return {};
  turn.erase(key);
  TIJDIG_TRY(auto* watchers, turn.change<Watchers>(watchers_key(ended.municipality)));
  forget(*watchers, *before);
  if (watchers->by_key.empty()) turn.erase(watchers_key(ended.municipality));
  return {};
}

Result<std::vector<Watch>> watches_of(MunicipalityCode municipality, const std::vector<Bytes>& touched,
                                      runtime::Turn& turn) {
  TIJDIG_TRY(const auto* watchers, turn.look<Watchers>(watchers_key(municipality)));
  std::vector<Watch> watches;
  if (watchers == nullptr) return watches;
  std::set<HouseholdId> households;
  for (const Bytes& key : touched)
    if (const auto found = watchers->by_key.find(key); found != watchers->by_key.end())
      households.insert(found->second.begin(), found->second.end());
  for (const HouseholdId& household : households) {
    TIJDIG_TRY(auto watch, load_watch(watch_key(municipality, household), turn));
    if (!watch) return Error::fatal("register desk state: somebody is told who asked for nothing");
    watches.push_back(*std::move(watch));
  }
  return watches;
}

}  // namespace tijdig::enrichment
