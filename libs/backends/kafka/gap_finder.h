// Tells, for many partitions at once, whether a committed record stands behind some offset or only marks and aborted
// records do. Has a line of its own to the brokers, so that it never moves a reader from its place.
//
//   TIJDIG_TRY(auto finder, GapFinder::open(connection, reader));
//   TIJDIG_TRY(auto until, finder->clear_until(places));   // until[i] == places[i].from: a record is there
//
// All fetches are on their way at the same time, and between two calls none is: an idle broker is left in peace.
// Errors: as Reader::read. Threads: any; calls wait for each other. The reader outlives it.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "libs/backends/kafka/reader.h"

namespace tijdig::kafka {

class Handle;
class News;
class Place;

struct Standpoint {
  LogPartition where;
  ports::Offset from = 0;
};

class GapFinder {
 public:
  static Result<std::unique_ptr<GapFinder>> open(const Connection& connection, Reader& reader);
  ~GapFinder();

  // Up to where certainly no committed record stands: the end that readers of committed records see, or `from` itself.
  Result<std::vector<ports::Offset>> clear_until(std::span<const Standpoint> places);

 private:
  GapFinder(const Connection& connection, Reader& reader, std::unique_ptr<Handle> handle);
  Result<Place*> place_of(LogPartition where);
  Result<std::vector<ports::Offset>> look(std::span<const Standpoint> places);

  const Connection connection_;
  Reader& reader_;
  const std::unique_ptr<Handle> handle_;
  const std::unique_ptr<News> news_;
  std::mutex mutex_;
  std::map<LogPartition, std::unique_ptr<Place>> places_;  // closed before the handle
};

}  // namespace tijdig::kafka
