#include "services/tijdig/doors/set_aside.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "libs/codec/codec.h"
#include "libs/domain/entry_refusals.h"
#include "libs/flow/topics.h"

namespace tijdig::doors {
namespace {

// What the doors say of a refusal by a stage, in the words of who writes such files.
struct Words {
  EntryRefusal refusal;
  std::string_view column;
  std::string_view advice;
};

constexpr std::array all_words{
    Words{entry_refusals::case_unknown, "zaaknummer",
          "Er is geen zaak met dit nummer. Verwacht: het nummer zoals het op de looplijst staat; een "
          "reserveadres is nog geen zaak."},
    Words{entry_refusals::entry_before_case, "datum",
          "Deze dag ligt voor de dag waarop de zaak op de looplijst kwam; verbeter de datum."},
    Words{entry_refusals::case_merged, "zaaknummer",
          "Deze zaak is samengevoegd met een andere van hetzelfde huishouden; `tijdig explain` toont met welke."},
    Words{entry_refusals::partner_not_in_case, "partner",
          "In deze zaak staat geen signaal van deze partner; `tijdig explain` toont welke er wel zijn."},
    Words{entry_refusals::question_unknown, "vraag",
          "Deze vraag is niet gesteld. Verwacht: het nummer van de vraag zoals `tijdig tasks` het toont."},
    Words{entry_refusals::address_crowded, "huisnummer",
          "Op dit adres staan duizenden mensen: dat is geen woning. Verbeter het adres in het register."},
    Words{entry_refusals::customers_crowded, "huisnummer",
          "Op dit adres staan meer dan 500 klanten: dat is geen woning. Verbeter het adres bij de partner."},
};

Problem problem_of(const runtime::DeadLetter& letter, std::uint32_t line) {
  for (const Words& words : all_words)
    if (letter.detail == words.refusal.words)
      return {line, std::string(words.column), std::string(words.refusal.code), std::string(words.advice)};
  return {line, "", "set_aside", letter.detail};
}

Hash128 content_of(flow::TopicId topic, BytesView key, BytesView value) {
  return StableHasher("entry").add(std::int64_t{topic}).add(key).add(value).finish();
}

// Of a partner's file: how many rows, and where they are, as their lines are not known any more.
Problem problem_of_rows(Problem problem, std::uint64_t rows) {
  problem.advice =
      fmt::format("{} rijen zijn opzij gezet; `tijdig dead-letters` toont ze. {}", rows, std::move(problem.advice));
  return problem;
}

}  // namespace

// What was found out in one round.
struct SetAside::Told {
  std::map<Hash128, std::size_t> seen;  // letters of each content
  std::map<std::pair<std::size_t, std::uint32_t>, Problem> by_line;
  std::map<std::pair<std::size_t, std::string>, std::pair<Problem, std::uint64_t>> by_reason;  // of a file
  std::map<std::pair<ports::Partition, ports::Offset>, std::optional<std::size_t>> chunks;     // file of each
};

Result<> SetAside::begin() { return expected_.empty() && deliveries_.empty() ? letters_.skip_to_end() : Result<>(); }

Result<> SetAside::expect(std::span<const ports::OutRecord> records, std::span<const std::uint32_t> lines,
                          std::size_t file) {
  TIJDIG_CHECK(records.size() == lines.size());
  TIJDIG_DO(begin());
  for (std::size_t i = 0; i < records.size(); ++i)
    expected_.push_back({content_of(records[i].topic, records[i].key, records[i].value), file, lines[i]});
  return {};
}

Result<> SetAside::expect(const DeliveryId& delivery, std::size_t file) {
  TIJDIG_DO(begin());
  deliveries_.emplace(delivery, file);
  return {};
}

bool SetAside::find_line(const runtime::DeadLetter& letter, Told& told) const {
  const Hash128 content = content_of(letter.place.topic, letter.key, letter.value);
  const auto [first, last] =
      std::equal_range(expected_.begin(), expected_.end(), Entry{content, 0, 0},
                       [](const Entry& one, const Entry& other) { return one.content < other.content; });
  if (first == last) return false;
  const auto before = static_cast<std::ptrdiff_t>(told.seen[content]++);
  if (before < last - first)
    told.by_line.emplace(std::pair(first[before].file, first[before].line), problem_of(letter, first[before].line));
  return true;
}

// A signal says which record it was made of: a chunk of the delivery.
Result<> SetAside::find_delivery(const runtime::DeadLetter& letter, Told& told) const {
  if (letter.cause.topic != flow::topics::deliveries.info.id || deliveries_.empty()) return {};
  const auto [chunk, is_new] = told.chunks.try_emplace({letter.cause.partition, letter.cause.offset});
  if (is_new) {
    std::vector<ports::InRecord> records;
    TIJDIG_DO(back_end_.read(letter.cause.topic, letter.cause.partition, letter.cause.offset, 1, records));
    if (records.empty() || records.front().offset != letter.cause.offset) return {};
    TIJDIG_TRY(const auto message, codec::decode<DeliveriesMessage>(records.front().value));
    const auto* delivery = std::get_if<DeliveryChunk>(&message);
    const auto file = delivery == nullptr ? deliveries_.end() : deliveries_.find(delivery->id);
    if (file != deliveries_.end()) chunk->second = file->second;
  }
  if (!chunk->second) return {};
  auto& [problem, rows] = told.by_reason[{*chunk->second, letter.detail}];
  if (rows++ == 0) problem = problem_of(letter, 0);
  return {};
}

Result<std::vector<LineSetAside>> SetAside::collect() {
  std::vector<LineSetAside> lines;
  if (expected_.empty() && deliveries_.empty()) return lines;
  std::sort(expected_.begin(), expected_.end());
  Told told;
  std::vector<runtime::DeadLetter> others;
  TIJDIG_DO(letters_.each_new([&](const runtime::DeadLetter& letter) {
    if (find_line(letter, told)) return;
    others.push_back(letter);
    others.back().value = {};  // its words and its cause are enough
  }));
  for (const runtime::DeadLetter& letter : others) TIJDIG_DO(find_delivery(letter, told));
  for (auto& [place, problem] : told.by_line) lines.push_back({place.first, std::move(problem)});
  for (auto& [reason, found] : told.by_reason)
    lines.push_back({reason.first, problem_of_rows(std::move(found.first), found.second), found.second});
  expected_.clear();
  deliveries_.clear();
  return lines;
}

}  // namespace tijdig::doors
