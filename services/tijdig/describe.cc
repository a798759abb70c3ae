#include "libs/flow/describe.h"
#include "libs/flow/describe_tables.h"

#include <fmt/format.h>

#include <array>

#include "libs/config/settings.h"
#include "libs/policy/reference.h"
#include "libs/telemetry/reference.h"
#include "services/outcome_tracker/lifecycle_markdown.h"
#include "services/signal_ingest/reason_tables.h"
#include "services/tijdig/commands.h"

namespace tijdig::commands {
namespace {

// The generated part of docs/partner-files.md, with the markers that stand there.
std::string reasons_page() {
  return signal_ingest::with_reason_tables(
      "# Why a row is refused\n\n<!-- generated: row reasons -->\n<!-- end generated -->\n\n"
      "# Why a whole file is refused\n\n<!-- generated: file reasons -->\n<!-- end generated -->\n");
}

// Something that is declared once, and one way to print it. The first format of a thing is the usual one.
struct Printer {
  std::string_view what;
  std::string_view format;
  std::string (*print)();
};

constexpr std::array<Printer, 10> printers{{{"flow", "text", flow::describe_text},
                                            {"flow", "mermaid", flow::describe_mermaid},
                                            {"flow", "json", flow::describe_json},
                                            {"tables", "markdown", flow::describe_tables},
                                            {"metrics", "markdown", telemetry::metrics_reference},
                                            {"config", "markdown", config::settings_reference},
                                            {"config", "json-schema", config::settings_schema},
                                            {"policy", "markdown", policy::policy_reference},
                                            {"lifecycle", "markdown", outcome_tracker::lifecycle_markdown},
                                            {"partner-files", "markdown", reasons_page}}};

std::string listed(const std::string& text, std::string_view word) {
  if (text.empty()) return std::string(word);
  return fmt::format("{}, {}", text, word);
}

Result<std::string> description(const DescribeOptions& options) {
  std::string formats;
  std::string things;
  for (const Printer& one : printers) {
    if (things.find(one.what) == std::string::npos) things = listed(things, one.what);
    if (one.what != options.what) continue;
    if (options.format.empty() || one.format == options.format) return one.print();
    formats = listed(formats, one.format);
  }
  if (formats.empty()) return Error::refused(fmt::format("describe: there is no such thing; known are {}", things));
  return Error::refused(fmt::format("describe {}: expected --format {}", options.what, formats));
}

}  // namespace

int describe(const DescribeOptions& options) {
  const auto text = description(options);
  if (!text) return failed(text.error());
  fmt::print("{}", *text);
  return exit_done;
}

}  // namespace tijdig::commands
