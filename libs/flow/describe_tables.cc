#include "libs/flow/describe_tables.h"

#include <nlohmann/json.hpp>

#include "libs/flow/flow.h"

namespace tijdig::flow {
namespace {

std::string_view word(Holds holds) {
  switch (holds) {
    case Holds::nobody:
      return "nobody's";
    case Holds::pseudonyms:
      return "pseudonyms";
    case Holds::people:
      return "personal";
  }
  return "";
}

std::string_view word(Spread spread) { return spread == Spread::by_key ? "by key" : "every partition"; }

// A zero byte as it is written in a program.
std::string shown(std::string_view prefix) {
  std::string out;
  for (const char byte : prefix) byte == '\0' ? out.append("\\0") : out.append(1, byte);
  return out;
}

std::string row(const TableInfo& table) {
  std::string out;
  for (const std::string& cell :
       {"`" + std::string(table.name) + "`", "`" + shown(table.prefix) + "`", std::string(table.key),
        table.has_message() ? "`" + std::string(table.value) + "`" : std::string(table.value),
        std::string(word(table.spread)), std::string(word(table.holds)), std::string(table.purpose)})
    out += "| " + cell + " ";
  return out + "|\n";
}

constexpr std::string_view heading =
    "| table | prefix | key | value | stands | data | what for |\n|---|---|---|---|---|---|---|\n";

constexpr std::string_view introduction =
    "# Keyed tables\n\n"
    "What each stage remembers between records. A key is the prefix and its parts; the value is a message of\n"
    "`proto/tijdig/v1`, or bytes as said. *By key*: an entry stands in the partition that its key decides. *Every\n"
    "partition*: each partition that hears of the municipality keeps an entry of its own. *Data*: *personal* is "
    "names,\n"
    "addresses, dates or what was written about somebody; *pseudonyms* are ids and what is known beside an id, which\n"
    "still is about people; *nobody's* is rules, days and counts.\n\n"
    "Beside its tables every partition of a stage keeps how far it is: its position in the inbox, the newest record "
    "of\n"
    "each source (the fence), and how many records it wrote to each partition.\n\n"
    "This page is generated from `libs/flow/tables.h` and `libs/flow/flow.h`.\n";

}  // namespace

std::string describe_tables() {
  std::string out(introduction);
  out += "\n## Of the runtime, in several stages\n\n" + std::string(heading);
  for (const TableInfo* table : tables::all)
    if (is_of_the_runtime(*table)) out += row(*table);
  for (const StageInfo& stage : stages) {
    out += "\n## " + std::string(stage.name) + "\n\nInbox `" + std::string(topics::find(stage.inbox)->name) +
           "`; of the runtime's: ";
    std::string shared;
    std::string own;
    for (const TableInfo* table : stage.tables) {
      if (is_of_the_runtime(*table))
        shared += (shared.empty() ? "`" : ", `") + std::string(table->name) + "`";
      else
        own += row(*table);
    }
    out += shared + ".\n\n" + std::string(heading) + own;
  }
  return out;
}

nlohmann::ordered_json json_of(const TableInfo& table) {
  return {{"name", table.name},      {"prefix", shown(table.prefix)}, {"key", table.key},
          {"value", table.value},    {"stands", word(table.spread)},  {"data", word(table.holds)},
          {"purpose", table.purpose}};
}

}  // namespace tijdig::flow
