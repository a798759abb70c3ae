#include "services/signal_ingest/delivery_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include "services/signal_ingest/field_text.h"

namespace tijdig::signal_ingest {
namespace {

constexpr std::size_t first_bytes_max = 1024;
constexpr BytesView utf8_mark = "\xEF\xBB\xBF";

struct Magic {
  BytesView bytes;
  FileReason reason;
};

constexpr std::array magics{
    Magic{"PK\x03\x04", FileReason::zip},
    Magic{"PK\x05\x06", FileReason::zip},
    Magic{"\x1F\x8B", FileReason::gzip},
    Magic{"\xD0\xCF\x11\xE0", FileReason::excel},
    Magic{"%PDF", FileReason::pdf},
    Magic{"7z\xBC\xAF\x27\x1C", FileReason::archive},
    Magic{"BZh", FileReason::archive},
    Magic{"\xFD"
          "7zXZ",
          FileReason::archive},
    Magic{"Rar!", FileReason::archive},
    Magic{"\x28\xB5\x2F\xFD", FileReason::archive},
    Magic{"\xFF\xFE", FileReason::utf16},
    Magic{"\xFE\xFF", FileReason::utf16},
    Magic{"<?xml", FileReason::markup},
    Magic{"<!DOCTYPE", FileReason::markup},
    Magic{"<html", FileReason::markup},
    Magic{"<HTML", FileReason::markup},
};

}  // namespace

std::optional<FileReason> foreign_format(BytesView first) {
  for (const Magic& magic : magics) {
    if (first.substr(0, magic.bytes.size()) != magic.bytes) continue;
    const bool workbook = first.find("[Content_Types]") != BytesView::npos || first.find("xl/") != BytesView::npos;
    return magic.reason == FileReason::zip && workbook ? FileReason::excel : magic.reason;
  }
  return std::nullopt;
}

DeliveryReader::DeliveryReader(Format format, const Limits& limits) : format_(format), limits_(limits) {
  crypto_generichash_init(&hash_, nullptr, 0, read_.content.size());
}

bool DeliveryReader::refuse(FileProblem problem) {
  read_.problems.push_back(std::move(problem));
  return false;
}

bool DeliveryReader::feed(BytesView bytes) {
  if (!read_.problems.empty()) return false;
  read_.bytes += bytes.size();
  if (read_.bytes > limits_.file_bytes_max)
    return refuse({FileReason::file_too_large, 0, "", static_cast<std::int64_t>(limits_.file_bytes_max)});
  crypto_generichash_update(&hash_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  if (begun_) return feed_reader(bytes);
  first_bytes_.append(bytes);
  return first_bytes_.size() < first_bytes_max || begin();
}

bool DeliveryReader::begin() {
  begun_ = true;
  if (const auto reason = foreign_format(first_bytes_)) return refuse({*reason, 0, "", 0});
  BytesView first = first_bytes_;
  if (first.substr(0, utf8_mark.size()) == utf8_mark) {
    encoding_.decide_utf8();
    first.remove_prefix(utf8_mark.size());
  }
  const auto at = first.find_first_not_of(" \t\r\n");
  if (at == BytesView::npos && first.size() < first_bytes_max) return refuse({FileReason::empty, 0, "", 0});
  const char start = at == BytesView::npos ? ' ' : first[at];
  if (format_ == Format::by_content) format_ = start == '{' || start == '[' ? Format::ndjson : Format::csv;
  if (format_ == Format::ndjson) {
    json_ = std::make_unique<JsonReader>(limits_, [this](JsonRow& row) { return take(row); });
  } else {
    csv_ = std::make_unique<CsvReader>(limits_, [this](CsvRow& row) { return take(row); });
  }
  const bool go_on = feed_reader(first);
  first_bytes_ = {};
  return go_on;
}

bool DeliveryReader::feed_reader(BytesView bytes) {
  const bool go_on = csv_ ? csv_->feed(bytes) : json_->feed(bytes);
  const auto& problem = csv_ ? csv_->problem() : json_->problem();
  return problem ? refuse(*problem) : go_on;
}

bool DeliveryReader::room_for_row(std::uint32_t line) {
  return read_.draft.rows() < limits_.rows_max ||
         refuse({FileReason::rows_too_many, line, "", static_cast<std::int64_t>(limits_.rows_max)});
}

bool DeliveryReader::take(CsvRow& row) {
  if (const auto reason = encoding_.to_utf8(row)) return refuse({*reason, row.line, "", 0});
  if (header_.size() == 0) {
    auto problems = header_.read(row);
    read_.excess_columns = header_.excess_columns();
    read_.near_misses = header_.near_misses();
    for (FileProblem& problem : problems) read_.problems.push_back(std::move(problem));
    return read_.problems.empty();
  }
  return room_for_row(row.line) && take_fields(row);
}

bool DeliveryReader::take_fields(const CsvRow& row) {
  std::size_t fields = row.size();
  while (fields > header_.size() && row.field(fields - 1).empty()) --fields;  // separators at the end of a line
  const bool blank = std::all_of(row.ends.begin(), row.ends.end(),
                                 [&row, i = std::size_t{0}](auto) mutable { return trimmed(row.field(i++)).empty(); });
  if (blank) return true;  // a spreadsheet writes empty rows as ;;;;
  if (fields < header_.size() && !row.ended) return refuse({FileReason::truncated, row.line, "", 0});
  read_.draft.begin_row(row.line);
  if (fields != header_.size()) {
    read_.draft.set_form_problem(info_of(Reason::columns_wrong).code);
    return true;
  }
  for (std::size_t i = 0; i < header_.size(); ++i) {
    const auto column = header_.column_at(i);
    if (!column || is_dropped(*column)) continue;
    read_.draft.add(*column, row.field(i));
    if (*column == Column::partner) see_partner(row.field(i));
  }
  return true;
}

bool DeliveryReader::take(JsonRow& row) {
  if (!room_for_row(row.line)) return false;
  read_.draft.begin_row(row.line);
  if (row.problem) read_.draft.set_form_problem(info_of(*row.problem).code);
  for (std::size_t c = 0; c < row.fields.size() && !row.problem; ++c) {
    const auto column = static_cast<Column>(c);
    if (is_dropped(column)) continue;
    read_.draft.add(column, row.fields[c]);
    if (column == Column::partner) see_partner(row.fields[c]);
  }
  return true;
}

void DeliveryReader::see_partner(BytesView text) {
  const std::string partner = lower_ascii(trimmed(text));
  if (partner.empty() || partner == read_.partner) return;
  if (read_.partner.empty())
    read_.partner = partner;
  else if (read_.problems.empty())
    read_.problems.push_back(
        {FileReason::several_partners, read_.draft.last_line(), std::string(column_name(Column::partner)), 0});
}

ReadDelivery DeliveryReader::finish() {
  if (read_.problems.empty() && !begun_) begin();
  if (read_.problems.empty()) {
    if (csv_)
      csv_->finish();
    else
      json_->finish();
    const auto& problem = csv_ ? csv_->problem() : json_->problem();
    if (problem) refuse(*problem);
  }
  if (json_) read_.excess_columns = json_->excess_names();
  read_.encoding = json_ && encoding_.found() == Encoding::ascii ? Encoding::utf8 : encoding_.found();
  const bool only_header = read_.problems.empty() && read_.draft.rows() == 0;
  if (only_header) refuse({csv_ && header_.size() == 0 ? FileReason::empty : FileReason::no_rows, 0, "", 0});
  crypto_generichash_final(&hash_, read_.content.data(), read_.content.size());
  return std::move(read_);
}

}  // namespace tijdig::signal_ingest
