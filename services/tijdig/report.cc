#include <fmt/format.h>

#include "services/reporting/print.h"
#include "services/reporting/shell/read_report.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/store.h"

namespace tijdig::commands {
namespace {

Result<reporting::Report> only_table(reporting::Report report, const std::string& id) {
  if (id.empty()) return report;
  const reporting::Table* found = report.find(id);
  if (found == nullptr) {
    std::string known;
    for (const reporting::Table& table : report.tables) known += (known.empty() ? "" : ", ") + table.id;
    return Error::refused(fmt::format("--table: there is no such table; known are {}", known));
  }
  report.tables = {*found};
  return report;
}

Result<std::string> print_report(const ReportOptions& options) {
  TIJDIG_TRY(const reporting::Format format, reporting::parse_format(options.format));
  TIJDIG_TRY(auto back_end, open_to_read(options));
  TIJDIG_TRY(const auto policies, policies_in(*back_end));
  if (policies.empty())
    return Error::refused(options.data.empty()
                              ? std::string("nothing was imported yet")
                              : fmt::format("{}: nothing was imported into this folder yet", options.data.string()));
  std::string printed;
  for (const policy::Policy& policy : policies) {
    TIJDIG_TRY(reporting::Report whole, reporting::read_report(*back_end, policy));
    TIJDIG_TRY(const reporting::Report asked, only_table(std::move(whole), options.table));
    printed += reporting::print(asked, format);
  }
  return printed;
}

}  // namespace

int report(const ReportOptions& options) {
  const auto printed = print_report(options);
  if (!printed) return failed(printed.error());
  fmt::print("{}", *printed);
  return exit_done;
}

}  // namespace tijdig::commands
