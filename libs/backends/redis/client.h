// Redis for many threads: connections are kept and shared, and made anew when one is lost.
//
//   Client client(options);
//   TIJDIG_DO(client.check());                                        // at a start: one clear line when it is wrong
//   TIJDIG_TRY(auto replies, client.call({Command{"HGET", key, "at"}}));
//   TIJDIG_TRY(Reply reply, client.run(script, {key}, {"12"}));       // Lua, by its hash
//   TIJDIG_TRY(const auto became, client.change(key, {"HGET", key, "at"}, is_wanted, transaction));
//
// A call whose old connection turns out to be dead is made a second time on a new one, so only give it what may happen
// twice. While Redis cannot be reached every call waits its turn (wait_min, doubling up to wait_max, one try for all
// threads) and then says `retry`: a caller that tries for ever is never busy. An error that Redis gives for a command
// becomes the Error of the call. Threads: all calls from any thread.
#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <mutex>
#include <span>

#include "libs/backends/redis/connection.h"

namespace tijdig::redis_store {

struct Script {
  std::string_view name;  // unique; known to this client
  std::string_view source;
};

class Client {
 public:
  explicit Client(RedisOptions options) : options_(std::move(options)) {}

  const RedisOptions& options() const { return options_; }
  // Reachable, the password is right, and nothing will be evicted.
  Result<> check();
  Result<std::vector<Reply>> call(const std::vector<Command>& commands);
  Result<Reply> run(const Script& script, std::initializer_list<BytesView> keys, std::span<const BytesView> arguments);

  enum class Change : std::uint8_t { done, not_wanted, overtaken };
  // Looks, and does all of `transaction` (MULTI first, EXEC last) if that is wanted after what was seen, and if nobody
  // changed `watched` meanwhile; else nothing. Costs Redis half of what a script costs that is handed the same values.
  Result<Change> change(BytesView watched, const Command& look, const std::function<bool(const Reply& seen)>& is_wanted,
                        const std::vector<Command>& transaction);

 private:
  using Clock = std::chrono::steady_clock;

  template <class Exchange>
  auto on_connection(Exchange exchange) -> decltype(exchange(std::declval<Connection&>()));
  Result<std::vector<Reply>> call_raw(const std::vector<Command>& commands);
  Result<Connection> connect();
  std::optional<Connection> take_idle();
  void put_back(Connection connection);
  Result<std::string> load(const Script& script);

  RedisOptions options_;
  std::mutex mutex_;  // guards what follows
  std::vector<Connection> idle_;
  std::map<std::string_view, std::string> hashes_;
  std::mutex connecting_;  // one thread tries to connect; guards what follows
  Clock::time_point next_try_;
  std::chrono::milliseconds wait_{0};
};

}  // namespace tijdig::redis_store
