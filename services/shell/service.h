// A process of the distributed mode: its share of some stages, probes and metrics over HTTP, and what else it does.
//
//   int main(int argc, char** argv) {
//     shell::ServiceProgram matcher{.name = "matcher", .about = "Which household, how sure?"};
//     matcher.stages = [] { return shell::stages_of<matcher::Processor>(); };
//     return shell::run_service(argc, argv, matcher);
//   }
//
// `/live`, `/ready` and `/metrics` are always there. SIGTERM or SIGINT: takes no new requests, ends the steps in hand,
// gives its slots back and ends with 0, within the drain time of the settings; with 1 when something hung. It ends with
// 1 when something failed for good, and with 2 when settings or topics are wrong (services/shell/exit_code.h).
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "libs/http/router.h"
#include "services/shell/distributed.h"
#include "services/shell/settings_of.h"

namespace tijdig::shell {

struct ServiceOptions {
  SettingSources settings;
  std::optional<std::filesystem::path> policy;  // for who keeps rules and days
  bool explain_config = false;
  bool json = false;  // print where it listens as JSON
};

// What a side of a service may use; all of it outlives the side.
struct Surroundings {
  const ServiceOptions& options;
  const config::Settings& settings;
  telemetry::Telemetry& telemetry;
  Distributed& servers;
  runtime::Crew& crew;
};

// Something that a service does beside its stages: a door, a page.
class Side {
 public:
  virtual ~Side() = default;
  virtual void add_to(http::Router& router) = 0;
  virtual bool is_ready() { return true; }
  virtual std::optional<Error> failure() { return std::nullopt; }
  virtual void stop() {}  // soon; no more requests come
};

using MakeSide = std::function<Result<std::unique_ptr<Side>>(const Surroundings&)>;

struct ServiceProgram {
  std::string_view name;
  std::string_view about;
  std::function<std::vector<std::unique_ptr<const runtime::Stage>>()> stages = {};
  std::vector<MakeSide> sides = {};
  bool takes_policy = false;
};

template <class... Processors>
std::vector<std::unique_ptr<const runtime::Stage>> stages_of() {
  std::vector<std::unique_ptr<const runtime::Stage>> stages;
  (stages.push_back(std::make_unique<runtime::StageOf<Processors>>(Processors{})), ...);
  return stages;
}

// From the words of the command line to the exit code.
int run_service(int argc, char** argv, const ServiceProgram& program);

// The same with settings already read: until interrupted.
Result<> serve(const ServiceProgram& program, const ServiceOptions& options, const config::Settings& settings);

}  // namespace tijdig::shell
