// Every setting of the service, declared once. What a municipality decides is not here but in its policy file.
//
//   TIJDIG_TRY(Settings settings, load_settings({.file = "tijdig.yaml", .file_text = text,
//                                                .environment = {{"TIJDIG_HTTP_PORT", "8081"}},
//                                                .command_line = {{"log.level", "debug"}}}));
//   settings.http_port.value() == 8081
//
// Default, then file, then environment, then command line; the later one wins. An unknown key refuses, also an unknown
// TIJDIG_... variable of a section that exists here. All problems are told at once, each with its place. Reading
// files and the environment is the caller's work. One thread while loading; afterwards immutable.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/result.h"
#include "libs/config/setting.h"

namespace tijdig::config {

enum class LogLevel { debug, info, warning, error, off };
enum class BackendKind { embedded };

struct Settings {
  Choice<BackendKind> backend{"backend",
                              BackendKind::embedded,
                              {{"embedded", BackendKind::embedded}},
                              "Where log and state live: in the data folder of this process."};

  IpAddress http_address{"http.address", "127.0.0.1",
                         "Address to listen on; put a proxy with TLS in front of any other."};
  WholeNumber<std::uint16_t> http_port{"http.port", 8080, 0, 65535,
                                       "Port to listen on; 0 takes a free one and says which."};
  WholeNumber<std::uint32_t> http_threads{"http.threads", 8, 1, 256, "Requests worked on at the same time."};
  WholeNumber<std::uint32_t> http_connections_max{"http.connections_max", 512, 1, 65535,
                                                  "Open connections; one more is answered 503."};
  ByteSize http_body_bytes_max{"http.body_bytes_max", 64ULL << 20, 1024, 1ULL << 30,
                               "Largest delivery over HTTP; a larger one is answered 413."};
  WholeNumber<std::uint32_t> http_rows_max{"http.rows_max", 50'000, 1, 10'000'000, "Most rows in one delivery."};
  WholeNumber<std::uint32_t> http_idle_ms_max{"http.idle_ms_max", 30'000, 100, 600'000,
                                              "Milliseconds that a connection may be silent."};
  WholeNumber<std::uint32_t> http_drain_ms_max{"http.drain_ms_max", 10'000, 0, 600'000,
                                               "Milliseconds that requests in hand get when the process stops."};

  Choice<LogLevel> log_level{"log.level",
                             LogLevel::info,
                             {{"debug", LogLevel::debug},
                              {"info", LogLevel::info},
                              {"warning", LogLevel::warning},
                              {"error", LogLevel::error},
                              {"off", LogLevel::off}},
                             "Least important log line that is written."};

  WholeNumber<std::uint16_t> engine_partitions{"engine.partitions", 16, 1, 1024,
                                               "Partitions of every topic; fixed when the data folder is made."};
  WholeNumber<std::uint32_t> engine_batch_records{"engine.batch_records", 500, 1, 100'000,
                                                  "Records that one step takes at most."};
  WholeNumber<std::uint32_t> engine_workers{"engine.workers", 1, 1, 64, "Threads that work on partitions."};

  FilePath partner_keys_file{
      "partners.keys_file",
      "File with one partner:hash per line: who may deliver over HTTP. Readable by this service only."};
  PartnerKeyList partner_keys{"partners.keys", "The same, in place."};

  std::vector<Setting*> all();  // in the order of docs/config.md
  std::vector<const Setting*> all() const;
};

struct Sources {
  std::string file;                                               // its name, for messages; "" when there is none
  std::string file_text;                                          // YAML
  std::map<std::string, std::string> environment;                 // all of it; what is not ours is passed over
  std::vector<std::pair<std::string, std::string>> command_line;  // {"http.port", "8081"}
};

Result<Settings> load_settings(const Sources& sources);  // the error text holds all problems, one per line

// `--explain-config`: every setting with value, origin and meaning, aligned; secrets hidden.
std::string explain(const Settings& settings);
std::string settings_reference();  // docs/config.md
// The same as JSON Schema (draft 7) of an object with one member per setting, for whoever writes settings by program;
// a secret is `writeOnly`.
std::string settings_schema();

}  // namespace tijdig::config
