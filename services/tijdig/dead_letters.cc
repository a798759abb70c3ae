#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "libs/flow/topics.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/doors/new_dead_letters.h"
#include "services/tijdig/store.h"

namespace tijdig::commands {
namespace {

Result<std::vector<runtime::DeadLetter>> read_all(const StoreOptions& options) {
  TIJDIG_TRY(auto back_end, open_to_read(options));
  std::vector<runtime::DeadLetter> letters;
  TIJDIG_DO(
      doors::NewDeadLetters(*back_end).each_new([&](const runtime::DeadLetter& letter) { letters.push_back(letter); }));
  return letters;
}

std::string_view name_of(flow::StageId id) {
  for (const flow::StageInfo& stage : flow::stages)
    if (stage.id == id) return stage.name;
  return "unknown";
}

std::string_view word_for(runtime::DeadLetterReason reason) {
  return reason == runtime::DeadLetterReason::refused ? "refused" : "unreadable";
}

// Where and why, never the record: that may be about a person.
struct Shown {
  std::string_view stage;
  std::string place;
  std::string_view reason;
  std::string_view detail;
};

Shown shown(const runtime::DeadLetter& letter) {
  const flow::TopicInfo* topic = flow::topics::find(letter.place.topic);
  std::string place =
      fmt::format("{}/{}/{}", topic == nullptr ? "unknown" : topic->name, letter.place.partition, letter.place.offset);
  return {name_of(letter.stage), std::move(place), word_for(letter.reason), letter.detail};
}

void print_json(const std::vector<runtime::DeadLetter>& letters) {
  nlohmann::ordered_json out = nlohmann::ordered_json::array();
  for (const runtime::DeadLetter& letter : letters) {
    const auto [stage, place, reason, detail] = shown(letter);
    out.push_back({{"stage", stage}, {"place", place}, {"reason", reason}, {"detail", detail}});
  }
  fmt::print("{}\n", out.dump(2));
}

void print_text(const std::vector<runtime::DeadLetter>& letters) {
  for (const runtime::DeadLetter& letter : letters) {
    const auto [stage, place, reason, detail] = shown(letter);
    fmt::print("{}  {}  {}: {}\n", stage, place, reason, detail);
  }
  if (letters.empty()) fmt::print("no dead letters\n");
}

}  // namespace

int dead_letters(const DataOptions& options) {
  const auto letters = read_all(options);
  if (!letters) return failed(letters.error());
  options.json ? print_json(*letters) : print_text(*letters);
  return exit_done;
}

}  // namespace tijdig::commands
