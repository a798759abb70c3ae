#include "libs/names/surname.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "libs/names/fold.h"
#include "libs/names/prefix_table.h"
#include "libs/names/surname_words.h"

namespace tijdig::names {
namespace {

struct Part {
  std::string name;
  std::string prefix;
};

class SurnameReader {
 public:
  Surname read(std::string_view folded);

 private:
  using Words = std::vector<std::string_view>;

  void add_word(const Word& word);
  bool is_name_behind_prefix(std::span<const Word> words, std::size_t between) const;
  bool is_form_for_two(std::span<const Word> words, std::size_t between);
  void finish_part();
  void take_behind_comma(std::span<const Word> words, std::size_t& at);
  void take_front();
  void take_back();
  void drop_front(std::size_t count, bool is_prefix);

  Words words_;               // of the part that is being read
  std::vector<bool> dotted_;  // beside words_
  std::string prefix_;        // of that part
  std::vector<Part> parts_;
  Surname result_;
};

void append_word(std::string& text, std::string_view word) {
  if (!text.empty()) text.push_back(' ');
  text.append(word);
}

bool is_lone_letter(std::string_view word) { return word.size() == 1 && word[0] >= 'a' && word[0] <= 'z'; }

void SurnameReader::drop_front(std::size_t count, bool is_prefix) {
  for (std::size_t i = 0; i < count; ++i)
    if (is_prefix) append_word(prefix_, words_[i]);
  words_.erase(words_.begin(), words_.begin() + static_cast<std::ptrdiff_t>(count));
  dotted_.erase(dotted_.begin(), dotted_.begin() + static_cast<std::ptrdiff_t>(count));
}

// Forms of address, prefixes and initials before the name, as long as a name remains.
void SurnameReader::take_front() {
  bool after_initial = false;
  for (bool changed = true; changed && words_.size() > 1;) {
    changed = false;
    if (const std::size_t count = address_words_in(words_); count > 0 && count < words_.size()) {
      result_.is_family |= addresses_family(std::span(words_).first(count));
      drop_front(count, false);
      changed = true;
      continue;
    }
    std::size_t prefix = longest_prefix_in(words_);
    if (prefix == words_.size()) --prefix;
    // "J.C. Bos": a letter with a dot that begins no prefix, or one of which another letter with a dot follows.
    // "E.Q Bos": names of one letter have no dot (LO BRP), so a bare letter behind an initial is one too.
    const bool more_letters = words_.size() > 2 && dotted_[0] && dotted_[1] && prefix < 2 && is_lone_letter(words_[1]);
    const bool initial = dotted_[0] || (after_initial && prefix == 0);
    if (initial && is_lone_letter(words_[0]) && (prefix == 0 || more_letters)) {
      after_initial = true;
      result_.initials.append(words_[0]);
      drop_front(1, false);
      changed = true;
    } else if (prefix > 0) {
      drop_front(prefix, true);
      changed = true;
    }
  }
}

// Prefixes, initials and additions behind the name: "Berg v.d.", "Jansen J.C.", "Jansen jr".
void SurnameReader::take_back() {
  std::size_t end = words_.size();
  while (end > 1 && is_prefix_behind(words_[end - 1])) --end;
  for (std::size_t i = end; i < words_.size(); ++i) append_word(prefix_, words_[i]);
  words_.resize(end);
  dotted_.resize(end);
  while (words_.size() > 1 && ((dotted_.back() && is_lone_letter(words_.back())) || is_addition(words_.back()))) {
    if (is_lone_letter(words_.back())) result_.initials.insert(result_.initials.begin(), words_.back().front());
    words_.pop_back();
    dotted_.pop_back();
    take_back();
  }
}

void SurnameReader::finish_part() {
  take_front();
  if (const std::size_t before = words_.size(); before > 1) {
    take_back();
    if (words_.size() < before) take_front();
  }
  Part part;
  for (const std::string_view word : words_) part.name.append(word);
  std::erase(part.name, '/');  // "e/v" where no name is on one of its sides is a word like any other
  read_ij_as_y(part.name);
  part.prefix = std::exchange(prefix_, {});
  if (std::any_of(part.name.begin(), part.name.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
    part.name = fold(part.name);
  if (!part.name.empty() && !says_nothing(part.name)) parts_.push_back(std::move(part));
  if (words_.size() == 1 && addresses_family(words_)) result_.is_family = true;
  words_.clear();
  dotted_.clear();
}

void SurnameReader::add_word(const Word& word) {
  words_.push_back(word.text);
  dotted_.push_back(word.dotted);
}

// "de Weduwe": nothing but a prefix before it and nothing behind it, so it is no "weduwe of somebody".
bool SurnameReader::is_name_behind_prefix(std::span<const Word> words, std::size_t between) const {
  return between + 1 == words.size() && !words[between].text.empty() && !words_.empty() &&
         longest_prefix_in(words_) == words_.size();
}

// "De heer en mevrouw Bos": a form of address on both sides, so no name is before "en".
bool SurnameReader::is_form_for_two(std::span<const Word> words, std::size_t between) {
  if (words_.empty() || address_words_in(words_) != words_.size() || between + 1 >= words.size()) return false;
  if (address_words_in(std::span(&words[between + 1].text, 1)) == 0) return false;
  result_.is_family = true;
  words_.clear();
  dotted_.clear();
  return true;
}

// Behind "Berg,": prefixes belong to Berg, initials are noted, other words up to the next name are no surname.
void SurnameReader::take_behind_comma(std::span<const Word> words, std::size_t& at) {
  std::vector<std::string_view> following;
  const auto is_last_word = [&](std::size_t i) { return i + 1 == words.size() && !words[i].text.empty(); };
  for (std::size_t i = at + 1; i < words.size() && (words[i].kind == WordKind::name || is_last_word(i)); ++i)
    following.push_back(words[i].text);
  const std::size_t prefix = longest_prefix_in(following);
  for (std::size_t i = 0; i < prefix; ++i) append_word(prefix_, following[i]);
  for (std::size_t i = prefix; i < following.size(); ++i)
    if (is_lone_letter(following[i])) result_.initials.append(following[i]);
  at += following.size();
}

Surname SurnameReader::read(std::string_view folded) {
  const std::vector<Word> words = words_of(folded);
  words_.reserve(words.size());
  dotted_.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    switch (words[i].kind) {
      case WordKind::name:
        add_word(words[i]);
        break;
      case WordKind::between:
        if (is_name_behind_prefix(words, i))
          add_word(words[i]);
        else if (!is_form_for_two(words, i))
          finish_part();
        break;
      case WordKind::comma:
        if (!words_.empty()) take_behind_comma(words, i);
        break;
      case WordKind::business:
        result_.is_business = true;
        break;
      case WordKind::trade_name:  // "J. Jansen h.o.d.n. Haarmode": the person stands before it
        result_.is_business = true;
        i = words.size();
        break;
      case WordKind::attention:  // "Haarmode t.a.v. J. Jansen": the person stands behind it
        if (i + 1 < words.size()) {
          words_.clear();
          dotted_.clear();
        }
        break;
    }
  }
  finish_part();
  std::sort(parts_.begin(), parts_.end(), [](const Part& a, const Part& b) { return a.name < b.name; });
  for (const Part& part : parts_) {
    result_.parts.insert(part.name);
    if (part.prefix.empty()) continue;
    if (!result_.prefix.empty()) result_.prefix.push_back('/');
    result_.prefix.append(part.prefix);
  }
  return std::move(result_);
}

// Word for word: one is the beginning of the other.
bool one_prefix_agrees(std::string_view a, std::string_view b) {
  for (;;) {
    const std::size_t end_a = a.find(' '), end_b = b.find(' ');
    const std::string_view word_a = a.substr(0, end_a), word_b = b.substr(0, end_b);
    if (!word_a.starts_with(word_b) && !word_b.starts_with(word_a)) return false;
    if (end_a == std::string_view::npos || end_b == std::string_view::npos) return end_a == end_b;
    a.remove_prefix(end_a + 1);
    b.remove_prefix(end_b + 1);
  }
}

// "vd" is written for "v d", "vdr" for "v der".
std::string spelt_out(std::string_view prefix) {
  std::string out;
  while (!prefix.empty()) {
    const std::size_t blank = prefix.find(' ');
    const std::string_view word = prefix.substr(0, blank);
    const bool glued = word == "vd" || word == "vdr" || word == "vdn" || word == "vh" || word == "vt";
    if (word == "vdr")
      append_word(out, "v der");
    else if (word == "vdn")
      append_word(out, "v den");
    else if (glued)
      append_word(out, std::string{word[0], ' ', word[1]});
    else
      append_word(out, word);
    prefix = blank == std::string_view::npos ? std::string_view() : prefix.substr(blank + 1);
  }
  return out;
}

std::string prefix_field(std::string_view written) {
  std::string folded = fold(written), prefix;
  read_ij_as_y(folded);
  for (const Word& word : words_of(folded))
    if (!word.text.empty()) append_word(prefix, word.text);
  return prefix;
}

}  // namespace

Surname read_surname(std::string_view written, std::string_view prefix) {
  std::string folded = fold(written);
  read_ij_as_y(folded);
  Surname surname = SurnameReader().read(folded);
  if (const std::string field = prefix_field(prefix); surname.prefix.empty())
    surname.prefix = field;
  else if (!field.empty() && !prefixes_agree(field, surname.prefix))
    surname.prefix.insert(0, field + (surname.parts.size() > 1 ? "/" : " "));
  return surname;
}

bool prefixes_agree(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return true;
  for (std::string_view rest_a = a; !rest_a.empty();) {
    const std::size_t slash_a = rest_a.find('/');
    const std::string one = spelt_out(rest_a.substr(0, slash_a));
    for (std::string_view rest_b = b; !rest_b.empty();) {
      const std::size_t slash_b = rest_b.find('/');
      if (one_prefix_agrees(one, spelt_out(rest_b.substr(0, slash_b)))) return true;
      rest_b = slash_b == std::string_view::npos ? std::string_view() : rest_b.substr(slash_b + 1);
    }
    rest_a = slash_a == std::string_view::npos ? std::string_view() : rest_a.substr(slash_a + 1);
  }
  return false;
}

}  // namespace tijdig::names
