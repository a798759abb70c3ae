#include "libs/flow/describe.h"

#include <fmt/format.h>

#include "services/tijdig/commands.h"

namespace tijdig::commands {
namespace {

Result<std::string> flow_text(const std::string& format) {
  if (format == "text") return flow::describe_text();
  if (format == "mermaid") return flow::describe_mermaid();
  if (format == "json") return flow::describe_json();
  return Error::refused("describe flow: expected --format text, mermaid or json");
}

}  // namespace

int describe(const DescribeOptions& options) {
  const auto text = flow_text(options.format);
  if (!text) return failed(text.error());
  fmt::print("{}", *text);
  return exit_done;
}

}  // namespace tijdig::commands
