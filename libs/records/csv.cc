#include "libs/records/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tijdig::records {
namespace {

constexpr std::size_t problems_max = 50;

// 0x80 to 0x9f of Windows-1252; 0 where nothing is assigned.
constexpr std::array<unsigned, 32> windows_1252_upper{0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                                      0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                                      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                                      0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

void append_utf8(std::string& out, unsigned code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0U | (code >> 6));
    out += static_cast<char>(0x80U | (code & 0x3fU));
  } else {
    out += static_cast<char>(0xe0U | (code >> 12));
    out += static_cast<char>(0x80U | ((code >> 6) & 0x3fU));
    out += static_cast<char>(0x80U | (code & 0x3fU));
  }
}

// Bytes of the code point that starts here, or 0: overlong forms, surrogates and what is beyond Unicode are refused.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xc0U) == 0x80U; };
  const unsigned first = byte(0), second = byte(1);
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return tail(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    if ((first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f)) return 0;
    return tail(1) && tail(2) ? 3 : 0;
  }
  if (first < 0xf0 || first > 0xf4 || (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f)) return 0;
  return tail(1) && tail(2) && tail(3) ? 4 : 0;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::optional<std::string> from_windows_1252(std::string_view text) {
  std::string out;
  for (const char c : text) {
    unsigned code = static_cast<unsigned char>(c);
    if (code >= 0x80 && code < 0xa0) code = windows_1252_upper[code - 0x80];
    if (code == 0) return std::nullopt;
    append_utf8(out, code);
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

class Reader {
 public:
  Reader(const std::string& file, std::string_view rest, CsvForm form) : file_(file), rest_(rest), form_(form) {
    if (rest_.starts_with("\xef\xbb\xbf")) rest_.remove_prefix(3);
  }

  Result<Csv> run() {
    Csv csv;
    while (!rest_.empty()) {
      const std::size_t line = line_;
      std::vector<std::string> row = next_row(csv.header);
      if (row.size() == 1 && row.front().empty()) continue;
      if (csv.header.empty()) {
        csv.header = std::move(row);
        check_header(csv.header);
      } else if (row.size() != csv.header.size()) {
        problem(line, fmt::format("{} fields, expected {} as in the first line", row.size(), csv.header.size()));
      } else if (csv.rows.size() < rows_max) {
        csv.rows.push_back(std::move(row));
      } else {
        problem(line, fmt::format("more than {} rows; split the file", rows_max));
        break;
      }
    }
    if (csv.header.empty()) problem(1, "the file is empty; expected a line with the names of the columns");
    if (count_ == 0) return csv;
    if (count_ > problems_max) problems_ += fmt::format("\n{}: and {} more", file_, count_ - problems_max);
    return Error::refused(problems_);
  }

 private:
  void problem(std::size_t line, std::string_view what) {
    if (count_++ < problems_max)
      problems_ += fmt::format("{}{}: line {}: {}", count_ == 1 ? "" : "\n", file_, line, what);
  }

  void check_header(const std::vector<std::string>& header) {
    for (std::size_t i = 0; i < header.size(); ++i)
      if (std::find(header.begin(), header.begin() + static_cast<std::ptrdiff_t>(i), header[i]) !=
          header.begin() + static_cast<std::ptrdiff_t>(i))
        problem(1, fmt::format("field {}: two columns have this name", i + 1));
  }

  std::vector<std::string> next_row(const std::vector<std::string>& header) {
    std::vector<std::string> row;
    for (bool more = true; more;) {
      const std::size_t line = line_;
      std::string raw;
      more = next_field(raw);
      const std::size_t number = row.size();
      row.push_back(decoded(raw, line, number < header.size() ? header[number] : fmt::format("{}", number + 1)));
    }
    return row;
  }

  std::string decoded(const std::string& raw, std::size_t line, const std::string& field) {
    if (raw.size() > field_bytes_max) {
      problem(line, fmt::format("field {}: longer than {} bytes", field, field_bytes_max));
      return {};
    }
    const std::string_view value = trimmed(raw);
    if (form_.windows_1252) {
      if (auto text = from_windows_1252(value)) return *std::move(text);
      problem(line, fmt::format("field {}: not Windows-1252", field));
    } else {
      if (is_utf8(value)) return std::string(value);
      problem(line, fmt::format("field {}: not UTF-8; save the file as UTF-8, or set `encoding: windows-1252`", field));
    }
    return {};
  }

  // True if another field of the same row follows.
  bool next_field(std::string& raw) {
    std::size_t blanks = 0;
    while (blanks < rest_.size() && rest_[blanks] == ' ') ++blanks;
    if (blanks < rest_.size() && rest_[blanks] == '"') {
      rest_.remove_prefix(blanks + 1);
      quoted(raw);
    }
    const std::size_t end = std::min(rest_.find_first_of(std::string{form_.separator, '\n'}), rest_.size());
    raw += rest_.substr(0, end);
    rest_.remove_prefix(end);
    if (rest_.empty()) return false;
    const bool more = rest_.front() == form_.separator;
    if (!more) ++line_;
    rest_.remove_prefix(1);
    return more;
  }

  void quoted(std::string& raw) {
    const std::size_t opened = line_;
    while (true) {
      const std::size_t quote = rest_.find('"');
      const std::string_view part = rest_.substr(0, quote);
      line_ += static_cast<std::size_t>(std::count(part.begin(), part.end(), '\n'));
      raw += part;
      if (quote == std::string_view::npos) {
        rest_ = {};
        return problem(opened, "a quote opens here and never closes");
      }
      rest_.remove_prefix(quote + 1);
      if (!rest_.starts_with('"')) return;
      raw += '"';
      rest_.remove_prefix(1);
    }
  }

  const std::string& file_;
  std::string_view rest_;
  CsvForm form_;
  std::size_t line_ = 1;
  std::string problems_;
  std::size_t count_ = 0;
};

// What stands in quotes is part of a name. A header of one column has no separator; then any will do.
char separator_of(std::string_view header) {
  constexpr std::string_view known = ",;\t|";
  std::array<std::size_t, known.size()> counts{};
  bool in_quotes = false;
  for (const char c : header) {
    if (c == '"') in_quotes = !in_quotes;
    const std::size_t at = known.find(c);
    if (!in_quotes && at != std::string_view::npos) ++counts[at];
  }
  return known[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

}  // namespace

std::optional<std::size_t> Csv::column(std::string_view name) const {
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

Result<Csv> Csv::parse(const std::string& file, std::string_view bytes, CsvForm form) {
  if (form.separator == 0) form.separator = separator_of(bytes.substr(0, bytes.find('\n')));
  return Reader(file, bytes, form).run();
}

}  // namespace tijdig::records
