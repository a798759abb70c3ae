#include "libs/policy/fields.h"

#include <algorithm>

#include "libs/base/nearest_word.h"

namespace tijdig::policy {

std::string otherwise_text(Presence presence, const std::string& default_value) {
  switch (presence) {
    case Presence::required:
      return "required";
    case Presence::has_default:
      return "default " + default_value;
    case Presence::optional:
      break;
  }
  return "optional";
}

std::string join_key(const std::string& path, const std::string& key) { return path.empty() ? key : path + '.' + key; }

void check_keys(const YAML::Node& block, const std::string& path, const std::vector<std::string>& known,
                Reading& reading) {
  std::set<std::string> seen;
  for (const auto& entry : block) {
    const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : std::string("(not a word)");
    const std::string full = join_key(path, key);
    if (!seen.insert(key).second) reading.problem(entry.first, full, "given twice; keep one");
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    if (const auto meant = nearest_word(key, known)) {
      reading.problem(entry.first, full, "unknown key; did you mean `" + *meant + "`?");
      continue;
    }
    std::string all;
    for (const std::string& word : known) all += (all.empty() ? "" : ", ") + word;
    reading.problem(entry.first, full, "unknown key; this block knows " + all);
  }
}

}  // namespace tijdig::policy
