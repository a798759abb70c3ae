#include "libs/names/name_set.h"

#include <algorithm>

namespace tijdig::names {

void NameSet::insert(std::string_view name) {
  for (std::size_t blank = name.find(' '); blank != std::string_view::npos; blank = name.find(' ')) {
    insert(name.substr(0, blank));
    name.remove_prefix(blank + 1);
  }
  if (name.empty()) return;
  std::size_t at = 0;
  for (const std::string_view known : *this) {
    if (known == name) return;
    if (known > name) break;
    at += known.size() + 1;
  }
  if (text_.empty()) {
    text_ = name;
  } else if (at > text_.size()) {
    text_.push_back(' ');
    text_.append(name);
  } else {
    text_.insert(at, 1, ' ');
    text_.insert(at, name);
  }
}

bool NameSet::contains(std::string_view name) const { return std::find(begin(), end(), name) != end(); }

bool NameSet::shares_one_with(const NameSet& other) const {
  return std::any_of(begin(), end(), [&](std::string_view name) { return other.contains(name); });
}

std::size_t NameSet::size() const {
  return text_.empty() ? 0 : static_cast<std::size_t>(std::count(text_.begin(), text_.end(), ' ')) + 1;
}

}  // namespace tijdig::names
