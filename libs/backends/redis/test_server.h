// A Redis of a test's own: a real server on a socket in a folder of its own, gone with the object, and with the test.
//
//   TestServer server;
//   LaneStore::open(server.options());
//   server.kill(); server.start();        // as after kill -9: it knows what it had saved
//
// One program is all of Redis and goes by the name it is called by; Debian's redis-tools brings it without a service
// that starts by itself. One thread.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "libs/backends/redis/client.h"

namespace tijdig::redis_store {

class TestServer {
 public:
  explicit TestServer(std::vector<std::string> extra = {}) : extra_(std::move(extra)) {
    std::string name = (std::filesystem::temp_directory_path() / "tijdig-redis-XXXXXX").string();
    TIJDIG_CHECK(mkdtemp(name.data()) != nullptr);
    folder_ = name;
    start();
  }
  ~TestServer() {
    kill();
    std::filesystem::remove_all(folder_);
  }
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  const std::filesystem::path& folder() const { return folder_; }
  std::filesystem::path dump() const { return folder_ / "dump.rdb"; }

  RedisOptions options() const {
    RedisOptions options;
    options.address = "unix:" + (folder_ / "socket").string();
    options.wait_min = std::chrono::milliseconds(1);
    options.wait_max = std::chrono::milliseconds(50);
    return options;
  }

  void start() {
    TIJDIG_CHECK(pid_ == 0);
    const pid_t parent = getpid();
    pid_ = fork();
    TIJDIG_CHECK(pid_ >= 0);
    if (pid_ == 0) run(parent);
    Client client(options());
    constexpr int tries = 400;  // of 50 ms at most
    for (int i = 0; i < tries; ++i) {
      const auto answer = client.call({Command{"PING"}});
      if (answer || answer.error().severity != Severity::retry) return;  // it may want a password
    }
    const bool is_there = false;  // is redis-tools installed?
    TIJDIG_CHECK(is_there);
  }

  void kill() {
    if (pid_ == 0) return;
    ::kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }
  void stop_answering() { ::kill(pid_, SIGSTOP); }
  void go_on() { ::kill(pid_, SIGCONT); }

  // One command of an administrator.
  void tell(const Command& command) {
    Client client(options());
    const auto told = client.call({command});
    TIJDIG_CHECK(told.has_value());
  }

 private:
  [[noreturn]] void run(pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);
    std::vector<std::string> arguments{
        "redis-server",   "--port", "0", "--unixsocket", (folder_ / "socket").string(), "--dir",
        folder_.string(), "--save", "",  "--logfile",    (folder_ / "log").string()};
    arguments.insert(arguments.end(), extra_.begin(), extra_.end());
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    execvp("redis-check-rdb", pointers.data());
    _exit(127);
  }

  std::vector<std::string> extra_;
  std::filesystem::path folder_;
  pid_t pid_ = 0;
};

}  // namespace tijdig::redis_store
