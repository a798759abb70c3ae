#include "libs/town/file_style.h"

#include <fmt/format.h>

#include <algorithm>

#include "libs/base/csv_cell.h"
#include "libs/town/rates.h"
#include "libs/town/text_forms.h"

namespace tijdig::town {
namespace {

using enum Column;

using Columns = std::vector<Column>;

const Columns de_goede_woning = {
    customer_number, surname,  prefix, initials,  birth_date, street, house_number,        house_letter,
    house_addition,  postcode, town,   telephone, email,      amount, arrears_origin_date, signal_date};
const Columns vestia = {reference, customer_number,     surname,      prefix,         initials, first_name, birth_date,
                        street,    house_number,        house_letter, house_addition, postcode, town,       telephone,
                        amount,    arrears_origin_date, signal_date};
const Columns vidomes = {customer_number, surname,  prefix,    initials, birth_date, house_number,        house_letter,
                         house_addition,  postcode, telephone, email,    amount,     arrears_origin_date, signal_date};
const Columns menzis = {reference,  row_kind,   customer_number, bsn,          surname,      prefix,
                        initials,   birth_date, street,          house_number, house_letter, house_addition,
                        postcode,   town,       telephone,       email,        amount,       arrears_origin_date,
                        signal_date};
const Columns zorg_en_zekerheid = {
    customer_number, surname,  prefix,    initials, birth_date,          house_number, house_letter,
    house_addition,  postcode, telephone, amount,   arrears_origin_date, signal_date};
const Columns dunea = {reference, row_kind,     customer_number,     surname,        prefix,    initials, birth_date,
                       street,    house_number, house_letter,        house_addition, postcode,  town,     telephone,
                       email,     amount,       arrears_origin_date, signal_date,    legal_form};
const Columns eneco = {
    reference,           customer_number, surname,        prefix,    initials, first_name, birth_date, street,
    house_number,        house_letter,    house_addition, postcode,  town,     telephone,  email,      amount,
    arrears_origin_date, signal_date,     crisis,         legal_form};

// In the order of `partners` (rates.h).
std::vector<FileStyle> all_styles() {
  std::vector<FileStyle> styles(partners_count);
  const Columns* columns[] = {&de_goede_woning, &vestia, &vidomes, &menzis, &zorg_en_zekerheid, &dunea, &eneco};
  for (std::size_t p = 0; p < partners_count; ++p) styles[p].columns = *columns[p];
  styles[0].byte_order_mark = true;
  styles[1].windows_1252 = true;
  styles[2].separator = ',';
  styles[2].carriage_return = false;
  styles[2].decimal_comma = false;
  styles[2].quote_all = true;
  styles[3].decimal_comma = false;
  styles[4].separator = '\t';
  styles[4].carriage_return = false;
  styles[5].windows_1252 = true;
  styles[6].separator = ',';
  styles[6].decimal_comma = false;
  return styles;
}

void append_field(std::string& out, const FileStyle& style, const std::string& text) {
  out += style.quote_all ? csv_quoted(text) : csv_cell(text, style.separator);
}

}  // namespace

bool FileStyle::has(Column column) const { return std::find(columns.begin(), columns.end(), column) != columns.end(); }

const FileStyle& style_of(std::size_t partner) {
  static const std::vector<FileStyle> styles = all_styles();
  return styles.at(partner);
}

std::string amount_text(const FileStyle& style, std::uint32_t cents) {
  return fmt::format("{}{}{:02}", cents / 100, style.decimal_comma ? ',' : '.', cents % 100);
}

std::string written(const FileStyle& style, std::span<const FileRow> rows) {
  std::string out;
  const std::string_view line_end = style.carriage_return ? "\r\n" : "\n";
  for (std::size_t c = 0; c < style.columns.size(); ++c) {
    if (c > 0) out.push_back(style.separator);
    append_field(out, style, std::string(column_name(style.columns[c])));
  }
  out += line_end;
  for (const FileRow& row : rows) {
    for (std::size_t c = 0; c < style.columns.size(); ++c) {
      if (c > 0) out.push_back(style.separator);
      append_field(out, style, row[style.columns[c]]);
    }
    out += line_end;
  }
  if (style.windows_1252) out = to_windows_1252(out);
  return style.byte_order_mark ? "\xef\xbb\xbf" + out : out;
}

}  // namespace tijdig::town
