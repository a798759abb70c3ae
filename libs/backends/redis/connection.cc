#include "libs/backends/redis/connection.h"

#include <fmt/format.h>
#include <hiredis/hiredis.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <system_error>

namespace tijdig::redis_store {
namespace {

constexpr std::string_view unix_scheme = "unix:";

timeval to_timeval(std::chrono::milliseconds duration) {
  timeval value{};
  value.tv_sec = duration.count() / 1000;
  value.tv_usec = duration.count() % 1000 * 1000;
  return value;
}

void append_number(Bytes& out, char kind, std::size_t number) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.push_back(kind);
  out.append(digits.data(), end);
  out.append("\r\n");
}

void append_command(Bytes& out, const Command& command) {
  append_number(out, '*', command.size());
  for (const BytesView argument : command) {
    append_number(out, '$', argument.size());
    out.append(argument);
    out.append("\r\n");
  }
}

struct HostPort {
  std::string host;
  int port = 0;
};

std::optional<HostPort> host_and_port(const std::string& address) {
  const std::size_t colon = address.rfind(':');
  if (colon == std::string::npos || colon == 0) return std::nullopt;
  HostPort found{address.substr(0, colon), 0};
  const char* end = address.data() + address.size();
  const auto [stop, error] = std::from_chars(address.data() + colon + 1, end, found.port);
  if (error != std::errc() || stop != end || found.port < 1 || found.port > 65535) return std::nullopt;
  return found;
}

Result<redisContext*> connect(const RedisOptions& options) {
  const timeval timeout = to_timeval(options.connect_timeout);
  if (options.address.starts_with(unix_scheme))
    return redisConnectUnixWithTimeout(options.address.substr(unix_scheme.size()).c_str(), timeout);
  const auto place = host_and_port(options.address);
  if (!place)
    return Error::fatal(fmt::format("redis.address \"{}\" is neither host:port nor unix:/path", options.address));
  return redisConnectWithTimeout(place->host.c_str(), place->port, timeout);
}

}  // namespace

void Reply::Free::operator()(redisReply* reply) const { freeReplyObject(reply); }
void Connection::Free::operator()(redisContext* context) const { redisFree(context); }

bool Reply::is_nil() const { return reply_->type == REDIS_REPLY_NIL; }

std::optional<std::string> Reply::error_code() const {
  if (reply_->type != REDIS_REPLY_ERROR) return std::nullopt;
  const std::string_view whole(reply_->str, reply_->len);
  return std::string(whole.substr(0, whole.find(' ')));
}

BytesView Reply::text() const {
  const bool is_text = reply_->type == REDIS_REPLY_STRING || reply_->type == REDIS_REPLY_STATUS;
  return is_text ? BytesView(reply_->str, reply_->len) : BytesView();
}

std::int64_t Reply::number() const { return reply_->type == REDIS_REPLY_INTEGER ? reply_->integer : 0; }

std::size_t Reply::size() const { return reply_->type == REDIS_REPLY_ARRAY ? reply_->elements : 0; }

Reply Reply::at(std::size_t i) const {
  TIJDIG_CHECK(i < size());
  Reply inner;
  inner.reply_ = reply_->element[i];
  return inner;
}

Reply Reply::view() const {
  Reply same;
  same.reply_ = reply_;
  return same;
}

Error error_of(const std::string& code, const std::string& address) {
  struct Meaning {
    std::string_view code;
    Severity severity;
    std::string_view text;
  };
  static constexpr std::array meanings{
      Meaning{"LOADING", Severity::retry, "is reading its files after a start"},
      Meaning{"BUSY", Severity::retry, "is busy with somebody's script"},
      Meaning{"OOM", Severity::retry, "is full: raise its maxmemory"},
      Meaning{"MISCONF", Severity::retry, "cannot save to its disk and refuses writes"},
      Meaning{"READONLY", Severity::retry, "is a replica: it takes no writes"},
      Meaning{"MASTERDOWN", Severity::retry, "is a replica without its master"},
      Meaning{"CLUSTERDOWN", Severity::retry, "is a cluster that is not whole"},
      Meaning{"TRYAGAIN", Severity::retry, "is moving keys inside its cluster"},
      Meaning{"EXECABORT", Severity::retry, "dropped a transaction"},
      Meaning{"NOAUTH", Severity::fatal, "asks for a password: set redis.password_file"},
      Meaning{"WRONGPASS", Severity::fatal, "refuses the user or the password: see redis.user, redis.password_file"},
      Meaning{"NOPERM", Severity::fatal, "does not allow this user what we need: see the ACL in its README"},
      Meaning{"WRONGTYPE", Severity::fatal, "holds a key of another kind under our prefix: see redis.prefix"},
  };
  for (const Meaning& meaning : meanings)
    if (meaning.code == code) return {meaning.severity, fmt::format("Redis at {} {}", address, meaning.text)};
  return Error::fatal(fmt::format("Redis at {} answered with the error {}", address, code));
}

