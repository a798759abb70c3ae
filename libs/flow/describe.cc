#include "libs/flow/describe.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "libs/flow/describe_tables.h"
#include "libs/flow/flow.h"

namespace tijdig::flow {
namespace {

// What no arrow of the picture shows.
constexpr std::string_view unseen =
    "Not drawn: the rules and days of a municipality go into its own partition of an inbox keyed by municipality, and\n"
    "into every partition of the others; any stage may write dead letters.\n";

std::string_view key_word(KeyKind key) {
  switch (key) {
    case KeyKind::partner:
      return "partner";
    case KeyKind::municipality:
      return "municipality";
    case KeyKind::household:
      return "household";
  }
  return "";
}

// "tijdig.review-tasks.v1" is "review-tasks" in a picture.
std::string short_name(const TopicInfo& topic) {
  std::string_view name = topic.name;
  name.remove_prefix(std::string_view("tijdig.").size());
  return std::string(name.substr(0, name.rfind('.')));
}

const StageInfo* reader_of(TopicId topic) {
  for (const StageInfo& stage : stages)
    if (stage.inbox == topic) return &stage;
  return nullptr;
}

std::vector<const TopicInfo*> topics_of(const auto& writer) {
  std::vector<const TopicInfo*> found;
  for (const TopicId topic : writer.outputs) found.push_back(topics::find(topic));
  return found;
}

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  out.resize(std::max(width, out.size() + 1), ' ');
  return out;
}

std::string joined(const std::vector<const TopicInfo*>& list) {
  std::string out;
  for (const TopicInfo* topic : list) out += (out.empty() ? "" : ", ") + short_name(*topic);
  return out;
}

// A long list goes on below its first word.
std::string kept_by(const StageInfo& stage) {
  constexpr std::size_t width = 94;
  std::string out = std::string(20, ' ') + "keeps ";
  std::size_t in_line = 0;
  for (const TableInfo* table : stage.tables) {
    const bool is_full = in_line + table->name.size() > width;
    if (is_full) in_line = 0;
    if (table != *stage.tables.begin()) out += is_full ? ",\n" + std::string(26, ' ') : ", ";
    out += table->name;
    in_line += table->name.size() + 2;
  }
  return out + "\n";
}

std::string node(std::string_view name) {
  std::string id(name);
  std::replace(id.begin(), id.end(), '-', '_');
  return id;
}

// In the order in which their first stages stand.
std::vector<std::string_view> services() {
  std::vector<std::string_view> names;
  for (const StageInfo& stage : stages)
    if (std::find(names.begin(), names.end(), stage.service) == names.end()) names.push_back(stage.service);
  return names;
}

std::string box(const StageInfo& stage) { return node(stage.name) + "[\"" + std::string(stage.name) + "\"]\n"; }

// A service of several stages is a box around them, under a name that no stage has.
void draw_service(std::string& out, std::string_view service) {
  std::vector<const StageInfo*> rooms;
  for (const StageInfo& stage : stages)
    if (stage.service == service) rooms.push_back(&stage);
  if (rooms.size() == 1) {
    out += "    " + box(*rooms.front());
    return;
  }
  out += "    subgraph " + node(service) + "_service [\"" + std::string(service) + ": " + std::to_string(rooms.size()) +
         " stages\"]\n";
  for (const StageInfo* stage : rooms) out += "      " + box(*stage);
  out += "    end\n";
}

void draw_nodes(std::string& out) {
  for (const DoorInfo& door : doors)
    out += "  " + node(door.name) + "([\"" + std::string(door.name) + "<br/>" + std::string(door.brings) + "\"])\n";
  out += "  subgraph services\n";
  for (const std::string_view service : services()) draw_service(out, service);
  out += "  end\n";
  for (const TopicInfo& topic : topics::all)
    if (reader_of(topic.id) == nullptr && topic.id != topics::dead_letters.id)
      out += "  " + node(short_name(topic)) + ">\"" + short_name(topic) + "\"]\n";
}

void draw_edges(std::string& out, const auto& writer) {
  for (const TopicInfo* topic : topics_of(writer)) {
    const StageInfo* reader = reader_of(topic->id);
    const std::string to = node(reader != nullptr ? std::string(reader->name) : short_name(*topic));
    out += "  " + node(writer.name) + " -->|" + short_name(*topic) + " by " + std::string(key_word(topic->key)) + "| " +
           to + "\n";
  }
}

// A door that writes to many inboxes would hide the picture behind its arrows: one dotted line for all.
void draw_announcements(std::string& out, const DoorInfo& door) {
  std::string readers;
  std::size_t count = 0;
  for (const TopicInfo* topic : topics_of(door)) {
    readers += (count++ == 0 ? "" : " & ") + node(reader_of(topic->id)->name);
  }
  out += "  " + node(door.name) + " -.-> " + (count == stages.size() ? "services" : readers) + "\n";
}

bool is_announcer(const DoorInfo& door) { return door.outputs.size() > 2; }

}  // namespace

