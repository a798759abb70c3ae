#include "libs/telemetry/log.h"

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <mutex>
#include <nlohmann/json.hpp>

namespace tijdig::telemetry {
namespace {

// The library writes time and level; everything after is ours, already JSON.
constexpr const char* line_pattern = R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})";

spdlog::level::level_enum level_of(Log::Level level) {
  switch (level) {
    case Log::Level::debug:
      return spdlog::level::debug;
    case Log::Level::info:
      return spdlog::level::info;
    case Log::Level::warning:
      return spdlog::level::warn;
    case Log::Level::error:
      return spdlog::level::err;
    case Log::Level::off:
      break;
  }
  return spdlog::level::off;
}

// Bytes that are not UTF-8 become a replacement character: a log line is always valid JSON.
std::string json_text(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

struct JsonValue {
  std::string operator()(const std::string& text) const { return json_text(text); }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const { return nlohmann::json(number).dump(); }
};

std::unique_ptr<spdlog::formatter> formatter() {
  return std::make_unique<spdlog::pattern_formatter>(line_pattern, spdlog::pattern_time_type::utc);
}

class LineSink final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  explicit LineSink(Log::Sink take) : base_sink(formatter()), take_(std::move(take)) {}

 protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    spdlog::memory_buf_t line;
    formatter_->format(message, line);
    take_(std::string(line.data(), line.size()));
  }
  void flush_() override {}

 private:
  Log::Sink take_;
};

}  // namespace

LogValue::LogValue(Hash64 hash) : held_(fmt::format("{:016x}", hash.value)) {}

struct Log::Writer {
  Writer(Level least, std::shared_ptr<spdlog::sinks::sink> sink) : logger("tijdig", std::move(sink)) {
    logger.set_formatter(formatter());
    logger.set_level(level_of(least));
    logger.flush_on(spdlog::level::warn);
  }
  spdlog::logger logger;
};

Log::Log(Level least) : writer_(std::make_unique<Writer>(least, std::make_shared<spdlog::sinks::stderr_sink_mt>())) {}
Log::Log(Level least, Sink sink)
    : writer_(std::make_unique<Writer>(least, std::make_shared<LineSink>(std::move(sink)))) {}
Log::~Log() = default;

void Log::line(Level level, Word event, std::initializer_list<LogField> fields) {
  if (!writer_->logger.should_log(level_of(level))) return;
  std::string text = "\"event\":" + json_text(std::string(event.text()));
  for (const LogField& field : fields)
    text += ',' + json_text(std::string(field.name.text())) + ':' + std::visit(JsonValue(), field.value.held());
  writer_->logger.log(level_of(level), spdlog::string_view_t(text.data(), text.size()));
}

}  // namespace tijdig::telemetry
