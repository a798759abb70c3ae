#include "libs/http/server.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "libs/http/beast.h"
#include "libs/http/connection.h"

namespace tijdig::http {
namespace {

using Tcp = asio::ip::tcp;

}  // namespace

class Server::Loop {
 public:
  Loop(const ServerOptions& options, Router router) : options_(options), router_(std::move(router)) {}
  ~Loop() { drain(); }
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  Result<> start();
  std::uint16_t port() const { return port_; }
  void drain();

 private:
  asio::awaitable<void> accept();
  asio::awaitable<void> keep(std::shared_ptr<Connection> connection, bool one_too_many);
  bool enter(const std::shared_ptr<Connection>& connection);
  void leave(const std::shared_ptr<Connection>& connection);

  const ServerOptions options_;
  const Router router_;
  asio::io_context context_;
  asio::strand<asio::io_context::executor_type> accepting_ = asio::make_strand(context_);
  Tcp::acceptor acceptor_{accepting_};
  std::uint16_t port_ = 0;
  std::vector<std::thread> threads_;

  std::mutex mutex_;  // guards what follows
  std::condition_variable left_;
  std::vector<std::shared_ptr<Connection>> connections_;
  bool draining_ = false;
};

Result<> Server::Loop::start() {
  boost::system::error_code error;
  const auto address = asio::ip::make_address(options_.address, error);
  if (error) return Error::fatal("http.address is not an IP address");
  const Tcp::endpoint endpoint(address, options_.port);
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (error)
    return Error::fatal("cannot listen on http.port " + std::to_string(options_.port) + ": " + error.message());
  port_ = acceptor_.local_endpoint().port();
  asio::co_spawn(accepting_, accept(), asio::detached);
  for (unsigned i = 0; i < std::max(1U, options_.threads); ++i) threads_.emplace_back([this] { context_.run(); });
  return {};
}

asio::awaitable<void> Server::Loop::accept() {
  for (;;) {
    auto [error, socket] = co_await acceptor_.async_accept(asio::make_strand(context_), as_result);
    if (error == asio::error::operation_aborted || !acceptor_.is_open()) co_return;
    if (error) continue;  // a client that gave up in between
    boost::system::error_code ignored;
    socket.set_option(Tcp::no_delay(true), ignored);
    const auto executor = socket.get_executor();
    auto connection = std::make_shared<Connection>(std::move(socket), options_, router_);
    const bool entered = enter(connection);
    asio::co_spawn(executor, keep(std::move(connection), !entered), asio::detached);
  }
}

asio::awaitable<void> Server::Loop::keep(std::shared_ptr<Connection> connection, bool one_too_many) {
  if (one_too_many) {
    Response full = problem(503, "Er zijn te veel verbindingen; probeer het later opnieuw.");
    full.headers.emplace_back("Retry-After", "5");
    co_await connection->refuse(std::move(full));
  } else {
    co_await connection->run();
    leave(connection);
  }
}

bool Server::Loop::enter(const std::shared_ptr<Connection>& connection) {
  const std::lock_guard lock(mutex_);
  if (draining_ || connections_.size() >= options_.connections_max) return false;
  connections_.push_back(connection);
  return true;
}

void Server::Loop::leave(const std::shared_ptr<Connection>& connection) {
  const std::lock_guard lock(mutex_);
  connections_.erase(std::find(connections_.begin(), connections_.end(), connection));
  left_.notify_all();
}

void Server::Loop::drain() {
  {
    std::unique_lock lock(mutex_);
    if (draining_) return;
    draining_ = true;
    asio::post(accepting_, [this] {
      boost::system::error_code ignored;
      acceptor_.close(ignored);
    });
    for (const auto& connection : connections_) connection->close_when_idle();
    left_.wait_for(lock, std::chrono::milliseconds(options_.drain_ms_max), [this] { return connections_.empty(); });
  }
  context_.stop();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  boost::system::error_code ignored;
  acceptor_.close(ignored);  // the loop may have stopped before it came to it, and a listening socket takes callers in
}

Server::Server(std::unique_ptr<Loop> loop) : loop_(std::move(loop)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::start(const ServerOptions& options, Router router) {
  auto loop = std::make_unique<Loop>(options, std::move(router));
  TIJDIG_DO(loop->start());
  return std::unique_ptr<Server>(new Server(std::move(loop)));
}

std::uint16_t Server::port() const { return loop_->port(); }
void Server::drain() { loop_->drain(); }

}  // namespace tijdig::http
