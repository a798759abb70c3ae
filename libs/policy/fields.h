// One declaration per key of a policy file. It reads the key, refuses what is wrong, and is the text of docs/policy.md.
//
//   const Fields<Matching> fields = {
//       field("window_months", &Matching::window_months, whole_number(1, 12), Presence::has_default,
//             "Months in which the signals of a household are taken together.", "..."),
//   };
//   read_fields(node, "matching", fields, reading, policy.matching);
//
// The default of a key is the value the struct starts with; it stands nowhere else.
#pragma once

#include <map>
#include <set>

#include "libs/policy/reading.h"

namespace tijdig::policy {

enum class Presence { required, has_default, optional };

// What people read about a key.
struct FieldText {
  std::string key;
  std::string type;
  std::string otherwise;  // "required", "default 3", "optional"
  std::string meaning;
  std::string source;
  std::vector<FieldText> inside;
};

template <class Owner>
struct Field {
  FieldText text;
  bool required = false;
  std::function<void(const YAML::Node&, const std::string& key, Reading&, Owner&)> read;
};

template <class Owner>
using Fields = std::vector<Field<Owner>>;

std::string otherwise_text(Presence presence, const std::string& default_value);
// Says that `keys` of a block are unknown or given twice.
void check_keys(const YAML::Node& block, const std::string& path, const std::vector<std::string>& known,
                Reading& reading);
std::string join_key(const std::string& path, const std::string& key);

template <class Owner>
std::vector<FieldText> texts_of(const Fields<Owner>& fields) {
  std::vector<FieldText> texts;
  for (const Field<Owner>& one : fields) texts.push_back(one.text);
  return texts;
}

template <class Owner>
void read_fields(const YAML::Node& block, const std::string& path, const Fields<Owner>& fields, Reading& reading,
                 Owner& owner) {
  if (!block.IsMap()) {
    reading.problem(block, path.empty() ? "(file)" : path, "expected a block of keys, found " + found_text(block));
    return;
  }
  std::vector<std::string> known;
  for (const Field<Owner>& one : fields) known.push_back(one.text.key);
  check_keys(block, path, known, reading);
  for (const Field<Owner>& one : fields) {
    const std::string key = join_key(path, one.text.key);
    if (const YAML::Node value = block[one.text.key]) {
      one.read(value, key, reading, owner);
    } else if (one.required) {
      reading.problem(block, key, "missing; expected " + one.text.type + ": " + one.text.meaning);
    }
  }
}

// A single value.
template <class Owner, class T>
Field<Owner> field(const std::string& key, T Owner::*member, Rule<T> rule, Presence presence,
                   const std::string& meaning, const std::string& source) {
  const auto read = [member, rule](const YAML::Node& node, const std::string& path, Reading& reading, Owner& owner) {
    if (auto value = read_value(node, path, rule, reading)) owner.*member = *value;
  };
  const std::string value = presence == Presence::has_default ? rule.show(Owner().*member) : std::string();
  return {{key, rule.type, otherwise_text(presence, value), meaning, source, {}}, presence == Presence::required, read};
}

// A single value that may be absent.
template <class Owner, class T>
Field<Owner> field(const std::string& key, std::optional<T> Owner::*member, Rule<T> rule, const std::string& meaning,
                   const std::string& source) {
  const auto read = [member, rule](const YAML::Node& node, const std::string& path, Reading& reading, Owner& owner) {
    owner.*member = read_value(node, path, rule, reading);
  };
  return {{key, rule.type, otherwise_text(Presence::optional, ""), meaning, source, {}}, false, read};
}

// A block of keys.
template <class Owner, class Part>
Field<Owner> section(const std::string& key, Part Owner::*member, Fields<Part> fields, Presence presence,
                     const std::string& meaning, const std::string& source) {
  const auto read = [member, fields](const YAML::Node& node, const std::string& path, Reading& reading, Owner& owner) {
    read_fields(node, path, fields, reading, owner.*member);
  };
  const bool required = presence == Presence::required;
  return {{key, "a block of keys", required ? "required" : "each key has its own default", meaning, source,
           texts_of(fields)},
          required,
          read};
}

template <class Owner, class Item>
using ReadItem = std::function<std::optional<Item>(const YAML::Node&, const std::string& key, Reading&)>;

// A list in which nothing may stand twice; `name_of` says what must differ.
template <class Owner, class Item>
Field<Owner> list(FieldText text, bool required, std::vector<Item> Owner::*member, ReadItem<Owner, Item> read_item,
                  std::function<std::string(const Item&)> name_of) {
  const auto read = [member, read_item, name_of](const YAML::Node& node, const std::string& path, Reading& reading,
                                                 Owner& owner) {
    if (!node.IsSequence() || node.size() == 0) {
      reading.problem(node, path, "expected a list with at least one item, found " + found_text(node));
      return;
    }
    std::set<std::string> names;
    std::size_t at = 0;
    for (const YAML::Node& item : node) {
      const std::string key = path + '[' + std::to_string(at++) + ']';
      const std::optional<Item> value = read_item(item, key, reading);
      if (!value) continue;
      if (!names.insert(name_of(*value)).second)
        reading.problem(item, key, '`' + name_of(*value) + "` stands in this list twice; keep one");
      (owner.*member).push_back(*value);
    }
  };
  return {std::move(text), required, read};
}

// A list of single values.
template <class Owner, class Item>
Field<Owner> list_of_values(const std::string& key, std::vector<Item> Owner::*member, Rule<Item> rule,
                            Presence presence, const std::string& meaning, const std::string& source) {
  const ReadItem<Owner, Item> read_item = [rule](const YAML::Node& node, const std::string& path, Reading& reading) {
    return read_value(node, path, rule, reading);
  };
  return list<Owner, Item>(
      {key, "a list, each " + rule.type, otherwise_text(presence, "an empty list"), meaning, source, {}},
      presence == Presence::required, member, read_item, rule.show);
}

// A list of blocks.
template <class Owner, class Item>
Field<Owner> list_of_blocks(const std::string& key, std::vector<Item> Owner::*member, Fields<Item> fields,
                            std::function<std::string(const Item&)> name_of, const std::string& meaning,
                            const std::string& source) {
  const ReadItem<Owner, Item> read_item = [fields](const YAML::Node& node, const std::string& path,
                                                   Reading& reading) -> std::optional<Item> {
    Item item;
    read_fields(node, path, fields, reading, item);
    return item;
  };
  return list<Owner, Item>({key, "a list of blocks", "required", meaning, source, texts_of(fields)}, true, member,
                           read_item, name_of);
}

// Blocks by the code of an enumeration: `rent: {days_min: 30}`.
template <class Owner, class Enum, class Part>
Field<Owner> blocks_by_code(const std::string& key, std::map<Enum, Part> Owner::*member, Rule<Enum> rule,
                            Fields<Part> fields, const std::string& meaning, const std::string& source) {
  const auto read = [member, rule, fields](const YAML::Node& node, const std::string& path, Reading& reading,
                                           Owner& owner) {
    if (!node.IsMap()) {
      reading.problem(node, path, "expected a block of keys, found " + found_text(node));
      return;
    }
    for (const auto& entry : node) {
      const std::optional<Enum> code = read_value(entry.first, path, rule, reading);
      if (!code) continue;
      Part part;
      read_fields(entry.second, join_key(path, rule.show(*code)), fields, reading, part);
      if (!(owner.*member).emplace(*code, part).second)
        reading.problem(entry.first, join_key(path, rule.show(*code)), "given twice; keep one");
    }
  };
  return {{key, "blocks, each named by " + rule.type, "optional", meaning, source, texts_of(fields)}, false, read};
}

}  // namespace tijdig::policy
