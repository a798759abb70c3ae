#include "services/signal_ingest/json_reader.h"

#include <simdjson.h>

#include <algorithm>

#include "services/signal_ingest/header.h"

namespace tijdig::signal_ingest {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr BytesView blanks = " \t\r";
constexpr std::size_t excess_names_max = 100;

BytesView without_blanks(BytesView text) {
  const auto first = text.find_first_not_of(blanks);
  if (first == BytesView::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// Three decimals look like thousands to who reads a CSV: 99.125 is no EUR 99,125. With one zero more it is the same
// number and no amount, here and when the refused row comes back as a CSV.
void keep_from_looking_like_thousands(Bytes& number) {
  const auto point = number.find('.');
  if (point != Bytes::npos && number.size() - point - 1 == 3) number.push_back('0');
}

// A scalar as the text a CSV would have held.
std::optional<Reason> scalar_text(ondemand::value value, Bytes& out) {
  ondemand::json_type type{};
  if (value.type().get(type) != simdjson::SUCCESS) return Reason::json_malformed;
  if (type == ondemand::json_type::array || type == ondemand::json_type::object) return Reason::json_nested;
  if (type == ondemand::json_type::string) {
    std::string_view text;
    if (value.get_string().get(text) != simdjson::SUCCESS) return Reason::json_malformed;
    out = text;
    return std::nullopt;
  }
  if (type == ondemand::json_type::number) {
    out = without_blanks(value.raw_json_token());
    const bool is_number = out.find_first_not_of("0123456789+-.eE") == Bytes::npos;
    keep_from_looking_like_thousands(out);
    return is_number ? std::nullopt : std::optional(Reason::json_malformed);
  }
  if (type == ondemand::json_type::boolean) {
    bool yes = false;
    if (value.get_bool().get(yes) != simdjson::SUCCESS) return Reason::json_malformed;
    out = yes ? "ja" : "nee";
    return std::nullopt;
  }
  return value.is_null() ? std::nullopt : std::optional(Reason::json_malformed);
}

}  // namespace

struct JsonReader::Parser {
  ondemand::parser parser;
};

JsonReader::JsonReader(const Limits& limits, Sink sink)
    : limits_(limits), sink_(std::move(sink)), parser_(std::make_unique<Parser>()) {}
JsonReader::~JsonReader() = default;

bool JsonReader::refuse(FileReason reason, std::size_t number) {
  problem_ = FileProblem{reason, line_, "", static_cast<std::int64_t>(number)};
  stopped_ = true;
  return false;
}

bool JsonReader::feed(BytesView bytes) {
  if (stopped_) return false;
  while (!bytes.empty()) {
    const auto end = bytes.find('\n');
    const BytesView piece = bytes.substr(0, end);
    if (piece.find('\0') != BytesView::npos) return refuse(FileReason::binary);
    if (line_bytes_.size() + piece.size() > limits_.row_bytes_max)
      return refuse(FileReason::row_too_long, limits_.row_bytes_max);
    line_bytes_.append(piece);
    if (end == BytesView::npos) return true;
    if (!end_line(false)) return false;
    bytes.remove_prefix(end + 1);
  }
  return true;
}

void JsonReader::finish() {
  if (!stopped_ && !end_line(true)) stopped_ = true;
}

bool JsonReader::end_line(bool last) {
  if (!without_blanks(line_bytes_).empty()) {
    if (without_blanks(line_bytes_).front() == '[') return refuse(FileReason::json_array);
    if (!simdjson::validate_utf8(line_bytes_.data(), line_bytes_.size())) return refuse(FileReason::encoding_unknown);
    JsonRow row;
    row.line = line_;
    row.problem = read_object(row);
    if (last && row.problem == Reason::json_malformed) return refuse(FileReason::truncated);
    if (!sink_(row)) {
      stopped_ = true;
      return false;
    }
  }
  line_bytes_.clear();
  ++line_;
  return true;
}

std::optional<Reason> JsonReader::read_object(JsonRow& row) {
  std::array<bool, static_cast<std::size_t>(Column::count_)> seen{};
  line_bytes_.reserve(line_bytes_.size() + simdjson::SIMDJSON_PADDING);
  ondemand::document document;
  ondemand::object object;
  const simdjson::padded_string_view json(line_bytes_.data(), line_bytes_.size(), line_bytes_.capacity());
  if (parser_->parser.iterate(json).get(document) != simdjson::SUCCESS) return Reason::json_malformed;
  if (document.get_object().get(object) != simdjson::SUCCESS) return Reason::json_malformed;
  std::optional<Reason> problem;
  for (auto item : object) {
    ondemand::field field;
    if (std::move(item).get(field) != simdjson::SUCCESS) return Reason::json_malformed;
    std::string_view name;
    if (field.unescaped_key().get(name) != simdjson::SUCCESS) return Reason::json_malformed;
    const auto column = column_named(name);
    Bytes dropped;
    Bytes& into = column ? row.fields[static_cast<std::size_t>(*column)] : dropped;
    if (!column && excess_.size() < excess_names_max) excess_.emplace(name.substr(0, 64));
    const bool twice = column && seen[static_cast<std::size_t>(*column)];
    if (column) seen[static_cast<std::size_t>(*column)] = true;
    const auto wrong = scalar_text(field.value(), into);
    if (wrong == Reason::json_malformed) return wrong;
    const bool nested_excess = wrong == Reason::json_nested && !column;  // dropped whole, whatever it holds
    if (!problem && twice) problem = Reason::json_duplicate_name;
    if (!problem && !nested_excess) problem = wrong;
  }
  const bool nothing_more = document.current_location().error() == simdjson::OUT_OF_BOUNDS;
  return nothing_more ? problem : std::optional(Reason::json_malformed);
}

}  // namespace tijdig::signal_ingest
