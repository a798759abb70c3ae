#include "libs/records/key_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "libs/base/stable_hash.h"
#include "libs/records/blocking.h"

namespace tijdig::records {
namespace {

using Views = std::vector<std::string>;
struct View {
  std::string_view name;
  std::function<void(const Comparer&, ValueId, Views&)> of;
};

constexpr std::size_t prefix_letters = 3;
constexpr std::size_t words_per_value = 6;  // the rarest
constexpr std::size_t letters_of_word = 2;

std::string_view text_of(const Comparer& comparer, ValueId id) { return comparer.table().text(id); }

const View value_view{"", [](const Comparer& c, ValueId id, Views& out) { out.emplace_back(text_of(c, id)); }};
const View sound_view{"sound",
                      [](const Comparer& c, ValueId id, Views& out) { out.push_back(sound_of(text_of(c, id))); }};
const View prefix_view{"beginning", [](const Comparer& c, ValueId id, Views& out) {
                         if (text_of(c, id).size() >= prefix_letters)
                           out.emplace_back(text_of(c, id).substr(0, prefix_letters));
                       }};
const View ending_view{"end", [](const Comparer& c, ValueId id, Views& out) {
                         const std::string_view text = text_of(c, id);
                         if (text.size() >= 2 * prefix_letters)
                           out.emplace_back(text.substr(text.size() - 2 * prefix_letters));
                       }};
const View initial_view{
    "initial", [](const Comparer& c, ValueId id, Views& out) { out.emplace_back(text_of(c, id).substr(0, 1)); }};
const View area_view{"area", [](const Comparer& c, ValueId id, Views& out) {
                       const std::string_view text = text_of(c, id);
                       out.emplace_back(text.substr(0, std::max<std::size_t>(2, text.size() * 2 / 3)));
                     }};
const View mailbox_view{"mailbox", [](const Comparer& c, ValueId id, Views& out) {
                          const std::string_view text = text_of(c, id);
                          out.emplace_back(text.substr(0, text.find('@')));
                        }};
const View mailbox_prefix_view{"mailbox beginning", [](const Comparer& c, ValueId id, Views& out) {
                                 const std::string_view text = text_of(c, id);
                                 if (text.find('@') > 4) out.emplace_back(text.substr(0, 5));
                               }};
const View year_view{"year", [](const Comparer& c, ValueId id, Views& out) {
                       if (const auto date = c.table().date(id); date.year != 0)
                         out.push_back(fmt::format("{}", date.year));
                     }};
const View month_view{"year and month", [](const Comparer& c, ValueId id, Views& out) {
                        const auto date = c.table().date(id);
                        if (date.year != 0 && date.month != 0)
                          out.push_back(fmt::format("{}-{}", date.year, date.month));
                      }};
const View day_view{
    "month and day", [](const Comparer& c, ValueId id, Views& out) {
      const auto date = c.table().date(id);
      if (date.month == 0 || date.day == 0) return;
      // In one order, so that a swap of both finds its pair.
      out.push_back(fmt::format("{}-{}", std::min(date.month, date.day), std::max(date.month, date.day)));
    }};
const View word_view{"word", [](const Comparer& c, ValueId id, Views& out) {
                       const auto words = c.words().of(id);
                       std::vector<WordId> rare(words.begin(), words.end());
                       std::erase_if(rare, [&](WordId w) { return c.words().text(w).size() < letters_of_word; });
                       std::sort(rare.begin(), rare.end(), [&](WordId a, WordId b) {
                         return std::pair(c.words().values_with(a), a) < std::pair(c.words().values_with(b), b);
                       });
                       for (std::size_t i = 0; i < std::min(rare.size(), words_per_value); ++i)
                         out.emplace_back(c.words().text(rare[i]));
                     }};
const View word_sound_view{"word sound", [](const Comparer& c, ValueId id, Views& out) {
                             for (const WordId word : c.words().of(id))
                               if (out.size() < words_per_value && c.words().text(word).size() > letters_of_word)
                                 out.push_back(sound_of(c.words().text(word)));
                           }};

std::vector<View> views_of(Kind kind) {
  switch (manner_of(kind)) {
    case Manner::name:
      return {value_view, sound_view, prefix_view, ending_view};
    case Manner::words:
      return {value_view, word_view, word_sound_view};
    case Manner::initials:
      return {initial_view};
    case Manner::date:
      return {value_view, year_view, month_view, day_view};
    case Manner::postcode:
      return {value_view, area_view};
    case Manner::email:
      return {value_view, mailbox_view, mailbox_prefix_view};
    case Manner::number_like:
      return {value_view, prefix_view, ending_view};
    case Manner::code:
    case Manner::house:
    case Manner::amount:
      return {value_view};
  }
  return {value_view};
}

KeyPart part_of(const Comparer& comparer, std::size_t field, const View& view) {
  const Table& table = comparer.table();
  KeyPart part;
  part.field = field;
  part.name = table.schema().fields[field].name + (view.name.empty() ? "" : " " + std::string(view.name));
  // Fields of one family share their numbers: a first name finds a surname that equals it.
  std::vector<std::vector<std::uint64_t>> of_value(table.distinct_texts());
  std::vector<bool> made(table.distinct_texts(), false);
  part.first.push_back(0);
  for (RecordIndex r = 0; r < table.records(); ++r) {
    const ValueId id = table.value(field, r);
    if (id != unknown_value && !made[id]) {
      Views views;
      view.of(comparer, id, views);
      std::sort(views.begin(), views.end());
      views.erase(std::unique(views.begin(), views.end()), views.end());
      for (const std::string& one : views)
        if (!one.empty()) of_value[id].push_back(stable_hash64(one));
      made[id] = true;
    }
    if (id != unknown_value) part.numbers.insert(part.numbers.end(), of_value[id].begin(), of_value[id].end());
    part.first.push_back(static_cast<std::uint32_t>(part.numbers.size()));
  }
  return part;
}

// The values of a whole family in one bag, for values that stand in the wrong column.
std::vector<KeyPart> bags(const Comparer& comparer, const std::vector<KeyPart>& singles) {
  std::vector<KeyPart> found;
  const auto& fields = comparer.table().schema().fields;
  for (std::size_t f = 0; f < fields.size(); ++f) {
    std::vector<const KeyPart*> members;
    bool first = true;
    for (const KeyPart& part : singles) {
      if (part.name != fields[part.field].name) continue;
      if (part.field == f || same_family(fields[f].kind, fields[part.field].kind)) {
        members.push_back(&part);
        first = first && part.field >= f;
      }
    }
    if (!first || members.size() < 2) continue;
    KeyPart bag;
    bag.field = f;
    bag.name = fmt::format("any of {} and its like", fields[f].name);
    bag.first.push_back(0);
    for (RecordIndex r = 0; r < comparer.table().records(); ++r) {
      const auto from = static_cast<std::ptrdiff_t>(bag.numbers.size());
      for (const KeyPart* member : members)
        bag.numbers.insert(bag.numbers.end(), member->of(r).begin(), member->of(r).end());
      std::sort(bag.numbers.begin() + from, bag.numbers.end());
      bag.numbers.erase(std::unique(bag.numbers.begin() + from, bag.numbers.end()), bag.numbers.end());
      bag.first.push_back(static_cast<std::uint32_t>(bag.numbers.size()));
    }
    found.push_back(std::move(bag));
  }
  return found;
}

}  // namespace

std::string sound_of(std::string_view name) {
  //                                     abcdefghijklmnopqrstuvwxyz
  constexpr std::string_view classes = "01230120002455012623010202";
  std::string sound;
  char last = '0';
  for (const char c : name) {
    if (c < 'a' || c > 'z') continue;
    const char group = classes[static_cast<std::size_t>(c - 'a')];
    if (sound.empty())
      sound += c;
    else if (group != '0' && group != last)
      sound += group;
    last = group;
    if (sound.size() == 5) break;
  }
  return sound;
}

std::vector<KeyPart> key_parts(const Comparer& comparer) {
  std::vector<KeyPart> parts;
  for (std::size_t f = 0; f < comparer.fields(); ++f)
    for (const View& view : views_of(comparer.table().schema().fields[f].kind))
      parts.push_back(part_of(comparer, f, view));
  for (KeyPart& bag : bags(comparer, parts)) parts.push_back(std::move(bag));
  return parts;
}

}  // namespace tijdig::records