Result<Connection> Connection::open(const RedisOptions& options) {
  TIJDIG_TRY(redisContext * context, connect(options));
  if (context == nullptr) return Error::retry("no memory for a connection to Redis");
  Connection connection(context, options.address);
  if (context->err != 0)
    return Error::retry(fmt::format("cannot reach Redis at {}: {}", options.address, context->errstr));
  redisSetTimeout(context, to_timeval(options.answer_timeout));
  if (context->connection_type == REDIS_CONN_TCP) redisEnableKeepAlive(context);
  if (options.tls) TIJDIG_DO(connection.protect(options));
  auto greeted = connection.greet(options);
  if (!greeted && connection.is_broken() && !options.tls && context->connection_type == REDIS_CONN_TCP)
    return Error::retry(greeted.error().detail + "; a server that speaks TLS only wants redis.tls");
  TIJDIG_DO(greeted);
  return connection;
}

Result<> Connection::protect(const RedisOptions& options) {
  const auto place = host_and_port(options.address);
  if (!place) return Error::fatal(fmt::format("redis.tls is for host:port and not for \"{}\"", options.address));
  auto channel = TlsChannel::open(context_->fd, place->host, options.tls_files);
  if (!channel)
    return Error{channel.error().severity,
                 fmt::format("cannot speak TLS with Redis at {}: {}", address_, channel.error().detail)};
  tls_ = *std::move(channel);
  return {};
}

Result<> Connection::greet(const RedisOptions& options) {
  std::vector<Command> commands;
  if (!options.password.empty()) {
    Command login{"AUTH"};
    if (!options.user.empty()) login.push_back(options.user);
    login.push_back(options.password);
    commands.push_back(std::move(login));
  }
  commands.push_back({"PING"});
  TIJDIG_TRY(const std::vector<Reply> replies, call(commands));
  for (const Reply& reply : replies) {
    const auto code = reply.error_code();
    // A server that knows no passwords says ERR to AUTH.
    if (code) return error_of(*code == "ERR" ? "WRONGPASS" : *code, address_);
  }
  return {};
}

Error Connection::lost(const std::string& why) {
  broken_ = true;
  return Error::retry(fmt::format("lost Redis at {}: {}", address_, why));
}

Result<Reply> Connection::next_reply() {
  void* reply = nullptr;
  if (!tls_) {
    if (redisGetReply(context_.get(), &reply) != REDIS_OK)
      return lost(errno == EAGAIN && context_->err == REDIS_ERR_IO ? "no answer in time" : context_->errstr);
    return Reply(static_cast<redisReply*>(reply));
  }
  std::array<char, 16 * 1024> piece;
  while (redisReaderGetReply(context_->reader, &reply) == REDIS_OK && reply == nullptr) {
    auto count = tls_->receive(piece);
    if (!count) return lost(count.error().detail);
    redisReaderFeed(context_->reader, piece.data(), *count);
  }
  if (reply == nullptr) return lost(context_->reader->errstr);
  return Reply(static_cast<redisReply*>(reply));
}

Result<std::vector<Reply>> Connection::call(const std::vector<Command>& commands) {
  TIJDIG_CHECK(!broken_);
  out_.clear();
  for (const Command& command : commands) append_command(out_, command);
  // The library would write without MSG_NOSIGNAL, and a server that has gone would end this process.
  if (const auto sent = tls_ ? tls_->send(out_) : send_all(context_->fd, out_); !sent) return lost(sent.error().detail);
  constexpr std::size_t keep_bytes_max = 4 * 1024 * 1024;
  if (out_.capacity() > keep_bytes_max) Bytes().swap(out_);
  std::vector<Reply> replies;
  replies.reserve(commands.size());
  for (std::size_t i = 0; i < commands.size(); ++i) {
    TIJDIG_TRY(Reply reply, next_reply());
    replies.push_back(std::move(reply));
  }
  return replies;
}

}  // namespace tijdig::redis_store
