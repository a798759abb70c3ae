// One setting: its name, what it may be, what it means, its value, and who said so.
//
//   WholeNumber<std::uint16_t> port{"http.port", 8080, 0, 65535, "Port to listen on."};
//   port.take("80a", Origin::command_line)     // false; the value stays
//   port.value() == 8080;  port.origin() == Origin::built_in
//
// The value a setting is made with is its default. Plain values, one thread while they are being set.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "libs/config/partner_keys.h"

namespace tijdig::config {

enum class Origin { built_in, file, environment, command_line };  // a later one overrides an earlier one
std::string_view words_of(Origin origin);

std::string json_text(std::string_view text);  // in quotation marks, escaped

class Setting {
 public:
  Setting(std::string_view name, std::string_view meaning) : name_(name), meaning_(meaning) {}
  virtual ~Setting() = default;

  std::string_view name() const { return name_; }        // "http.port"
  std::string_view meaning() const { return meaning_; }  // one sentence
  Origin origin() const { return origin_; }
  std::string environment_name() const;  // "TIJDIG_HTTP_PORT"
  virtual std::string allowed() const = 0;
  virtual std::string shown() const = 0;  // the value for people; a secret says only that it is there
  virtual std::string schema() const;     // what it may be, as keywords of JSON Schema: `"type": "integer", ...`
  virtual bool is_secret() const { return false; }

  // False when the text is not allowed; nothing has changed then.
  bool take(const std::string& text, Origin origin);

 protected:
  Setting(const Setting&) = default;
  Setting& operator=(const Setting&) = default;
  virtual bool read(const std::string& text) = 0;

 private:
  std::string_view name_;
  std::string_view meaning_;
  Origin origin_ = Origin::built_in;
};

template <class Integer>
class WholeNumber final : public Setting {
 public:
  WholeNumber(std::string_view name, Integer otherwise, Integer first, Integer last, std::string_view meaning)
      : Setting(name, meaning), value_(otherwise), first_(first), last_(last) {}
  Integer value() const { return value_; }
  std::string allowed() const override {
    return "a whole number from " + std::to_string(first_) + " to " + std::to_string(last_);
  }
  std::string shown() const override { return std::to_string(value_); }
  std::string schema() const override {
    return "\"type\": \"integer\", \"minimum\": " + std::to_string(first_) + ", \"maximum\": " + std::to_string(last_) +
           ", \"default\": " + std::to_string(value_);
  }

 protected:
  bool read(const std::string& text) override {
    Integer value = 0;
    const char* last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, value);
    if (error != std::errc() || end != last || value < first_ || value > last_) return false;
    value_ = value;
    return true;
  }

 private:
  Integer value_;
  Integer first_;
  Integer last_;
};

// "64 MiB", "512 KiB" or a number of bytes.
class ByteSize final : public Setting {
 public:
  ByteSize(std::string_view name, std::uint64_t otherwise, std::uint64_t first, std::uint64_t last,
           std::string_view meaning)
      : Setting(name, meaning), value_(otherwise), first_(first), last_(last) {}
  std::uint64_t value() const { return value_; }
  std::string allowed() const override;
  std::string shown() const override;
  std::string schema() const override;

 protected:
  bool read(const std::string& text) override;

 private:
  std::uint64_t value_;
  std::uint64_t first_;
  std::uint64_t last_;
};

template <class Enum>
class Choice final : public Setting {
 public:
  using Words = std::vector<std::pair<std::string_view, Enum>>;
  Choice(std::string_view name, Enum otherwise, Words words, std::string_view meaning)
      : Setting(name, meaning), value_(otherwise), words_(std::move(words)) {}
  Enum value() const { return value_; }
  std::string allowed() const override {
    std::string all = words_.size() == 1 ? "" : "one of ";
    for (const auto& entry : words_) all += (&entry == &words_.front() ? "" : ", ") + std::string(entry.first);
    return all;
  }
  std::string shown() const override {
    for (const auto& entry : words_)
      if (entry.second == value_) return std::string(entry.first);
    return {};
  }
  std::string schema() const override {
    std::string all;
    for (const auto& entry : words_) all += (all.empty() ? "" : ", ") + json_text(entry.first);
    return "\"type\": \"string\", \"enum\": [" + all + "], \"default\": " + json_text(shown());
  }

 protected:
  bool read(const std::string& text) override {
    for (const auto& entry : words_) {
      if (entry.first != text) continue;
      value_ = entry.second;
      return true;
    }
    return false;
  }

 private:
  Enum value_;
  Words words_;
};

class IpAddress final : public Setting {
 public:
  IpAddress(std::string_view name, std::string otherwise, std::string_view meaning)
      : Setting(name, meaning), value_(std::move(otherwise)) {}
  const std::string& value() const { return value_; }
  std::string allowed() const override { return "an IPv4 or IPv6 address"; }
  std::string shown() const override { return value_; }

 protected:
  bool read(const std::string& text) override;

 private:
  std::string value_;
};

class FilePath final : public Setting {
 public:
  FilePath(std::string_view name, std::string_view meaning) : Setting(name, meaning) {}
  const std::string& value() const { return value_; }  // "" when none was given
  std::string allowed() const override { return "a path"; }
  std::string shown() const override { return value_.empty() ? "none" : value_; }

 protected:
  bool read(const std::string& text) override;

 private:
  std::string value_;
};

// Text of a kind that `is_allowed` knows, such as "host:port"; "" only as the default.
class Text final : public Setting {
 public:
  using Check = bool (*)(std::string_view text);
  Text(std::string_view name, std::string otherwise, std::string_view allowed, Check is_allowed,
       std::string_view meaning)
      : Setting(name, meaning), value_(std::move(otherwise)), allowed_(allowed), is_allowed_(is_allowed) {}
  const std::string& value() const { return value_; }
  std::string allowed() const override { return std::string(allowed_); }
  std::string shown() const override { return value_.empty() ? "none" : value_; }
  std::string schema() const override {
    return value_.empty() ? Setting::schema() : Setting::schema() + ", \"default\": " + json_text(value_);
  }

 protected:
  bool read(const std::string& text) override;

 private:
  std::string value_;
  std::string_view allowed_;
  Check is_allowed_;
};

bool is_broker_list(std::string_view text);    // "host:port", several separated by commas
bool is_store_address(std::string_view text);  // "host:port" or "unix:/path"
bool is_plain_word(std::string_view text);     // letters, digits and . _ - only: safe in names of topics, keys, groups

// `partner:hash` words, in YAML a list, elsewhere separated by commas.
class PartnerKeyList final : public Setting {
 public:
  PartnerKeyList(std::string_view name, std::string_view meaning) : Setting(name, meaning) {}
  const std::vector<PartnerKey>& value() const { return value_; }
  std::string allowed() const override { return "a list of partner:hash, as `tijdig api-key` prints them"; }
  std::string shown() const override { return std::to_string(value_.size()) + " keys (hidden)"; }
  bool is_secret() const override { return true; }

 protected:
  bool read(const std::string& text) override;

 private:
  std::vector<PartnerKey> value_;
};

}  // namespace tijdig::config
