#include "libs/backends/redis/client.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace tijdig::redis_store {
namespace {

// The value of one line `name:value` of INFO.
BytesView info_value(BytesView info, std::string_view name) {
  const std::string label = fmt::format("\n{}:", name);
  const std::size_t at = info.find(label);
  if (at == BytesView::npos) return {};
  const BytesView rest = info.substr(at + label.size());
  return rest.substr(0, rest.find('\r'));
}

// Neither for a command nor, in a transaction, for one of its commands. (Refused while they are collected, they are
// named before the transaction that was dropped for it.)
Result<> expect_no_error(const std::vector<Reply>& replies, const std::string& address) {
  for (const Reply& reply : replies) {
    if (const auto code = reply.error_code()) return error_of(*code, address);
    for (std::size_t i = 0; i < reply.size(); ++i)
      if (const auto code = reply.at(i).error_code()) return error_of(*code, address);
  }
  return {};
}

}  // namespace

std::optional<Connection> Client::take_idle() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return std::nullopt;
  Connection connection = std::move(idle_.back());
  idle_.pop_back();
  return connection;
}

void Client::put_back(Connection connection) {
  if (connection.is_broken()) return;
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(connection));
}

Result<Connection> Client::connect() {
  const std::lock_guard lock(connecting_);
  if (wait_.count() > 0) std::this_thread::sleep_until(next_try_);
  auto connection = Connection::open(options_);
  if (connection) {
    wait_ = std::chrono::milliseconds(0);
    return connection;
  }
  wait_ = std::clamp(2 * wait_, options_.wait_min, options_.wait_max);
  next_try_ = Clock::now() + wait_;
  return connection.error();
}

// `exchange` is repeated when an old connection turns out to be dead.
template <class Exchange>
auto Client::on_connection(Exchange exchange) -> decltype(exchange(std::declval<Connection&>())) {
  if (auto kept = take_idle()) {
    auto answer = exchange(*kept);
    if (!kept->is_broken()) {
      put_back(*std::move(kept));
      return answer;
    }
    const std::lock_guard lock(mutex_);
    idle_.clear();  // as old as that one
  }
  TIJDIG_TRY(Connection connection, connect());
  auto answer = exchange(connection);
  put_back(std::move(connection));
  return answer;
}

Result<std::vector<Reply>> Client::call_raw(const std::vector<Command>& commands) {
  return on_connection([&](Connection& connection) { return connection.call(commands); });
}

Result<std::vector<Reply>> Client::call(const std::vector<Command>& commands) {
  TIJDIG_TRY(std::vector<Reply> replies, call_raw(commands));
  TIJDIG_DO(expect_no_error(replies, options_.address));
  return replies;
}

Result<Client::Change> Client::change(BytesView watched, const Command& look,
                                      const std::function<bool(const Reply& seen)>& is_wanted,
                                      const std::vector<Command>& transaction) {
  return on_connection([&](Connection& connection) -> Result<Change> {
    TIJDIG_TRY(const std::vector<Reply> seen, connection.call({{"WATCH", watched}, look}));
    const Result<> is_seen = expect_no_error(seen, options_.address);
    if (!is_seen || !is_wanted(seen[1])) {
      TIJDIG_DO(connection.call({{"UNWATCH"}}));
      TIJDIG_DO(is_seen);
      return Change::not_wanted;
    }
    TIJDIG_TRY(const std::vector<Reply> replies, connection.call(transaction));
    TIJDIG_DO(expect_no_error(replies, options_.address));
    return replies.back().is_nil() ? Change::overtaken : Change::done;
  });
}

Result<std::string> Client::load(const Script& script) {
  TIJDIG_TRY(const std::vector<Reply> replies, call({Command{"SCRIPT", "LOAD", script.source}}));
  const std::lock_guard lock(mutex_);
  return hashes_[script.name] = std::string(replies[0].text());
}

Result<Reply> Client::run(const Script& script, std::initializer_list<BytesView> keys,
                          std::span<const BytesView> arguments) {
  std::string hash;
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = hashes_.find(script.name); known != hashes_.end()) hash = known->second;
  }
  constexpr int tries = 2;  // the second time after Redis forgot the script
  for (int i = 0; i < tries; ++i) {
    if (hash.empty()) {
      TIJDIG_TRY(hash, load(script));
    }
    const std::string key_count = std::to_string(keys.size());
    Command command{"EVALSHA", hash, key_count};
    command.insert(command.end(), keys.begin(), keys.end());
    command.insert(command.end(), arguments.begin(), arguments.end());
    TIJDIG_TRY(std::vector<Reply> replies, call_raw({command}));
    const auto code = replies[0].error_code();
    if (!code) return std::move(replies[0]);
    if (*code != "NOSCRIPT") return error_of(*code, options_.address);
    hash.clear();
  }
  return Error::retry(fmt::format("Redis at {} forgets scripts as soon as they are loaded", options_.address));
}

Result<> Client::check() {
  TIJDIG_TRY(const std::vector<Reply> replies, call({Command{"INFO", "memory"}}));
  const BytesView policy = info_value(replies[0].text(), "maxmemory_policy");
  if (policy == "noeviction" || info_value(replies[0].text(), "maxmemory") == "0") return {};
  return Error::fatal(fmt::format("Redis at {} may throw away keys when it is full: set maxmemory-policy noeviction",
                                  options_.address));
}

}  // namespace tijdig::redis_store
