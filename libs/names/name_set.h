// A small set of folded names without blanks, kept as one text: "jansen vries".
//
//   NameSet set;  set.insert("vries");  set.insert("jansen");
//   set.text() == "jansen vries"      set.contains("vries")      for (std::string_view name : set) ...
//
// Sorted and unique, so two equal sets have equal texts. A plain value; one allocation at most for ordinary names.
#pragma once

#include <compare>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>

namespace tijdig::names {

class NameSet {
 public:
  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = std::string_view;
    using difference_type = std::ptrdiff_t;
    using pointer = const std::string_view*;
    using reference = std::string_view;
    Iterator() = default;
    explicit Iterator(std::string_view rest) : rest_(rest) {}
    std::string_view operator*() const { return rest_.substr(0, rest_.find(' ')); }
    Iterator& operator++() {
      const std::size_t blank = rest_.find(' ');
      rest_ = blank == std::string_view::npos ? std::string_view() : rest_.substr(blank + 1);
      return *this;
    }
    Iterator operator++(int) {
      const Iterator before = *this;
      ++*this;
      return before;
    }
    bool operator==(const Iterator& other) const { return rest_.size() == other.rest_.size(); }

   private:
    std::string_view rest_;
  };

  void insert(std::string_view name);  // a name with a blank in it is inserted word by word
  bool contains(std::string_view name) const;
  bool shares_one_with(const NameSet& other) const;
  bool empty() const { return text_.empty(); }
  std::size_t size() const;
  std::string_view text() const { return text_; }
  Iterator begin() const { return Iterator(text_); }
  Iterator end() const { return Iterator(std::string_view()); }
  auto operator<=>(const NameSet&) const = default;

 private:
  std::string text_;
};

}  // namespace tijdig::names
