// The state of lanes in Redis: a cache of what a log knows, fenced so that it is right or refused, never wrong.
//
//   TIJDIG_TRY(auto store, LaneStore::open(options));
//   TIJDIG_TRY(const std::uint64_t epoch, store->claim(lane));
//   TIJDIG_TRY(auto position, store->position(lane));                      // nullopt: Redis knows nothing of this lane
//   TIJDIG_DO(store->load(lane, {.at = 120, .epoch = epoch}, keys, values));
//   TIJDIG_DO(store->write(lane, {.at = 120, .epoch = epoch, .log = log}, 127, progress, writes));
//
// A lane's state stands beside its position: how far into its changelog the state has come (`at`: the first record not
// applied). Both change in one atomic step and go back together when Redis loses something. A write is laid on exactly
// the position it was computed from, or not at all. Who finds another position gets `abort_batch`: read the position,
// roll the lane forward (`roll`, or `wipe` and `roll` from the start), and do the work again.
//   * A write that stands there already, because somebody rolled the lane forward, changes nothing and is `ok`.
//   * `log` names the log that the position counts in; a state of another log is refused.
//   * A newer owner (`claim` gives epochs that rise, also after Redis forgot everything) makes older ones get `fatal`.
//   * Where a stage has a rule for queues (libs/flow/queue.h), they are kept in the same atomic step and made
//     again with the state. They are for people: nobody decides by them.
//   * State that is short of fields, because somebody or something removed them, is refused.
// Repeating any call is safe. Other errors as client.h. Threads: all calls from any thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "libs/backends/redis/client.h"
#include "libs/flow/queue.h"
#include "libs/ports/back_end.h"
#include "libs/ports/queues.h"

namespace tijdig::redis_store {

struct LanePosition {
  std::uint64_t at = 0;
  bool is_whole = false;  // false: a rebuild or roll-forward is under way, or was left half-way
  Bytes progress;         // of the last unit applied; empty: none yet
  std::string log;
  std::string log_in_full;  // as it stands in Redis: also by which rule the queues were made
  std::uint64_t epoch = 0;
  std::int64_t written_seconds = 0;  // since 1970, by Redis' clock: when the position last moved
  bool operator==(const LanePosition&) const = default;
};

// What a caller believes of a lane when it reads or writes it.
struct Footing {
  std::uint64_t at = 0;
  std::uint64_t epoch = 0;  // 0: no owner, a reader or whoever rolls forward
  std::string_view log;
};

using QueueRules = std::map<flow::StageId, flow::QueueRule>;

class LaneStore {
 public:
  // One try: says in one line what is wrong with the server or the options.
  static Result<std::unique_ptr<LaneStore>> open(RedisOptions options, QueueRules queues = {});

  Result<std::uint64_t> claim(ports::Lane lane);
  Result<std::optional<LanePosition>> position(ports::Lane lane);
  // In one call; `positions[i]` answers `lanes[i]`.
  Result<> positions(std::span<const ports::Lane> lanes, std::vector<std::optional<LanePosition>>& positions);

  Result<> load(ports::Lane lane, const Footing& footing, std::span<const Bytes> keys,
                std::vector<std::optional<Bytes>>& values);
  // All pairs whose key starts with `prefix`, in byte order, as they stood at one moment.
  Result<> scan(ports::Lane lane, BytesView prefix, std::vector<std::pair<Bytes, Bytes>>& into);

  // A unit of its owner: from a whole position to a whole position. Of two writes of one key the last counts.
  Result<> write(ports::Lane lane, const Footing& from, std::uint64_t to, BytesView progress,
                 std::span<const ports::StateWrite> writes);
  // A piece of the changelog, by anybody. `progress`: of the last unit in it, empty when it ends none. Only the last
  // piece makes the lane whole.
  Result<> roll(ports::Lane lane, const Footing& from, std::uint64_t to, BytesView progress,
                std::span<const ports::StateWrite> writes, bool is_last);
  // Forgets the lane's state, to be rolled forward from 0 of `log`. `seen` is what `position` gave.
  Result<> wipe(ports::Lane lane, const std::optional<LanePosition>& seen, std::string_view log);

  // The first `count_max` of a queue over these lanes, and how many stand in each queue of them; empty ones are left
  // out. Refused while one of the lanes is missing or being built: what it has yet to give would be short.
  Result<std::vector<ports::QueuedKey>> queue(std::span<const ports::Lane> lanes, const std::string& name,
                                              std::size_t count_max);
  Result<std::map<std::string, std::uint64_t>> queue_sizes(std::span<const ports::Lane> lanes);

  Client& client() { return client_; }

 private:
  LaneStore(RedisOptions options, QueueRules queues) : client_(std::move(options)), queues_(std::move(queues)) {}
  struct Change;
  Result<Reply> run(const Script& script, ports::Lane lane, std::span<const BytesView> arguments);
  // Of the log, and of the rule by which queues were made of it.
  Bytes log_of(ports::Lane lane, BytesView log) const;
  Result<> change(ports::Lane lane, const Footing& from, const Change& change);
  // One question about a lane, answered at one moment at which the lane is whole: the answer stands at `whole_answer`.
  static constexpr std::size_t whole_answer = 2;
  Result<Reply> ask_whole(ports::Lane lane, const Command& question);
  Result<std::vector<std::pair<Bytes, Bytes>>> scan_in_steps(ports::Lane lane, BytesView prefix);
  Result<std::vector<std::pair<Bytes, Bytes>>> scan_at_once(ports::Lane lane, BytesView prefix);

  Client client_;
  const QueueRules queues_;
};

// `text` with everything that means something in a pattern of Redis made to mean itself.
Bytes escape_pattern(BytesView text);

}  // namespace tijdig::redis_store
