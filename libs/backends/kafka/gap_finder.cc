#include "libs/backends/kafka/gap_finder.h"

#include "libs/backends/kafka/handle.h"
#include "libs/backends/kafka/place.h"

namespace tijdig::kafka {
namespace {

RdSettings look_settings() {
  return settings_for_places({
      {"fetch.wait.max.ms", "2"},
      // One record tells enough, so little is fetched at a time. Asking for few to be fetched ahead would be no help: a
      // partition that has enough is left alone for a second.
      {"fetch.message.max.bytes", "16384"},
  });
}

}  // namespace

GapFinder::GapFinder(const Connection& connection, Reader& reader, std::unique_ptr<Handle> handle)
    : connection_(connection), reader_(reader), handle_(std::move(handle)), news_(std::make_unique<News>()) {}
GapFinder::~GapFinder() = default;

Result<std::unique_ptr<GapFinder>> GapFinder::open(const Connection& connection, Reader& reader) {
  TIJDIG_TRY(auto handle, Handle::make(Handle::Kind::consumer, connection, "gaps", look_settings()));
  return std::unique_ptr<GapFinder>(new GapFinder(connection, reader, std::move(handle)));
}

Result<Place*> GapFinder::place_of(LogPartition where) {
  if (const auto found = places_.find(where); found != places_.end()) return found->second.get();
  TIJDIG_TRY(rd_kafka_topic_t * topic, handle_->topic(where));
  auto place = std::make_unique<Place>(*handle_, topic, where, connection_.names().of(where.topic),
                                       connection_.call_ms_max, *news_);
  return places_.emplace(where, std::move(place)).first->second.get();
}

Result<std::vector<ports::Offset>> GapFinder::clear_until(std::span<const Standpoint> places) {
  const std::lock_guard lock(mutex_);
  auto until = look(places);
  for (const auto& [where, place] : places_) place->rest();  // also when one of them could not be read
  handle_->serve();
  return until;
}

Result<std::vector<ports::Offset>> GapFinder::look(std::span<const Standpoint> places) {
  std::vector<Place*> looked_at;
  for (const Standpoint& one : places) {
    TIJDIG_TRY(Place* const place, place_of(one.where));
    TIJDIG_DO(place->start(one.from));
    looked_at.push_back(place);
  }
  std::vector<ports::Offset> until;
  for (std::size_t i = 0; i < places.size(); ++i) {
    bool any = false;
    const auto take = [&any](const rd_kafka_message_t&) -> Result<> {
      any = true;
      return {};
    };
    TIJDIG_TRY(const ports::Offset end, looked_at[i]->read(reader_, places[i].from, 1, take));
    looked_at[i]->rest();  // it would fetch on while the others are waited for
    until.push_back(any ? places[i].from : end);
  }
  return until;
}

}  // namespace tijdig::kafka
