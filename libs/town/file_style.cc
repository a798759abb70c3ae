#include "libs/town/file_style.h"

#include <fmt/format.h>

#include <algorithm>

#include "libs/town/rates.h"
#include "libs/town/text_forms.h"

namespace tijdig::town {
namespace {

using enum Column;

std::vector<FileStyle> all_styles() {
  std::vector<FileStyle> styles(partners_count);
  styles[0] = {';',
               false,
               true,
               true,
               true,
               false,
               {customer_number, surname, prefix, initials, birth_date, street, house_number, house_letter,
                house_addition, postcode, town, telephone, email, amount, arrears_origin_date, signal_date}};
  styles[1] = {';',
               true,
               false,
               true,
               true,
               false,
               {reference, customer_number, surname, prefix, initials, first_name, birth_date, street, house_number,
                house_letter, house_addition, postcode, town, telephone, amount, arrears_origin_date, signal_date}};
  styles[2] = {',',
               false,
               false,
               false,
               false,
               true,
               {customer_number, surname, prefix, initials, birth_date, house_number, house_letter, house_addition,
                postcode, telephone, email, amount, arrears_origin_date, signal_date}};
  styles[3] = {
      ';',
      false,
      false,
      true,
      false,
      false,
      {reference, row_kind, customer_number, bsn, surname, prefix, initials, birth_date, street, house_number,
       house_letter, house_addition, postcode, town, telephone, email, amount, arrears_origin_date, signal_date}};
  styles[4] = {'\t',
               false,
               false,
               false,
               true,
               false,
               {customer_number, surname, prefix, initials, birth_date, house_number, house_letter, house_addition,
                postcode, telephone, amount, arrears_origin_date, signal_date}};
  styles[5] = {
      ';',
      true,
      false,
      true,
      true,
      false,
      {reference, row_kind, customer_number, surname, prefix, initials, birth_date, street, house_number, house_letter,
       house_addition, postcode, town, telephone, email, amount, arrears_origin_date, signal_date, legal_form}};
  styles[6] = {
      ',',
      false,
      false,
      true,
      false,
      false,
      {reference,           customer_number, surname,        prefix,    initials, first_name, birth_date, street,
       house_number,        house_letter,    house_addition, postcode,  town,     telephone,  email,      amount,
       arrears_origin_date, signal_date,     crisis,         legal_form}};
  return styles;
}

void append_field(std::string& out, const FileStyle& style, const std::string& text) {
  const bool quote =
      style.quote_all || text.find_first_of(std::string("\"\r\n") + style.separator) != std::string::npos;
  if (!quote) {
    out += text;
    return;
  }
  out.push_back('"');
  for (char c : text) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  out.push_back('"');
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
