#include "services/tijdig/doors/table_file.h"

#include "services/signal_ingest/csv_reader.h"
#include "services/signal_ingest/field_text.h"
#include "services/signal_ingest/text_encoding.h"

namespace tijdig::doors {
namespace {

using signal_ingest::CsvReader;
using signal_ingest::CsvRow;
using signal_ingest::FileProblem;
using signal_ingest::FileReason;

constexpr std::size_t table_bytes_max = std::size_t{128} << 20;
constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

Problem in_words(const FileProblem& problem) {
  return {problem.line, problem.field, std::string(signal_ingest::info_of(problem.reason).code),
          signal_ingest::advice_of(problem)};
}

// Takes the rows of one file: the first is the header, the others become TableRows.
class Collector {
 public:
  Collector(const std::vector<std::string>& required, TableFile& into) : required_(required), into_(into) {}

  bool take(CsvRow& row) {
    if (const auto wrong = encoding_.to_utf8(row)) {
      into_.problems.push_back(in_words({*wrong, row.line, "", 0}));
      return false;
    }
    if (into_.places.empty()) return take_header(row);
    if (row.size() != columns_) {
      into_.problems.push_back(
          {row.line, "", "columns_wrong", "Deze regel heeft een ander aantal kolommen dan de kop."});
      return true;
    }
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < row.size(); ++i) cells.emplace_back(signal_ingest::trimmed(row.field(i)));
    into_.rows.emplace_back(row.line, std::move(cells), &into_.places);
    return true;
  }

  void decide_utf8() { encoding_.decide_utf8(); }
  bool has_header() const { return !into_.places.empty(); }

 private:
  bool take_header(const CsvRow& row) {
    columns_ = row.size();
    for (std::size_t i = 0; i < row.size(); ++i)
      into_.places.emplace(signal_ingest::lower_ascii(signal_ingest::trimmed(row.field(i))), i);
    for (const std::string& name : required_)
      if (into_.places.count(name) == 0)
        into_.problems.push_back({row.line, name, "column_missing", "Deze kolom moet in de kop staan."});
    return into_.problems.empty();
  }

  const std::vector<std::string>& required_;
  TableFile& into_;
  signal_ingest::TextEncoding encoding_;
  std::size_t columns_ = 0;
};

}  // namespace

std::string_view TableRow::at(const std::string& column) const {
  const auto place = places_->find(column);
  return place == places_->end() ? std::string_view{} : std::string_view(cells_[place->second]);
}

void read_table(BytesView bytes, const std::vector<std::string>& required, TableFile& into) {
  Collector collector(required, into);
  if (bytes.size() > table_bytes_max) {
    into.problems.push_back(in_words({FileReason::file_too_large, 0, "", table_bytes_max >> 20}));
    return;
  }
  if (bytes.substr(0, utf8_mark.size()) == utf8_mark) {
    bytes.remove_prefix(utf8_mark.size());
    collector.decide_utf8();
  }
  CsvReader reader(signal_ingest::Limits{}, [&](CsvRow& row) { return collector.take(row); });
  if (reader.feed(bytes)) reader.finish();
  if (reader.problem()) into.problems.push_back(in_words(*reader.problem()));
  if (into.problems.empty() && !collector.has_header())
    into.problems.push_back(in_words({FileReason::empty, 0, "", 0}));
}

void RowCheck::refuse(const std::string& column, std::string reason, std::string advice) {
  problems_.push_back({row_.line(), column, std::move(reason), std::move(advice)});
  ok_ = false;
}

bool RowCheck::yes_no(const std::string& column) {
  const auto answer = signal_ingest::parse_yes_no(row_.at(column));
  if (!answer) refuse(column, "yes_no_malformed", "Verwacht: ja, nee of leeg.");
  return answer.value_or(false);
}

Date RowCheck::date(const std::string& column) {
  const auto day = optional_date(column);
  if (!day && row_.at(column).empty()) refuse(column, "missing", "Verwacht: een datum als 2018-10-25.");
  return day.value_or(Date());
}

std::optional<Date> RowCheck::optional_date(const std::string& column) {
  if (row_.at(column).empty()) return std::nullopt;
  const auto day = signal_ingest::parse_partner_date(row_.at(column));
  if (day) return *day;
  refuse(column, "date_malformed", "Verwacht: een bestaande datum als 2018-10-25 of 25-10-2018.");
  return std::nullopt;
}

Address RowCheck::address() {
  Address address;
  if (auto postcode = Postcode::parse(row_.at("postcode")))
    address.postcode = *postcode;
  else
    refuse("postcode", "postcode_malformed", "Verwacht: vier cijfers en twee letters, zoals 2711AB.");
  auto house = HouseNumber::parse(row_.at("huisnummer"), row_.at("huisletter"), row_.at("huisnummertoevoeging"));
  if (house)
    address.house = *house;
  else
    refuse("huisnummer", "house_number_malformed",
           "Verwacht: een nummer van 1 tot 99999, met letter en toevoeging apart.");
  return address;
}

std::optional<Bsn> RowCheck::optional_bsn(const std::string& column) {
  if (row_.at(column).empty()) return std::nullopt;
  auto bsn = Bsn::parse(row_.at(column));
  if (bsn) return *bsn;
  refuse(column, "bsn_invalid", "Verwacht: negen cijfers die aan de elfproef voldoen, of leeg.");
  return std::nullopt;
}

std::vector<std::string> RowCheck::several(const std::string& column) {
  std::vector<std::string> words;
  std::string_view rest = row_.at(column);
  while (!rest.empty()) {
    const std::size_t bar = rest.find('|');
    const std::string_view word = signal_ingest::trimmed(rest.substr(0, bar));
    if (!word.empty()) words.emplace_back(word);
    rest = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 1);
  }
  return words;
}

}  // namespace tijdig::doors
