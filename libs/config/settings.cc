#include "libs/config/settings.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>

#include "libs/base/nearest_word.h"

namespace tijdig::config {
namespace {

// Takes values from one source after the other and remembers what was wrong.
class Loading {
 public:
  explicit Loading(Settings& settings) : settings_(settings) {
    for (const Setting* setting : settings_.all()) names_.emplace_back(setting->name());
  }

  void take(const std::string& name, const std::string& text, Origin origin, const std::string& place) {
    Setting* setting = find(name);
    if (setting == nullptr) {
      const auto meant = nearest_word(name, names_);
      problem(place, "unknown setting `" + name + '`' + (meant ? "; did you mean `" + *meant + "`?" : ""));
    } else if (!setting->take(text, origin)) {
      // What was found may be a secret on the wrong line, so it is not repeated.
      problem(place, name + ": expected " + setting->allowed());
    }
  }

  void problem(const std::string& place, const std::string& what) { problems_.push_back(place + ": " + what); }
  const std::vector<std::string>& problems() const { return problems_; }

 private:
  Setting* find(const std::string& name) {
    for (Setting* setting : settings_.all())
      if (setting->name() == name) return setting;
    return nullptr;
  }

  Settings& settings_;
  std::vector<std::string> names_;
  std::vector<std::string> problems_;
};

class FileReader {
 public:
  FileReader(const Sources& sources, Loading& loading) : sources_(sources), loading_(loading) {}

  void read() {
    try {
      const YAML::Node root = YAML::Load(sources_.file_text);
      if (root.IsDefined() && !root.IsNull()) read_block(root, "");
    } catch (const YAML::Exception& broken) {
      loading_.problem(place(broken.mark), "expected YAML");
    }
  }

 private:
  std::string place(const YAML::Mark& mark) const {
    return sources_.file + " line " + std::to_string(mark.line < 0 ? 1 : mark.line + 1);
  }

  void read_block(const YAML::Node& block, const std::string& path) {
    if (!block.IsMap()) {
      loading_.problem(place(block.Mark()), "expected settings by name, such as http.port or a block `http:`");
      return;
    }
    for (const auto& entry : block) {
      const std::string word = entry.first.IsScalar() ? entry.first.Scalar() : std::string();
      const std::string name = path.empty() ? word : path + '.' + word;
      const std::string at = place(entry.first.Mark());
      if (!seen_.insert(name).second) loading_.problem(at, "`" + name + "` is given twice; keep one");
      if (entry.second.IsMap())
        read_block(entry.second, name);
      else
        loading_.take(name, text_of(entry.second), Origin::file, at);
    }
  }

  static std::string text_of(const YAML::Node& node) {
    if (node.IsScalar()) return node.Scalar();
    std::string joined;
    for (const YAML::Node& item : node) joined += (joined.empty() ? "" : ",") + (item.IsScalar() ? item.Scalar() : "");
    return joined;
  }

