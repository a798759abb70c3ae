#include "libs/town/partner_files.h"

#include <fmt/format.h>

#include "libs/base/check.h"
#include "libs/domain/working_days.h"
#include "libs/town/error_rates.h"
#include "libs/town/file_style.h"
#include "libs/town/spelling.h"

namespace tijdig::town {
namespace {

constexpr int match_day = 25;
constexpr int february = 5;
constexpr std::size_t repeats_the_file = 0;     // De Goede Woning: the same bytes again
constexpr std::size_t repeats_the_rows = 3;     // Menzis: the same rows in another order
constexpr int wrong_entry_month = 2;            // November
constexpr std::size_t wrong_entry_partner = 5;  // Dunea

std::string file_name(Date received, std::size_t partner) {
  return fmt::format("{}_signals_{}.csv", received.to_string(), partners[partner].id);
}

template <class Item>
void shuffle(Random& chance, std::vector<Item>& items) {
  for (std::size_t i = items.size(); i > 1; --i)
    std::swap(items[i - 1], items[chance.below(static_cast<std::uint32_t>(i))]);
}

FileRow row_of(const Town& town, const Customers& customers, const Arrears& arrears) {
  const std::uint32_t adult = customers.holder(arrears.partner, arrears.household);
  const std::uint32_t door = customers.known_dwelling(arrears.partner, arrears.household, arrears.month);
  const CustomerRecord record = customer_record(town, arrears.partner, arrears.household, adult, door);
  FileRow row;
  row[Column::reference] = fmt::format("{}-{}", month_of(arrears.month).to_string(), record.number);
  row[Column::customer_number] = record.number;
  row[Column::bsn] = record.bsn;
  row[Column::surname] = record.surname;
  row[Column::prefix] = record.prefix;
  row[Column::initials] = record.initials;
  row[Column::first_name] = record.first_name;
  row[Column::birth_date] = record.birth_date;
  row[Column::street] = record.street;
  row[Column::house_number] = record.house_number;
  row[Column::house_letter] = record.house_letter;
  row[Column::house_addition] = record.house_addition;
  row[Column::postcode] = record.postcode;
  row[Column::town] = "Zoetermeer";
  row[Column::telephone] = record.telephone;
  row[Column::email] = record.email;
  row[Column::amount] = amount_text(style_of(arrears.partner), arrears.amount_cents);
  row[Column::arrears_origin_date] = arrears.origin.to_string();
  row[Column::signal_date] = arrears.signal_date.to_string();
  row[Column::crisis] = "nee";
  row[Column::legal_form] = record.legal_form;
  return row;
}

// One file in the making: the rows of a cell and what comes with them.
class Cell {
 public:
  Cell(const Town& town, const Customers& customers, int month, std::size_t partner)
      : town_(town),
        customers_(customers),
        month_(month),
        partner_(partner),
        style_(style_of(partner)),
        chance_(Random::of(town.seed, "file", static_cast<std::uint64_t>(month), partner)) {}

  void add(const Arrears& arrears) {
    last_ = arrears;
    rows_.push_back(row_of(town_, customers_, arrears));
  }

  void write_to(std::vector<TownFile>& files) {
    const Date received = delivery_date(partner_, month_);
    const Date next = plus_working_days(received.plus_days(1), 0);
    TIJDIG_CHECK(next.day() < match_day && next.month() == month_of(month_));
    const std::vector<FileRow> corrections = corrections_of_some();
    std::vector<FileRow> all = rows_;
    for (const FileRow& row : rows_)
      if (chance_.hits(row_repeated_permille)) all.push_back(row);
    add_refused(all);
    shuffle(chance_, all);
    const std::string bytes = written(style_, all);
    files.push_back({received, file_name(received, partner_), bytes});
    if (!corrections.empty()) files.push_back({next, file_name(next, partner_), written(style_, corrections)});
    if (month_ != february || (partner_ != repeats_the_file && partner_ != repeats_the_rows)) return;
    const Date again = Date(received.year(), received.month_number(), 20);
    if (partner_ == repeats_the_rows) shuffle(chance_, all);
    files.push_back({again, file_name(again, partner_), written(style_, all)});
  }

 private:
  // The first delivery says something else than the truth; the correction says what `year` says.
  std::vector<FileRow> corrections_of_some() {
    std::vector<FileRow> corrections;
    if (!style_.has(Column::row_kind)) return corrections;
    const bool wrong_entry = month_ == wrong_entry_month && partner_ == wrong_entry_partner;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const bool absurd = wrong_entry && i == rows_.size() / 2;
      if (!absurd && !chance_.hits(row_corrected_permille)) continue;
      FileRow corrected = rows_[i];
      corrected[Column::row_kind] = "correctie";
      corrections.push_back(corrected);
      const PartnerRates& rates = partners[partner_];
      const std::uint32_t first_said = absurd ? wrong_entry_cents : rates.amount_cents_min + chance_.below(10'000);
      rows_[i][Column::amount] = amount_text(style_, first_said);
    }
    return corrections;
  }

  void add_refused(std::vector<FileRow>& all) {
    const std::uint32_t below_threshold = 1 + chance_.below(3);
    for (std::uint32_t i = 0; i < below_threshold; ++i) {
      FileRow row = stranger();
      row[Column::amount] = amount_text(style_, 300 + chance_.below(4'700));
      all.push_back(row);
    }
    if (style_.has(Column::legal_form)) {
      FileRow row = stranger();
      row[Column::surname] = "Bakkerij De Meerpolder B.V.";
      row[Column::prefix] = row[Column::initials] = row[Column::first_name] = row[Column::birth_date] = "";
      row[Column::legal_form] = "rechtspersoon";
      all.push_back(row);
    }
    if (chance_.hits(500)) all.push_back(malformed());
  }

  FileRow malformed() {
    FileRow row = stranger();
    switch (chance_.below(4)) {
      case 0:
        row[Column::postcode] = "27I1 A";
        break;
      case 1:
        row[Column::amount].clear();
        break;
      case 2:
        row[Column::arrears_origin_date] = "2018-02-30";
        break;
      default:
        row[Column::postcode].clear();
        break;
    }
    return row;
  }

  // A customer who is in nobody's cell this month: same partner, other household, own reference.
  FileRow stranger() {
    Arrears other = last_;
    do {
      other.household = chance_.below(static_cast<std::uint32_t>(town_.households.size()));
    } while (!customers_.reportable(partner_, other.household, month_));
    FileRow row = row_of(town_, customers_, other);
    row[Column::reference] = fmt::format("X{}-{}", month_of(month_).to_string(), ++strangers_);
    return row;
  }

  const Town& town_;
  const Customers& customers_;
  int month_;
  std::size_t partner_;
  const FileStyle& style_;
  Random chance_;
  std::vector<FileRow> rows_;
  Arrears last_;
  int strangers_ = 0;
};

}  // namespace

std::vector<TownFile> partner_files(const Town& town, const Customers& customers, const std::vector<Arrears>& year) {
  std::vector<TownFile> files;
  for (std::size_t begin = 0; begin < year.size();) {
    Cell cell(town, customers, year[begin].month, year[begin].partner);
    std::size_t end = begin;
    while (end < year.size() && year[end].month == year[begin].month && year[end].partner == year[begin].partner)
      cell.add(year[end++]);
    cell.write_to(files);
    begin = end;
  }
  return files;
}

}  // namespace tijdig::town
