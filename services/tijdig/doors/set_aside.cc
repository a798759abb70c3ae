#include "services/tijdig/doors/set_aside.h"

#include <algorithm>
#include <array>
#include <map>

#include "libs/domain/entry_refusals.h"

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

}  // namespace

Result<> SetAside::expect(std::span<const ports::OutRecord> records, std::span<const std::uint32_t> lines,
                          std::size_t file) {
  TIJDIG_CHECK(records.size() == lines.size());
  if (expected_.empty()) TIJDIG_DO(letters_.skip_to_end());
  for (std::size_t i = 0; i < records.size(); ++i)
    expected_.push_back({content_of(records[i].topic, records[i].key, records[i].value), file, lines[i]});
  return {};
}

Result<std::vector<LineSetAside>> SetAside::collect() {
  std::vector<LineSetAside> told;
  if (expected_.empty()) return told;
  std::sort(expected_.begin(), expected_.end());
  std::map<Hash128, std::size_t> seen;
  std::map<std::pair<std::size_t, std::uint32_t>, Problem> by_line;
  TIJDIG_DO(letters_.each_new([&](const runtime::DeadLetter& letter) {
    const Hash128 content = content_of(letter.place.topic, letter.key, letter.value);
    const auto [first, last] =
        std::equal_range(expected_.begin(), expected_.end(), Entry{content, 0, 0},
                         [](const Entry& one, const Entry& other) { return one.content < other.content; });
    const auto before = static_cast<std::ptrdiff_t>(seen[content]++);
    if (before < last - first)
      by_line.emplace(std::pair(first[before].file, first[before].line), problem_of(letter, first[before].line));
  }));
  for (auto& [place, problem] : by_line) told.push_back({place.first, std::move(problem)});
  expected_.clear();
  return told;
}

}  // namespace tijdig::doors
