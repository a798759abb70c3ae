#include "services/tijdig/doors/table_file.h"

#include <algorithm>

#include "libs/base/nearest_word.h"
#include "services/signal_ingest/delivery_reader.h"
#include "services/signal_ingest/field_text.h"
#include "services/signal_ingest/text_encoding.h"

namespace tijdig::doors {
namespace {

using signal_ingest::CsvReader;
using signal_ingest::CsvRow;
using signal_ingest::FileProblem;
using signal_ingest::FileReason;

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
// As for the columns of partners (services/signal_ingest/header.cc).
constexpr std::size_t near_edits_max = 2;
constexpr std::size_t near_letters_min = 5;

bool holds(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// What is wrong with the first line, all of it.
class HeaderCheck {
 public:
  HeaderCheck(const TableColumns& columns, std::uint32_t line, Problems& problems)
      : columns_(columns), line_(line), problems_(problems) {}

  TableRow::Places read(const CsvRow& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string name = signal_ingest::lower_ascii(signal_ingest::trimmed(row.field(i)));
      if (!holds(columns_.required, name) && !holds(columns_.optional, name))
        unknown_.emplace_back(i + 1, name);
      else if (!places_.emplace(name, i).second && !holds(double_, name))
        double_.push_back(name);
    }
    for (const std::string& name : double_) refuse(FileReason::column_double, name);
    for (const std::string& name : columns_.required)
      if (!is_there(name) && !is_misspelt(name)) refuse(FileReason::column_missing, name);
    for (const std::string& name : columns_.optional)
      if (!is_there(name)) is_misspelt(name);
    check_what_goes_together();
    return std::move(places_);
  }

 private:
  bool is_there(const std::string& name) const { return places_.count(name) > 0; }

  void refuse(FileReason reason, const std::string& name) { problems_.add(in_words({reason, line_, name, 0})); }

  // Tells it, too.
  bool is_misspelt(const std::string& name) {
    for (const auto& [position, said] : unknown_)
      if (said.size() >= near_letters_min && edits_between(said, name) <= near_edits_max) {
        problems_.add({line_, name, "column_misspelt",
                       "De naam van kolom " + std::to_string(position) +
                           " lijkt op deze, die er niet staat. Verbeter hem, of geef die kolom een heel andere naam."});
        misspelt_.push_back(name);
        return true;
      }
    return false;
  }

  void check_what_goes_together() {
    const auto meant = [&](const std::string& name) { return is_there(name) || holds(misspelt_, name); };
    if (!columns_.any_of.empty() && std::none_of(columns_.any_of.begin(), columns_.any_of.end(), meant)) {
      std::string names;
      for (const std::string& name : columns_.any_of) names += (names.empty() ? "" : " of ") + name;
      problems_.add({line_, columns_.any_of.front(), "column_missing", "Verwacht: de kolom " + names + ", of beide."});
      return;
    }
    std::vector<std::string> told;
    for (const auto& [name, other] : columns_.needs_other) {
      if (!is_there(name) || meant(other) || holds(told, other)) continue;
      problems_.add({line_, other, "column_missing",
                     "Zonder deze kolom is de kolom " + name + " niet te begrijpen. Voeg haar toe."});
      told.push_back(other);
    }
  }

  const TableColumns& columns_;
  std::uint32_t line_;
  Problems& problems_;
  TableRow::Places places_;
  std::vector<std::pair<std::size_t, std::string>> unknown_;  // position from 1, as a spreadsheet counts
  std::vector<std::string> double_;
  std::vector<std::string> misspelt_;
};

// Takes the rows of one file: the first is the header, the others become TableRows.
class Collector {
 public:
  using Take = std::function<void(const TableRow&)>;
  Collector(const TableColumns& columns, Problems& problems, const Take& take)
      : columns_(columns), problems_(problems), take_(take) {}

  bool take(CsvRow& row) {
    if (const auto wrong = encoding_.to_utf8(row)) {
      problems_.add_last({*wrong, row.line, "", 0});
      return false;
    }
    if (width_ == 0) return take_header(row);
    if (++rows_ > table_rows_max) {
      problems_.add_last({FileReason::rows_too_many, row.line, "", table_rows_max});
      return false;
    }
    if (row.size() != width_)
      problems_.add({row.line, "", "columns_wrong", "Deze regel heeft een ander aantal kolommen dan de kop."});
    else
      take_(TableRow(row, places_));
    return true;
  }

  void decide_utf8() { encoding_.decide_utf8(); }
  bool has_header() const { return width_ > 0; }

 private:
  bool take_header(const CsvRow& row) {
    width_ = row.size();
    places_ = HeaderCheck(columns_, row.line, problems_).read(row);
    return !problems_.any();
  }

  const TableColumns& columns_;
  Problems& problems_;
  const Take& take_;
  signal_ingest::TextEncoding encoding_;
  TableRow::Places places_;
  std::size_t width_ = 0;
  std::uint32_t rows_ = 0;
};

}  // namespace

Problem in_words(const FileProblem& problem) {
  return {problem.line, problem.field, std::string(signal_ingest::info_of(problem.reason).code),
          signal_ingest::advice_of(problem)};
}

void Problems::add(Problem problem) {
  if (kept_.size() < problems_max)
    kept_.push_back(std::move(problem));
  else
    ++more_;
}

std::vector<Problem> Problems::told() && {
  std::stable_sort(kept_.begin(), kept_.end(),
                   [](const Problem& one, const Problem& other) { return one.line < other.line; });
  if (more_ > 0)
    kept_.push_back({0, "", "more_problems",
                     "Er zijn nog " + std::to_string(more_) +
                         " problemen in dit bestand. Verbeter eerst deze; vaak hebben zij dezelfde oorzaak."});
  return std::move(kept_);
}

std::string_view TableRow::at(std::string_view column) const {
  const auto place = places_.find(column);
  return place == places_.end() ? std::string_view{} : signal_ingest::trimmed(row_.field(place->second));
}

void read_table(const TableContent& content, const TableColumns& columns, Problems& problems,
                const std::function<void(const TableRow&)>& take) {
  Collector collector(columns, problems, take);
  CsvReader reader(signal_ingest::Limits{}, [&](CsvRow& row) { return collector.take(row); });
  bool begun = false;
  std::optional<FileProblem> wrong;
  const auto unreadable = content.each_piece([&](BytesView piece) {
    if (!begun) {
      if (const auto reason = signal_ingest::foreign_format(piece)) {
        wrong = FileProblem{*reason, 0, "", 0};
        return false;
      }
      if (piece.substr(0, utf8_mark.size()) == utf8_mark) {
        piece.remove_prefix(utf8_mark.size());
        collector.decide_utf8();
      }
    }
    begun = true;
    return reader.feed(piece);
  });
  if (unreadable) wrong = unreadable;
  if (!wrong) {
    reader.finish();
    wrong = reader.problem();
  }
  if (wrong) problems.add_last(*wrong);
  if (!problems.any() && !collector.has_header()) problems.add_last({FileReason::empty, 0, "", 0});
}

void RowCheck::refuse(const std::string& column, std::string reason, std::string advice) {
  problems_.add({row_.line(), column, std::move(reason), std::move(advice)});
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
