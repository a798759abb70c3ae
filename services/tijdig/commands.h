// The verbs of `tijdig`, each in a file of its own. An option struct in, an exit code out; output goes to stdout,
// messages to stderr. Only cli.cc knows the command-line library; only main.cc calls it.
//
// Exit codes: 0 done; 1 it failed for a reason outside the input; 2 nothing was taken because of the input; 3 some of
// the input was refused.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "services/shell/exit_code.h"

namespace tijdig::commands {

using shell::exit_done;
using shell::exit_failed;
using shell::exit_nothing_taken;
using shell::exit_some_refused;

// Where log and state are: in a data folder, or in Kafka and Redis as the settings say.
struct StoreOptions {
  std::filesystem::path data;
  std::optional<std::string> backend;  // "embedded" or "kafka"; over whatever the settings say
  std::optional<std::filesystem::path> config;
  std::vector<std::string> set;  // "http.port=8081"
};

struct ImportOptions : StoreOptions {
  std::optional<std::filesystem::path> policy;
  std::filesystem::path refused;  // empty: a folder in the data folder
  std::vector<std::filesystem::path> paths;
  bool json = false;
};
int import_files(const ImportOptions& options);

struct RunOptions : StoreOptions {
  std::optional<std::filesystem::path> policy;
  bool explain_config = false;
  bool json = false;
};
int run(const RunOptions& options);

struct ReportOptions : StoreOptions {
  std::string table;  // "" for all
  std::string format = "text";
};
int report(const ReportOptions& options);

struct SimulateOptions {
  std::uint64_t seed = 2018;
  std::filesystem::path out;
  bool json = false;
};
int simulate_zoetermeer(const SimulateOptions& options);

struct DemoOptions {
  std::uint64_t seed = 2018;
  bool serve = true;
  std::filesystem::path out;  // "" for none
  std::optional<std::uint16_t> port;
};
int demo(const DemoOptions& options);

struct ExplainOptions : StoreOptions {
  std::string case_number;
  bool json = false;
  bool links = false;         // the waterfall of each link too
  std::filesystem::path svg;  // "" for none: folder for one picture per link
};
int explain(const ExplainOptions& options);

struct DataOptions : StoreOptions {
  bool json = false;
};
struct RebuildOptions : DataOptions {
  bool repair = false;  // write what was derived over the state that differs
};
int rebuild(const RebuildOptions& options);
int state_hash(const DataOptions& options);
int lag(const DataOptions& options);
int dead_letters(const DataOptions& options);
int tasks(const DataOptions& options);
int queues(const DataOptions& options);

struct WalkListOptions : StoreOptions {
  bool all = false;  // what ended too
  std::string format = "text";
};
int walk_list(const WalkListOptions& options);

struct FeedbackOptions : DataOptions {
  std::string partner;  // "" for all of the policy
};
int feedback(const FeedbackOptions& options);

struct DescribeOptions {
  std::string what = "flow";  // flow, tables, metrics, config, policy, lifecycle or partner-files
  std::string format;         // flow: text, mermaid, json; config: markdown, json-schema; others: markdown; "": first
};
int describe(const DescribeOptions& options);

struct PolicyCheckOptions {
  std::filesystem::path file;
  bool json = false;
};
int policy_check(const PolicyCheckOptions& options);

// The topics of the distributed mode: `apply` makes what is missing, `check` changes nothing; both say all that is
// wrong.
struct TopicsOptions : StoreOptions {
  bool apply = false;
};
int topics(const TopicsOptions& options);

// A new key for a partner: the key once, and the line with its hash for the configuration.
struct ApiKeyOptions {
  std::string partner;
  bool json = false;
};
int api_key(const ApiKeyOptions& options);

// Prints the one-line reason and gives the exit code that fits: the input was refused, or something failed.
int failed(const Error& error);

}  // namespace tijdig::commands
