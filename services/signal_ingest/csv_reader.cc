#include "services/signal_ingest/csv_reader.h"

#include <algorithm>
#include <array>

namespace tijdig::signal_ingest {

bool CsvReader::refuse(FileReason reason, std::uint32_t line, std::size_t number) {
  problem_ = FileProblem{reason, line, "", static_cast<std::int64_t>(number)};
  stopped_ = true;
  return false;
}

bool CsvReader::feed(BytesView bytes) {
  if (stopped_) return false;
  return chosen_ ? read(bytes) : look_for_separator(bytes);
}

void CsvReader::finish() {
  if (stopped_) return;
  if (!chosen_) {
    choose_separator(head_);
    const Bytes head = std::move(head_);
    if (!read(head)) return;
  }
  if (at_ == At::quoted) {
    refuse(FileReason::quote_unclosed, quote_line_);
    return;
  }
  const bool begun = at_ != At::field_start || row_.size() > 0 || !row_.bytes.empty();
  if (!begun) return;
  row_.ended = false;
  end_row();
}

bool CsvReader::look_for_separator(BytesView bytes) {
  const std::size_t before = head_.size();
  head_.append(bytes.substr(0, limits_.row_bytes_max + 1 - std::min(before, limits_.row_bytes_max)));
  const std::size_t taken = head_.size() - before;
  bool quoted = false;
  std::size_t end = Bytes::npos;
  for (std::size_t i = 0; i < head_.size() && end == Bytes::npos; ++i) {
    if (head_[i] == '\0') return refuse(FileReason::binary, 1);
    if (head_[i] == '"') quoted = !quoted;
    if (!quoted && (head_[i] == '\n' || head_[i] == '\r')) end = i;
  }
  if (end == Bytes::npos) {
    return head_.size() <= limits_.row_bytes_max || refuse(FileReason::row_too_long, 1, limits_.row_bytes_max);
  }
  choose_separator(BytesView(head_).substr(0, end));
  const Bytes head = std::move(head_);
  return read(head) && read(bytes.substr(taken));
}

void CsvReader::choose_separator(BytesView first_line) {
  chosen_ = true;
  if (first_line.size() == 5 && first_line.substr(0, 4) == "sep=") {
    separator_ = first_line[4];
    return;
  }
  std::array<std::size_t, 3> counts{};
  constexpr std::array candidates{';', ',', '\t'};
  bool quoted = false;
  for (const char c : first_line) {
    if (c == '"') quoted = !quoted;
    for (std::size_t i = 0; i < candidates.size(); ++i)
      if (!quoted && c == candidates[i]) ++counts[i];
  }
  const auto best = std::max_element(counts.begin(), counts.end());
  separator_ = *best == 0 ? ';' : candidates[static_cast<std::size_t>(best - counts.begin())];
}

// How many of the first bytes are plain text of the field in hand.
std::size_t CsvReader::plain_run(BytesView bytes) const {
  std::size_t i = 0;
  if (at_ == At::quoted) {
    while (i < bytes.size() && bytes[i] != '"' && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\0') ++i;
  } else if (at_ == At::unquoted) {
    while (i < bytes.size() && bytes[i] != separator_ && bytes[i] != '"' && bytes[i] != '\n' && bytes[i] != '\r' &&
           bytes[i] != '\0')
      ++i;
  }
  return i;
}

bool CsvReader::append(BytesView run) {
  if (row_.bytes.size() - field_start_ + run.size() > limits_.field_bytes_max)
    return refuse(FileReason::field_too_long, at_ == At::quoted ? quote_line_ : row_.line, limits_.field_bytes_max);
  if (row_.bytes.size() + run.size() > limits_.row_bytes_max)
    return refuse(FileReason::row_too_long, row_.line, limits_.row_bytes_max);
  row_.bytes.append(run);
  return true;
}

bool CsvReader::read(BytesView bytes) {
  while (!bytes.empty()) {
    const std::size_t run = plain_run(bytes);
    if (run > 0) {
      after_cr_ = false;
      if (!append(bytes.substr(0, run))) return false;
      bytes.remove_prefix(run);
      continue;
    }
    if (!read_one(bytes.front())) return false;
    bytes.remove_prefix(1);
  }
  return true;
}

bool CsvReader::read_one(char c) {
  if (c == '\0') return refuse(FileReason::binary, line_);
  const bool second_half_of_crlf = after_cr_ && c == '\n';
  after_cr_ = c == '\r';
  if (at_ == At::quoted) {
    if (c == '"') {
      at_ = At::after_quote;
      return true;
    }
    if ((c == '\n' && !second_half_of_crlf) || c == '\r') ++line_;
    return append(BytesView(&c, 1));
  }
  if (at_ == At::after_quote && c == '"') {  // a doubled quote stands for one
    at_ = At::quoted;
    return append("\"");
  }
  if (second_half_of_crlf) return true;
  return read_unquoted(c);
}

bool CsvReader::read_unquoted(char c) {
  if (at_ == At::field_start && row_.size() == 0) row_.line = line_;
  if (c == separator_) return end_field();
  if (c == '\n' || c == '\r') return end_row();
  if (c == '"' && at_ == At::field_start) {
    at_ = At::quoted;
    quote_line_ = line_;
    return true;
  }
  if (c == '"' || at_ == At::after_quote) return refuse(FileReason::quote_misplaced, line_);
  at_ = At::unquoted;
  return append(BytesView(&c, 1));
}

bool CsvReader::end_field() {
  row_.end_field();
  field_start_ = row_.bytes.size();
  at_ = At::field_start;
  return row_.size() <= limits_.columns_max || refuse(FileReason::columns_too_many, row_.line, limits_.columns_max);
}

bool CsvReader::end_row() {
  const bool empty_line = row_.size() == 0 && at_ == At::field_start;
  if (!empty_line && !end_field()) return false;
  ++line_;
  at_ = At::field_start;
  field_start_ = 0;
  if (empty_line) return true;
  const bool excel_hint = row_.line == 1 && row_.size() <= 2 && row_.field(0).substr(0, 4) == "sep=";
  const bool go_on = excel_hint || sink_(row_);
  row_.clear();
  stopped_ = stopped_ || !go_on;
  return go_on;
}

}  // namespace tijdig::signal_ingest