  const Sources& sources_;
  Loading& loading_;
  std::set<std::string> seen_;
};

// The part of a name before the first dot; "" for a name without.
std::string section_of(std::string_view name) {
  const std::size_t dot = name.find('.');
  return dot == std::string_view::npos ? std::string() : std::string(name.substr(0, dot));
}

void read_environment(const Sources& sources, const Settings& settings, Loading& loading) {
  std::map<std::string, std::string> names;
  std::set<std::string> sections;
  for (const Setting* setting : settings.all()) {
    names.emplace(setting->environment_name(), setting->name());
    const std::string section = section_of(setting->name());
    if (section.empty()) continue;
    const std::string whole = setting->environment_name();
    sections.insert(whole.substr(0, std::string_view("TIJDIG_").size() + section.size() + 1));
  }
  std::vector<std::string> known;
  for (const auto& entry : names) known.push_back(entry.first);
  for (const auto& [variable, text] : sources.environment) {
    if (const auto name = names.find(variable); name != names.end()) {
      loading.take(name->second, text, Origin::environment, "environment " + variable);
      continue;
    }
    for (const std::string& section : sections) {
      if (variable.compare(0, section.size(), section) != 0) continue;
      const auto meant = nearest_word(variable, known);
      loading.problem("environment " + variable,
                      "unknown" + (meant ? "; did you mean " + *meant + '?' : std::string()));
    }
  }
}

std::string padded(std::string text, std::size_t width) {
  if (text.size() < width) text.append(width - text.size(), ' ');
  return text;
}

template <class Pointee, class AnySettings>
std::vector<Pointee*> pointers(AnySettings& settings) {
  return {&settings.backend,
          &settings.http_address,
          &settings.http_port,
          &settings.http_threads,
          &settings.http_connections_max,
          &settings.http_body_bytes_max,
          &settings.http_rows_max,
          &settings.http_idle_ms_max,
          &settings.http_drain_ms_max,
          &settings.log_level,
          &settings.engine_partitions,
          &settings.engine_batch_records,
          &settings.engine_cache_bytes_max,
          &settings.engine_workers,
          &settings.kafka_brokers,
          &settings.kafka_security_protocol,
          &settings.kafka_sasl_mechanism,
          &settings.kafka_user,
          &settings.kafka_password_file,
          &settings.kafka_ca_file,
          &settings.kafka_certificate_file,
          &settings.kafka_key_file,
          &settings.kafka_prefix,
          &settings.kafka_replication_factor,
          &settings.kafka_min_insync_replicas,
          &settings.kafka_slots,
          &settings.kafka_instance,
          &settings.kafka_session_timeout_ms,
          &settings.kafka_transaction_timeout_ms,
          &settings.redis_address,
          &settings.redis_user,
          &settings.redis_password_file,
          &settings.redis_tls,
          &settings.redis_ca_file,
          &settings.redis_certificate_file,
          &settings.redis_key_file,
          &settings.redis_prefix,
          &settings.doors_unread_records_max,
          &settings.calendar_closes_days,
          &settings.partner_keys_file,
          &settings.partner_keys};
}

}  // namespace

std::vector<Setting*> Settings::all() { return pointers<Setting>(*this); }
std::vector<const Setting*> Settings::all() const { return pointers<const Setting>(*this); }

Result<Settings> load_settings(const Sources& sources) {
  Settings settings;
  Loading loading(settings);
  FileReader(sources, loading).read();
  read_environment(sources, settings, loading);
  for (const auto& [name, text] : sources.command_line)
    loading.take(name, text, Origin::command_line, "command line --set " + name);
  if (loading.problems().empty()) return settings;
  const std::size_t count = loading.problems().size();
  std::string text = count == 1 ? "1 problem in the settings" : std::to_string(count) + " problems in the settings";
  for (const std::string& problem : loading.problems()) text += '\n' + problem;
  return Error::refused(std::move(text));
}

std::string explain(const Settings& settings) {
  std::size_t name_width = 0;
  std::size_t value_width = 0;
  for (const Setting* setting : settings.all()) {
    name_width = std::max(name_width, setting->name().size());
    value_width = std::max(value_width, setting->shown().size());
  }
  std::string text;
  for (const Setting* setting : settings.all())
    text += padded(std::string(setting->name()), name_width + 2) + padded(setting->shown(), value_width + 2) +
            padded(std::string(words_of(setting->origin())), 14) + std::string(setting->meaning()) + '\n';
  return text;
}

std::string settings_reference() {
  std::string page =
      "# Settings of the service\n"
      "\n"
      "How the service runs; what a municipality decides is in its policy file (`docs/policy.md`). A setting comes "
      "from\n"
      "its default, then the file given with `--config`, then the environment, then `--set name=value`; the later one\n"
      "wins. An unknown name refuses to start (in the environment: `TIJDIG_` and a block that exists here), and all "
      "problems\n"
      "are told at once. `tijdig run --explain-config` prints every value with where it came from.\n"
      "\n"
      "In the file a dot is a block: `http: {port: 8081}`.\n"
      "\n"
      "This page is generated from `libs/config/settings.h`.\n"
      "\n"
      "| setting | environment | what it may be | default | meaning |\n"
      "|---|---|---|---|---|\n";
  const Settings defaults;
  for (const Setting* setting : defaults.all())
    page += "| `" + std::string(setting->name()) + "` | `" + setting->environment_name() + "` | " + setting->allowed() +
            " | " + setting->shown() + " | " + std::string(setting->meaning()) + " |\n";
  return page;
}

std::string settings_schema() {
  std::string members;
  const Settings defaults;
  for (const Setting* setting : defaults.all())
    members += (members.empty() ? "\n    " : ",\n    ") + json_text(setting->name()) + ": {" + setting->schema() +
               (setting->is_secret() ? ", \"writeOnly\": true" : "") +
               ", \"description\": " + json_text(setting->meaning()) + "}";
  return "{\n"
         "  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n"
         "  \"type\": \"object\",\n"
         "  \"additionalProperties\": false,\n"
         "  \"properties\": {" +
         members + "\n  }\n}\n";
}

}  // namespace tijdig::config
