#include "libs/residents/model.h"

#include <yaml-cpp/yaml.h>

#include <charconv>
#include <system_error>

namespace tijdig::residents {

const std::array<std::string_view, levels_of<Trade>> trade_words = {"rent", "health", "water", "energy", "other"};

Trade trade_of(PartnerKind kind) {
  switch (kind) {
    case PartnerKind::rent:
    case PartnerKind::mortgage:
      return Trade::rent;
    case PartnerKind::health_insurance:
    case PartnerKind::cak_health:
    case PartnerKind::cak_contribution:
      return Trade::health;
    case PartnerKind::water:
      return Trade::water;
    case PartnerKind::energy:
      return Trade::energy;
    default:
      return Trade::other;
  }
}

namespace {

// Every number of a model under its key, in the order of the file: one list for writing and for reading.
template <class Model, class Act>
void each_head(Model& model, Act act) {
  act("known_bias", model.known_bias);
  act("under_age", model.under_age);
  act("population_floor", model.population_floor);
  act("surname_term_average", model.surname_term.average);
  act("surname_term_down", model.surname_term.down);
  act("surname_term_up", model.surname_term.up);
  act("first_term_average", model.first_term.average);
  act("first_term_down", model.first_term.down);
  act("first_term_up", model.first_term.up);
  act("person_ppm", model.thresholds.person);
  act("rival_ratio", model.thresholds.rival_ratio);
  act("household_ppm", model.thresholds.household);
  act("shared_household_ppm", model.thresholds.shared_household);
  act("away_household_ppm", model.thresholds.away_household);
  act("review_ppm", model.thresholds.review);
}

std::string name_key(std::size_t surname, std::size_t initials) {
  return std::string(surname_words[surname]) + " / " + std::string(initials_words[initials]);
}

std::size_t first_cell(std::size_t surname, std::size_t initials) {
  return (surname * levels_of<InitialsLevel> + initials) * levels_of<FirstNameLevel>;
}

template <std::size_t size>
void write_levels(std::string& out, std::string_view what, const std::array<std::string_view, size>& words,
                  const std::array<MilliBits, size>& weights) {
  out.append("    ").append(what).append(":\n");
  for (std::size_t i = 0; i < size; ++i)
    out.append("      \"").append(words[i]).append("\": ").append(std::to_string(weights[i])).append("\n");
}

class Reader {
 public:
  explicit Reader(std::string_view name) : name_(name) {}

  void complain(const YAML::Node& at, const std::string& what) {
    problems_ += problems_.empty() ? "" : "\n";
    problems_ += name_ + ":" + std::to_string(at.Mark().line + 1) + ": " + what;
  }

  template <class Number>
  void number(const YAML::Node& at, const std::string& key, Number& value) {
    std::string text = at.IsScalar() ? at.Scalar() : "";
    Number read{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), read);
    if (error != std::errc{} || end != text.data() + text.size())
      complain(at, key + ": expected a whole number of milli-bits or parts per million");
    else
      value = read;
  }

  void weight(const YAML::Node& at, const std::string& key, MilliBits& value) {
    number(at, key, value);
    if (value < weight_min || value > weight_max)
      complain(at,
               key + ": a weight lies between " + std::to_string(weight_min) + " and " + std::to_string(weight_max));
  }

  // Every key of `known` must be there, and nothing else; gives the node of each to `take`.
  template <class Words, class Take>
  void map(const YAML::Node& at, const std::string& what, const Words& known, Take take) {
    if (!at.IsMap()) return complain(at, what + ": expected a block of keys");
    for (const auto& entry : at) {
      const std::string key = entry.first.Scalar();
      if (std::find(known.begin(), known.end(), key) == known.end())
        complain(entry.first, what + "." + key + ": unknown key");
    }
    for (std::size_t i = 0; i < known.size(); ++i) {
      const YAML::Node value = at[std::string(known[i])];
      if (!value)
        complain(at, what + ": " + std::string(known[i]) + " is missing");
      else
        take(i, value);
    }
  }

  template <std::size_t size>
  void levels(const YAML::Node& at, const std::string& what, const std::array<std::string_view, size>& words,
              std::array<MilliBits, size>& weights) {
    map(at, what, words,
        [&](std::size_t i, const YAML::Node& value) { weight(value, what + "." + std::string(words[i]), weights[i]); });
  }

