// Reads committed records of any partition, from any offset.
//
//   TIJDIG_TRY(auto reader, Reader::open(connection));
//   TIJDIG_TRY(next, reader->read(topics::signals.info.id, 3, next, 1000, records));
//
// A read gives records in order, and where the next one goes on: behind the marks of transactions and behind aborted
// records, which are never given. Fewer than asked for does not mean that this was all; none means that no committed
// record stands at `from` or behind it, or that one became visible in the last milliseconds. It waits for the answer of
// the broker where it does not know (some ms), and up to `call_ms_max` for what `expect` names. Reading on where the
// last read of the partition ended is fast; anywhere else costs a round trip or two.
//
// A record whose origin cannot be read (a foreign program wrote it) comes as one from a door with an empty value, which
// no stage can read, and with a log line.
//
// Errors: `retry` when no broker answered in time, `refused` for a topic or partition that is not there, `fatal` when
// records at `from` have been removed (retention).
// Threads: any; calls for one partition wait for each other.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "libs/backends/kafka/connection.h"
#include "libs/ports/record.h"

namespace tijdig::kafka {

// A record of a changelog.
struct Change {
  ports::Offset offset = 0;
  Bytes key;
  std::optional<Bytes> value;  // nullopt: erased
  bool operator==(const Change&) const = default;
};

struct Ends {
  ports::Offset begin = 0;   // the first record that is still there
  ports::Offset stable = 0;  // readers of committed records get this far: where the oldest open transaction began
  ports::Offset end = 0;     // with what open transactions wrote
};

class Reader {
 public:
  static Result<std::unique_ptr<Reader>> open(const Connection& connection);
  ~Reader();

  Result<ports::Offset> read(flow::TopicId topic, ports::Partition partition, ports::Offset from, std::size_t count_max,
                             std::vector<ports::InRecord>& into);
  Result<ports::Offset> read_changelog(flow::StageId stage, ports::Partition partition, ports::Offset from,
                                       std::size_t count_max, std::vector<Change>& into);

  // A record at `offset` has been committed by this process: from now on a read that begins at or before it waits until
  // it can be seen.
  void expect(LogPartition place, ports::Offset offset);

  // Ends of all places, with open transactions, in one question per broker.
  Result<std::vector<ports::Offset>> ends(std::span<const LogPartition> places);
  Result<Ends> ends_of(LogPartition place);

  // Counts what arrives in partitions that were read from before, records and ends of them. Whoever asks before he
  // reads, finds nothing and then waits for another number misses nothing:
  //   const auto seen = reader->news(); ... read ...; reader->wait_for_news(seen, 50);
  std::uint64_t news() const;
  // True when the number is no longer `seen`, at the latest after `wait_ms_max`.
  bool wait_for_news(std::uint64_t seen, int wait_ms_max);

  // Of the cluster, as it gives it to everybody: another cluster has another one.
  Result<std::string> cluster_id();

 private:
  struct Inside;
  explicit Reader(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace tijdig::kafka
