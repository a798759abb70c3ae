#include "services/signal_ingest/reason_tables.h"

#include "services/signal_ingest/reason.h"

namespace tijdig::signal_ingest {
namespace {

constexpr std::string_view end_mark = "<!-- end generated -->";

// A bound of the policy or of the limits stands in the message itself; on paper it is a letter.
std::string on_paper(std::string_view advice) {
  std::string text(advice);
  if (const auto at = text.find("{}"); at != std::string::npos) text.replace(at, 2, "*n*");
  return text;
}

std::string row_table() {
  std::string table = "| code | veld | wat te doen | status in de DDAS |\n|---|---|---|---|\n";
  for (const ReasonInfo& info : all_reasons()) {
    table += "| `" + std::string(info.code) + "` | " + (info.field.empty() ? "de hele rij" : std::string(info.field)) +
             " | " + on_paper(info.advice) + " | ";
    table += (info.status ? std::string(ddas_text(*info.status)) : "-") + " |\n";
  }
  return table;
}

std::string file_table() {
  std::string table = "| code | wat te doen |\n|---|---|\n";
  for (const FileReasonInfo& info : all_file_reasons())
    table += "| `" + std::string(info.code) + "` | " + on_paper(info.advice) + " |\n";
  return table;
}

void replace_between(std::string& page, const std::string& mark, const std::string& text) {
  const auto start = page.find(mark);
  const auto end = page.find(end_mark, start == std::string::npos ? page.size() : start);
  if (start == std::string::npos || end == std::string::npos) return;
  page.replace(start + mark.size(), end - start - mark.size(), "\n" + text);
}

}  // namespace

std::string with_reason_tables(std::string page) {
  replace_between(page, "<!-- generated: row reasons -->", row_table());
  replace_between(page, "<!-- generated: file reasons -->", file_table());
  return page;
}

}  // namespace tijdig::signal_ingest
