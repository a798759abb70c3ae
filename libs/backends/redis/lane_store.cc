#include "libs/backends/redis/lane_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <map>
#include <unordered_set>

#include "libs/backends/redis/lane_keys.h"
#include "libs/backends/redis/lane_scripts.h"

namespace tijdig::redis_store {
namespace {

using ports::Lane;

Bytes state_key(const RedisOptions& options, Lane lane) { return key_of(options, lane, "state"); }
Bytes position_key(const RedisOptions& options, Lane lane) { return key_of(options, lane, "position"); }

Bytes digits(std::uint64_t number) { return fmt::format("{:020}", number); }

std::uint64_t number_of(BytesView text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

constexpr int tries_max = 5;               // of a write that somebody overtook
constexpr std::size_t pairs_max = 10'000;  // in one command: Redis does not take more than a million words
constexpr std::array<BytesView, 6> position_fields{"at", "status", "progress", "log", "epoch", "seconds"};

Command ask_for_position(BytesView key) {
  Command command{"HMGET", key};
  command.insert(command.end(), position_fields.begin(), position_fields.end());
  return command;
}

std::optional<LanePosition> position_in(const Reply& reply) {
  if (reply.size() != position_fields.size() || reply.at(0).is_nil()) return std::nullopt;
  LanePosition position;
  position.at = number_of(reply.at(0).text());
  position.is_whole = reply.at(1).text() == "ok";
  position.progress = reply.at(2).text();
  position.log = reply.at(3).text();
  position.epoch = number_of(reply.at(4).text());
  position.written_seconds = static_cast<std::int64_t>(number_of(reply.at(5).text()));
  return position;
}

Error moved() { return Error::abort_batch("Redis does not hold this lane as it was left: recover it"); }
Error fenced() { return Error::fatal("another owner has taken this lane; stop"); }

// What Redis answered inside a transaction (MULTI first, EXEC last): one array, which `replies` owns.
Result<Reply> transaction_in(const std::vector<Reply>& replies) {
  const Reply& all = replies.back();
  if (all.size() + 2 != replies.size()) return Error::retry("Redis dropped a transaction");
  return all.view();
}

// The first two answers of a transaction that begins with these fields of the position and the number of fields of the
// state: does everything stand there that the last write left?
constexpr std::array<BytesView, 4> footing_fields{"at", "status", "epoch", "fields"};

bool is_whole(const Reply& answers) {
  const Reply position = answers.at(0);
  return !position.at(0).is_nil() && position.at(1).text() == "ok" &&
         static_cast<std::uint64_t>(answers.at(1).number()) == number_of(position.at(3).text());
}

std::vector<Command> transaction_on(const Bytes& position, const Bytes& state) {
  Command ask{"HMGET", position};
  ask.insert(ask.end(), footing_fields.begin(), footing_fields.end());
  return {{"MULTI"}, std::move(ask), {"HLEN", state}};
}

}  // namespace

Result<std::unique_ptr<LaneStore>> LaneStore::open(RedisOptions options, QueueRules queues) {
  if (options.prefix.find_first_of("{}") != std::string::npos)
    return Error::fatal("redis.prefix must not contain { or }: they would scatter a lane over a cluster");
  std::unique_ptr<LaneStore> store(new LaneStore(std::move(options), std::move(queues)));
  TIJDIG_DO(store->client_.check());
  return store;
}

Result<Reply> LaneStore::run(const Script& script, Lane lane, std::span<const BytesView> arguments) {
  const RedisOptions& options = client_.options();
  return client_.run(script,
                     {state_key(options, lane), position_key(options, lane), key_of(options, lane, "queued"),
                      key_of(options, lane, "queues"), key_of(options, lane, "queue:")},
                     arguments);
}

Bytes LaneStore::log_of(Lane lane, BytesView log) const {
  const auto rule = queues_.find(lane.stage);
  return rule == queues_.end() ? Bytes(log) : fmt::format("{}+queues-{}", log, rule->second.version);
}

Result<std::uint64_t> LaneStore::claim(Lane lane) {
  TIJDIG_TRY(const Reply reply, run(claim_script, lane, {}));
  const std::uint64_t epoch = number_of(reply.text());
  if (epoch == 0) return Error::fatal("Redis gave no epoch");
  return epoch;
}

Result<std::optional<LanePosition>> LaneStore::position(Lane lane) {
  std::vector<std::optional<LanePosition>> found;
  TIJDIG_DO(positions(std::span(&lane, 1), found));
  return found[0];
}

Result<> LaneStore::positions(std::span<const Lane> lanes, std::vector<std::optional<LanePosition>>& positions) {
  std::vector<Bytes> keys;
  keys.reserve(lanes.size());
  std::vector<Command> commands;
  for (const Lane& lane : lanes)
    commands.push_back(ask_for_position(keys.emplace_back(position_key(client_.options(), lane))));
  TIJDIG_TRY(const std::vector<Reply> replies, client_.call(commands));
  positions.clear();
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    positions.push_back(position_in(replies[i]));
    if (!positions.back()) continue;
    // What is left of the name of the log is the caller's, unless the queues beside the state are of another rule.
    Bytes& log = positions.back()->log;
    positions.back()->log_in_full = log;
    const Bytes suffix = log_of(lanes[i], "");
    if (log.ends_with(suffix)) log.resize(log.size() - suffix.size());
  }
  return {};
}

Result<> LaneStore::load(Lane lane, const Footing& footing, std::span<const Bytes> keys,
                         std::vector<std::optional<Bytes>>& values) {
  values.assign(keys.size(), std::nullopt);
  const Bytes state = state_key(client_.options(), lane);
  const Bytes position = position_key(client_.options(), lane);
  std::vector<Command> commands = transaction_on(position, state);
  if (!keys.empty()) {
    Command& wanted = commands.emplace_back(Command{"HMGET", state});
    wanted.insert(wanted.end(), keys.begin(), keys.end());
  }
  commands.push_back({"EXEC"});
  TIJDIG_TRY(const std::vector<Reply> replies, client_.call(commands));
  TIJDIG_TRY(const Reply answers, transaction_in(replies));
  const Reply stands = answers.at(0);
  if (footing.epoch != 0 && number_of(stands.at(2).text()) > footing.epoch) return fenced();
  if (!is_whole(answers) || number_of(stands.at(0).text()) != footing.at) return moved();
  if (keys.empty()) return {};
  const Reply blobs = answers.at(2);
  if (blobs.size() != keys.size()) return Error::fatal("Redis answered for another number of keys");
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (const Reply blob = blobs.at(i); !blob.is_nil()) values[i].emplace(blob.text());
  return {};
}

namespace {

struct PlaceArguments {
  BytesView key;
  Bytes queue;
  Bytes rank;
};

std::vector<PlaceArguments> places_of(const flow::QueueRule& rule,
                                      const std::vector<const ports::StateWrite*>& writes) {
  std::vector<PlaceArguments> places;
  for (const ports::StateWrite* write : writes) {
    const auto value = write->value ? std::optional<BytesView>(*write->value) : std::nullopt;
    if (auto place = rule.place(write->key, value))
      places.push_back({write->key, std::move(place->queue), std::to_string(place->rank)});
  }
  return places;
}

}  // namespace

// What `write` and `roll` have in common.
struct LaneStore::Change {
  std::uint64_t to = 0;
  BytesView status_before;  // "ok", or "any"
  BytesView status_after;
  BytesView progress;
  std::span<const ports::StateWrite> writes;
};

namespace {

enum class Verdict : std::uint8_t { write, already, behind, fenced };

constexpr std::array<BytesView, 4> judged_fields{"at", "status", "epoch", "log"};

Verdict judge(const Reply& stored, const Footing& from, BytesView log, std::uint64_t to, BytesView status_before) {
  const std::uint64_t at = number_of(stored.at(0).text());
  const bool is_ok = stored.at(1).text() == "ok";
  if (from.epoch != 0 && number_of(stored.at(2).text()) > from.epoch) return Verdict::fenced;
  if (stored.at(0).is_nil() || stored.at(3).text() != log) return Verdict::behind;
  if (at != from.at) return at >= to && is_ok ? Verdict::already : Verdict::behind;
  return is_ok || status_before == "any" ? Verdict::write : Verdict::behind;
}

bool is_ascending(std::span<const ports::StateWrite> writes) {
  return std::adjacent_find(writes.begin(), writes.end(),
                            [](const auto& one, const auto& next) { return one.key >= next.key; }) == writes.end();
}

// The last write of a key counts: those before it are left out, so that setting and erasing need no order.
std::vector<const ports::StateWrite*> last_of_each_key(std::span<const ports::StateWrite> writes) {
  std::vector<const ports::StateWrite*> last;
  last.reserve(writes.size());
  if (is_ascending(writes)) {  // as a step leaves them
    for (const ports::StateWrite& write : writes) last.push_back(&write);
    return last;
  }
  std::unordered_set<BytesView> seen;
  for (auto write = writes.rbegin(); write != writes.rend(); ++write)
    if (seen.insert(write->key).second) last.push_back(&*write);
  return last;
}

// Commands that set and erase.
void add_writes(const std::vector<const ports::StateWrite*>& writes, BytesView state, std::vector<Command>& commands) {
  Command set{"HSET", state};
  Command erase{"HDEL", state};
  set.reserve(2 + 2 * std::min(writes.size(), pairs_max));
  const auto flush = [&commands](Command& command, std::size_t words_max) {
    if (command.size() <= words_max) return;
    commands.push_back(command);
    command.resize(2);
  };
  for (const ports::StateWrite* write : writes) {
    if (write->value)
      set.insert(set.end(), {write->key, *write->value});
    else
      erase.push_back(write->key);
    flush(set, 2 * pairs_max);
    flush(erase, pairs_max);
  }
  flush(set, 2);
  flush(erase, 2);
}

}  // namespace

Result<> LaneStore::change(Lane lane, const Footing& from, const Change& change) {
  const RedisOptions& options = client_.options();
  const Bytes state = state_key(options, lane);
  const Bytes position = position_key(options, lane);
  const Bytes queued = key_of(options, lane, "queued");
  const Bytes queues = key_of(options, lane, "queues");
  const Bytes queue = key_of(options, lane, "queue:");
  const std::vector<const ports::StateWrite*> writes = last_of_each_key(change.writes);
  const auto rule = queues_.find(lane.stage);
  const std::vector<PlaceArguments> places =
      rule == queues_.end() ? std::vector<PlaceArguments>() : places_of(rule->second, writes);
  const Bytes log = log_of(lane, from.log);
  const Bytes to = digits(change.to);

  // If it stopped half-way, nobody would believe what stands there: the status is `rolling` until all is done.
  std::vector<Command> transaction{{"MULTI"}, {"HSET", position, "status", "rolling"}};
  add_writes(writes, state, transaction);
  // Whole, and not by its hash: a transaction does not end because Redis has forgotten a script.
  Command& settle = transaction.emplace_back(Command{"EVAL", settle_script, "5", state, position, queued, queues, queue,
                                                     to, change.status_after, change.progress});
  for (const PlaceArguments& place : places) settle.insert(settle.end(), {place.key, place.queue, place.rank});
  transaction.push_back({"EXEC"});

  Command look{"HMGET", position};
  look.insert(look.end(), judged_fields.begin(), judged_fields.end());
  Verdict verdict = Verdict::behind;
  const auto is_wanted = [&](const Reply& stored) {
    verdict = judge(stored, from, log, change.to, change.status_before);
    return verdict == Verdict::write;
  };
  for (int i = 0; i < tries_max; ++i) {
    TIJDIG_TRY(const Client::Change became, client_.change(position, look, is_wanted, transaction));
    if (became == Client::Change::done || verdict == Verdict::already) return {};
    if (verdict == Verdict::fenced) return fenced();
    if (verdict == Verdict::behind) return moved();
  }
  return moved();
}

Result<> LaneStore::write(Lane lane, const Footing& from, std::uint64_t to, BytesView progress,
                          std::span<const ports::StateWrite> writes) {
  TIJDIG_CHECK(to > from.at);
  return change(lane, from, {to, "ok", "ok", progress, writes});
}

Result<> LaneStore::roll(Lane lane, const Footing& from, std::uint64_t to, BytesView progress,
                         std::span<const ports::StateWrite> writes, bool is_last) {
  TIJDIG_CHECK(to >= from.at);
  return change(lane, from, {to, "any", is_last ? "ok" : "rolling", progress, writes});
}

Result<> LaneStore::wipe(Lane lane, const std::optional<LanePosition>& seen, std::string_view log) {
  const Bytes at = seen ? digits(seen->at) : Bytes();
  const Bytes log_seen = seen ? seen->log_in_full : Bytes();
  const Bytes log_next = log_of(lane, log);
  const std::array<BytesView, 3> arguments{at, log_seen, log_next};
  TIJDIG_TRY(const Reply reply, run(wipe_script, lane, arguments));
  return reply.text() == "written" ? Result<>() : moved();
}

Bytes escape_pattern(BytesView text) {
  Bytes escaped;
  for (const char c : text) {
    if (BytesView("*?[]^-\\").find(c) != BytesView::npos) escaped.push_back('\\');
    escaped.push_back(c);
  }
  return escaped;
}

// In steps that keep nobody waiting; may mix several moments.
Result<std::vector<std::pair<Bytes, Bytes>>> LaneStore::scan_in_steps(Lane lane, BytesView prefix) {
  const Bytes state = state_key(client_.options(), lane);
  const Bytes pattern = escape_pattern(prefix) + "*";
  std::map<Bytes, Bytes> pairs;  // Redis may give a pair twice
  Bytes cursor = "0";
  do {
    TIJDIG_TRY(const std::vector<Reply> replies,
               client_.call({Command{"HSCAN", state, cursor, "MATCH", pattern, "COUNT", "1000"}}));
    if (replies[0].size() != 2) return Error::fatal("Redis gave no page of a scan");
    cursor = replies[0].at(0).text();
    const Reply page = replies[0].at(1);
    for (std::size_t i = 0; i + 1 < page.size(); i += 2)
      pairs.insert_or_assign(Bytes(page.at(i).text()), Bytes(page.at(i + 1).text()));
  } while (cursor != "0");
  return std::vector<std::pair<Bytes, Bytes>>(pairs.begin(), pairs.end());
}

Result<Reply> LaneStore::ask_whole(Lane lane, const Command& question) {
  const Bytes state = state_key(client_.options(), lane);
  const Bytes position = position_key(client_.options(), lane);
  std::vector<Command> commands = transaction_on(position, state);
  commands.push_back(question);
  commands.push_back({"EXEC"});
  TIJDIG_TRY(std::vector<Reply> replies, client_.call(commands));
  TIJDIG_TRY(const Reply answers, transaction_in(replies));
  if (!is_whole(answers)) return moved();
  return std::move(replies.back());
}

// The whole lane in one answer: Redis does nothing else meanwhile.
Result<std::vector<std::pair<Bytes, Bytes>>> LaneStore::scan_at_once(Lane lane, BytesView prefix) {
  const Bytes state = state_key(client_.options(), lane);
  TIJDIG_TRY(const Reply answers, ask_whole(lane, {"HGETALL", state}));
  std::vector<std::pair<Bytes, Bytes>> pairs;
  const Reply all = answers.at(whole_answer);
  for (std::size_t i = 0; i + 1 < all.size(); i += 2)
    if (all.at(i).text().starts_with(prefix)) pairs.emplace_back(all.at(i).text(), all.at(i + 1).text());
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

Result<> LaneStore::scan(Lane lane, BytesView prefix, std::vector<std::pair<Bytes, Bytes>>& into) {
  constexpr int tries = 2;
  for (int i = 0; i < tries; ++i) {
    TIJDIG_TRY(const std::optional<LanePosition> before, position(lane));
    if (!before || !before->is_whole) return moved();
    TIJDIG_TRY(auto pairs, scan_in_steps(lane, prefix));
    std::vector<std::optional<Bytes>> nothing;
    auto same = load(lane, {.at = before->at, .epoch = 0, .log = {}}, {}, nothing);
    if (!same && same.error().severity == Severity::abort_batch) continue;  // it moved, or is not whole
    TIJDIG_DO(same);
    std::move(pairs.begin(), pairs.end(), std::back_inserter(into));
    return {};
  }
  TIJDIG_TRY(auto pairs, scan_at_once(lane, prefix));
  std::move(pairs.begin(), pairs.end(), std::back_inserter(into));
  return {};
}

}  // namespace tijdig::redis_store
