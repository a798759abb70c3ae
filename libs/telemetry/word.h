// A word of a closed vocabulary: the only text that a metric label or a log line accepts.
//
//   Word stage(flow::matcher);  Word kind(PartnerKind::rent);  Word door("file");
//   Vocabulary reasons({"below_threshold", "dates_reversed"});
//   reasons.word(code)                              // the word, or "other": never a text that nobody declared
//   Word(surname.reveal(Purpose::matching))         // does not compile
//
// So the number of series is known before the program runs, and personal data cannot reach a label or a log line by a
// slip. Words view text that lives as long as the program, or as long as the vocabulary that gave them. Plain values.
#pragma once

#include <concepts>
#include <functional>
#include <initializer_list>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "libs/domain/ddas.h"
#include "libs/domain/match.h"
#include "libs/domain/register_facts.h"
#include "libs/flow/edge.h"

namespace tijdig::telemetry {

template <class Enum>
concept Coded = std::is_enum_v<Enum> && requires(Enum value) {
  { code_of(value) } -> std::same_as<std::string_view>;
};

class Word {
 public:
  template <std::size_t size>
  consteval Word(const char (&literal)[size]) : text_(literal, size - 1) {}
  template <Coded Enum>
  Word(Enum value) : text_(code_of(value)) {}
  Word(const flow::StageInfo& stage) : text_(stage.name) {}
  explicit Word(std::same_as<bool> auto value) : text_(value ? "yes" : "no") {}

  std::string_view text() const { return text_; }
  bool operator==(const Word&) const = default;

 private:
  friend class Vocabulary;
  explicit Word(const std::string& listed) : text_(listed) {}
  std::string_view text_;
};

class Vocabulary {
 public:
  Vocabulary(std::initializer_list<std::string_view> words) : words_(words.begin(), words.end()) {}
  explicit Vocabulary(std::span<const std::string_view> words) : words_(words.begin(), words.end()) {}
  Vocabulary(const Vocabulary&) = delete;  // its words view it
  Vocabulary& operator=(const Vocabulary&) = delete;

  Word word(std::string_view code) const {
    const auto found = words_.find(code);
    return found == words_.end() ? Word("other") : Word(*found);
  }

 private:
  std::set<std::string, std::less<>> words_;
};

}  // namespace tijdig::telemetry