std::string describe_text() {
  std::string out = "Doors: how the world enters\n";
  for (const DoorInfo& door : doors)
    out += "  " + padded(door.name, 18) + std::string(door.brings) + "\n" + std::string(20, ' ') + "-> " +
           joined(topics_of(door)) + "\n";
  out += "\nStages: one inbox each, top to bottom\n";
  for (const StageInfo& stage : stages) {
    const TopicInfo& inbox = *topics::find(stage.inbox);
    out += "  " + padded(stage.name, 18) + "reads " + short_name(inbox) + " (by " + std::string(key_word(inbox.key)) +
           ")" + (stage.told_of_days ? ", hears of days" : "") +
           (stage.service != stage.name ? ", runs in " + std::string(stage.service) : "") + "\n";
    if (stage.outputs.size() > 0) out += std::string(20, ' ') + "-> " + joined(topics_of(stage)) + "\n";
    out += kept_by(stage);
  }
  out += "\n" + std::string(unseen);
  out += "\nTopics\n";
  for (const TopicInfo& topic : topics::all)
    out += "  " + padded(std::to_string(topic.id), 4) + padded(topic.name, 26) + padded(key_word(topic.key), 14) +
           padded(topic.message, 20) +
           (topic.retention_days == 0 ? std::string("kept") : std::to_string(topic.retention_days) + " days") + "\n";
  return out;
}

std::string describe_mermaid() {
  std::string out = "flowchart TD\n";
  draw_nodes(out);
  for (const DoorInfo& door : doors) is_announcer(door) ? draw_announcements(out, door) : draw_edges(out, door);
  for (const StageInfo& stage : stages) draw_edges(out, stage);
  return out;
}

std::string describe_json() {
  nlohmann::ordered_json map;
  const auto outputs = [](const auto& writer) {
    auto names = nlohmann::ordered_json::array();
    for (const TopicInfo* topic : topics_of(writer)) names.push_back(topic->name);
    return names;
  };
  const auto kept = [](const StageInfo& stage) {
    auto names = nlohmann::ordered_json::array();
    for (const TableInfo* table : stage.tables) names.push_back(table->name);
    return names;
  };
  for (const DoorInfo& door : doors)
    map["doors"].push_back({{"name", door.name}, {"brings", door.brings}, {"writes", outputs(door)}});
  for (const StageInfo& stage : stages)
    map["stages"].push_back({{"id", stage.id},
                             {"name", stage.name},
                             {"service", stage.service},
                             {"inbox", topics::find(stage.inbox)->name},
                             {"hears_of_days", stage.told_of_days},
                             {"writes", outputs(stage)},
                             {"keeps", kept(stage)}});
  for (const TopicInfo& topic : topics::all)
    map["topics"].push_back({{"id", topic.id},
                             {"name", topic.name},
                             {"key", key_word(topic.key)},
                             {"message", topic.message},
                             {"retention_days", topic.retention_days}});
  for (const TableInfo* table : tables::all) map["tables"].push_back(json_of(*table));
  return map.dump(2) + "\n";
}

}  // namespace tijdig::flow