  void names(const YAML::Node& at, const std::string& what, std::array<MilliBits, name_cells>& weights) {
    std::vector<std::string> keys;
    for (std::size_t s = 0; s < levels_of<SurnameLevel>; ++s)
      for (std::size_t i = 0; i < levels_of<InitialsLevel>; ++i) keys.push_back(name_key(s, i));
    map(at, what, keys, [&](std::size_t row, const YAML::Node& value) {
      if (!value.IsSequence() || value.size() != levels_of<FirstNameLevel>)
        return complain(value, what + "." + keys[row] + ": expected one weight per level of the first name");
      for (std::size_t f = 0; f < levels_of<FirstNameLevel>; ++f)
        weight(value[f], what + "." + keys[row], weights[row * levels_of<FirstNameLevel> + f]);
    });
  }

  void trade(const YAML::Node& at, const std::string& what, Weights& weights) {
    constexpr std::array<std::string_view, 3> blocks = {"birth_date", "address", "name"};
    map(at, what, blocks, [&](std::size_t block, const YAML::Node& value) {
      if (block == 0) levels(value, what + ".birth_date", birth_words, weights.birth);
      if (block == 1) levels(value, what + ".address", door_words, weights.door);
      if (block == 2) names(value, what + ".name", weights.name);
    });
  }

  Result<> done() const {
    if (problems_.empty()) return {};
    return Error::refused(problems_);
  }

 private:
  std::string name_;
  std::string problems_;
};

void read_model(Reader& reader, const YAML::Node& root, LinkModel& model) {
  std::vector<std::string> keys = {"version", "forms", "trades"};
  each_head(model, [&](const char* key, auto&) { keys.emplace_back(key); });
  reader.map(root, "model", keys, [&](std::size_t, const YAML::Node&) {});
  if (root["version"]) model.version = root["version"].Scalar();
  if (root["forms"] && root["forms"].Scalar() != std::to_string(forms_version))
    reader.complain(root["forms"], "forms: this program reads version " + std::to_string(forms_version));
  each_head(model, [&](const char* key, auto& value) {
    if (root[key]) reader.number(root[key], key, value);
  });
  if (root["trades"])
    reader.map(root["trades"], "trades", trade_words, [&](std::size_t trade, const YAML::Node& value) {
      reader.trade(value, std::string(trade_words[trade]), model.trades[trade]);
    });
}

}  // namespace

std::string LinkModel::to_yaml() const {
  std::string out =
      "# Weights in milli-bits, 1000 * log2(m / u); made by training, see docs/linking.md. Per name: one\n";
  out += "# weight for each level of the first name, in this order:\n#";
  for (const std::string_view word : first_name_words) out.append(" \"").append(word).append("\"");
  out.append("\nversion: ").append(version).append("\nforms: ").append(std::to_string(forms_version)).append("\n");
  each_head(*this, [&](const char* key, const auto& value) {
    out.append(key).append(": ").append(std::to_string(value)).append("\n");
  });
  out += "trades:\n";
  for (std::size_t trade = 0; trade < trades.size(); ++trade) {
    const Weights& weights = trades[trade];
    out.append("  ").append(trade_words[trade]).append(":\n");
    write_levels(out, "birth_date", birth_words, weights.birth);
    write_levels(out, "address", door_words, weights.door);
    out += "    name:\n";
    for (std::size_t s = 0; s < levels_of<SurnameLevel>; ++s)
      for (std::size_t i = 0; i < levels_of<InitialsLevel>; ++i) {
        out.append("      \"").append(name_key(s, i)).append("\": [");
        for (std::size_t f = 0; f < levels_of<FirstNameLevel>; ++f)
          out.append(f == 0 ? "" : ", ").append(std::to_string(weights.name[first_cell(s, i) + f]));
        out += "]\n";
      }
  }
  return out;
}

Result<LinkModel> LinkModel::parse(std::string_view yaml, std::string_view name) {
  LinkModel model;
  Reader reader(name);
  try {
    read_model(reader, YAML::Load(std::string(yaml)), model);
  } catch (const YAML::Exception& problem) {
    return Error::refused(std::string(name) + ":" + std::to_string(problem.mark.line + 1) +
                          ": not YAML: " + problem.msg);
  }
  TIJDIG_DO(reader.done());
  model.seal();
  return model;
}

}  // namespace tijdig::residents
