// One JSON object per line, for machines first. The only file that knows the logging library is log.cc.
//
//   Log log(Log::Level::info);                                    // to standard error
//   log.line(Log::Level::warning, "step_interrupted", {{"stage", flow::matcher}, {"why", error}});
//   {"time":"2018-10-25T09:00:00.123Z","level":"warning","event":"step_interrupted","stage":"matcher","why":"..."}
//
// A value is a word of a closed vocabulary, a number, a day, an id, or the text of an Error, which holds no personal
// data by contract; a string does not compile. Logging never fails the caller. Any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <variant>

#include "libs/base/result.h"
#include "libs/domain/ids.h"
#include "libs/telemetry/word.h"

namespace tijdig::telemetry {

struct Hash64 {
  std::uint64_t value = 0;  // shown as 16 hexadecimal digits
};

class LogValue {
 public:
  LogValue(Word word) : held_(std::string(word.text())) {}
  LogValue(const flow::StageInfo& stage) : LogValue(Word(stage)) {}
  LogValue(std::integral auto number) : held_(static_cast<std::int64_t>(number)) {}
  LogValue(double number) : held_(number) {}
  LogValue(Hash64 hash);
  LogValue(Date day) : held_(day.to_string()) {}
  LogValue(const MunicipalityCode& code) : held_(code.to_string()) {}
  LogValue(const Error& why) : held_(why.detail) {}
  template <class Tag>
  LogValue(const Id<Tag>& id) : held_(id.to_string()) {}

  const std::variant<std::string, std::int64_t, double>& held() const { return held_; }

 private:
  std::variant<std::string, std::int64_t, double> held_;
};

struct LogField {
  Word name;
  LogValue value;
};

class Log {
 public:
  enum class Level { debug, info, warning, error, off };
  using Sink = std::function<void(const std::string& line)>;

  explicit Log(Level least);    // to standard error
  Log(Level least, Sink sink);  // for tests; called by one thread at a time
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  void line(Level level, Word event, std::initializer_list<LogField> fields);

 private:
  struct Writer;
  std::unique_ptr<Writer> writer_;
};

}  // namespace tijdig::telemetry
