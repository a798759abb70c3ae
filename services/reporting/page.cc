#include "services/reporting/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "services/reporting/small_counts.h"

namespace tijdig::reporting {
namespace {

constexpr int bar_width = 1000;

// Words of code that a reader meets as the name of a row or column.
constexpr std::array<std::pair<std::string_view, std::string_view>, 20> dutch_words{{
    {"n", "aantal"},
    {"%", "aandeel (%)"},
    {"min", "laagste"},
    {"max", "hoogste"},
    {"mean", "gemiddeld"},
    {"same_month", "zelfde maand"},
    {"three_months", "drie maanden"},
    {"single", "alleenstaand"},
    {"single_with_children", "alleenstaand met kinderen"},
    {"couple", "paar"},
    {"couple_with_children", "paar met kinderen"},
    {"adjustment", "aanpassing"},
    {"survival", "overleven"},
    {"compensation", "compensatie"},
    {"behaviour", "gedrag"},
    {"language", "taal"},
    {"physical", "lichamelijk"},
    {"mental", "psychisch"},
    {"family", "gezin"},
    {"onbekend", "onbekend"},
}};

std::string dutch_word(std::string_view word) {
  for (const auto& [code, dutch] : dutch_words)
    if (code == word) return std::string(dutch);
  return escape_html(word);
}

std::string dutch_date(Date day) { return fmt::format("{} {} {}", day.day(), day.month().dutch_name(), day.year()); }

std::string dutch_month(YearMonth month) { return fmt::format("{} {}", month.dutch_name(), month.year()); }

std::string as_of_words(const std::optional<Date>& as_of) {
  return as_of ? "stand van " + dutch_date(*as_of) : "nog geen dag gesloten";
}

std::string period_words(const Table& table) {
  const std::string as_of = as_of_words(table.as_of);
  if (!table.from || !table.until) return as_of;
  return fmt::format("{} tot en met {}, {}", dutch_month(*table.from), dutch_month(*table.until), as_of);
}

// "8424" -> "8.424", "47.9" -> "47,9".
std::string dutch_number(const std::string& plain) {
  const std::size_t point = std::min(plain.find('.'), plain.size());
  std::string out;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const bool starts_thousand = i > 0 && i < point && (point - i) % 3 == 0 && plain[i - 1] != '-';
    if (starts_thousand) out.push_back('.');
    out.push_back(i == point ? ',' : plain[i]);
  }
  return out;
}

std::string data_element(const Figure& figure) {
  const std::string value = figure.text();
  if (value.empty()) return "";
  const std::string parts = figure.unit == Unit::percent
                                ? fmt::format(" title=\"{} van {}\"", dutch_number(std::to_string(figure.numerator)),
                                              dutch_number(std::to_string(figure.denominator.value_or(0))))
                                : "";
  return fmt::format("<data value=\"{}\"{}>{}</data>", escape_html(value), parts, dutch_number(value));
}

std::string cell(const Table& table, const SmallCounts& small, std::size_t row, const std::string& column) {
  const auto& figures = table.rows[row].figures;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (figures[i].column != column) continue;
    return small.is_hidden(row, i) ? escape_html(small.text(row, i)) : data_element(figures[i]);
  }
  return "";
}

std::string anchor_of(const Table& table) {
  std::string anchor = "t-";
  for (char c : table.id) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    anchor += plain ? c : '-';
  }
  return anchor;
}

std::string heading_of(const Table& table) {
  const bool is_numbered = !table.id.empty() && table.id.front() >= '0' && table.id.front() <= '9';
  return (is_numbered ? "Tabel " + escape_html(table.id) + ": " : "") + escape_html(table.title);
}

std::string table_html(const Table& table, const PageOptions& options) {
  const SmallCounts small(table, options.suppress_small_counts);
  const std::vector<std::string> columns = table.columns();
  const std::string anchor = anchor_of(table);
  std::string out = fmt::format(
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{0}\">\n<table>\n<caption id=\"{0}\">{1}"
      " <span>{2}, {3}</span></caption>\n<thead><tr><th scope=\"col\">{4}</th>",
      anchor, heading_of(table), escape_html(table.unit), period_words(table), escape_html(table.row_heading));
  for (const std::string& column : columns) out += fmt::format("<th scope=\"col\">{}</th>", dutch_word(column));
  out += "</tr></thead>\n<tbody>\n";
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    out += fmt::format("<tr{}><th scope=\"row\">{}</th>", table.rows[row].is_total ? " class=\"total\"" : "",
                       dutch_word(table.rows[row].name));
    for (const std::string& column : columns) out += fmt::format("<td>{}</td>", cell(table, small, row, column));
    out += "</tr>\n";
  }
  return out + "</tbody>\n</table>\n</div>\n";
}

bool counts_signals(const Row& row) { return row.name.rfind("signalen", 0) == 0; }

// Bars compare households with households; signals are of another order and stand as a number.
std::string funnel_html(const Table& funnel) {
  std::int64_t longest = 1;
  for (const Row& row : funnel.rows)
    if (!row.figures.empty() && !counts_signals(row)) longest = std::max(longest, row.figures.front().numerator);
  std::string out = "<ol class=\"funnel\">\n";
  for (const Row& row : funnel.rows) {
    if (row.figures.empty()) continue;
    const Figure& count = row.figures.front();
    out += fmt::format("<li><span class=\"step\"><span>{}</span><b>{}", escape_html(row.name), data_element(count));
    if (row.figures.size() > 1 && !row.figures[1].text().empty())
      out += fmt::format(" ({}% van {})", data_element(row.figures[1]),
                         dutch_number(std::to_string(row.figures[1].denominator.value_or(0))));
    out += "</b></span>";
    if (!counts_signals(row))
      out += fmt::format(
          "<svg class=\"bar\" viewBox=\"0 0 {0} 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" "
          "focusable=\"false\"><rect width=\"{1}\" height=\"10\"/></svg>",
          bar_width, std::max<std::int64_t>(0, count.numerator) * bar_width / longest);
    out += "</li>\n";
  }
  return out + "</ol>\n";
}

std::string style_element(const PageOptions& options) {
  if (options.style_href.empty()) return fmt::format("<style>{}</style>\n", page_style());
  return fmt::format("<link rel=\"stylesheet\" href=\"{}\">\n", escape_html(options.style_href));
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string safe;
  for (char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string page(const Report& report, const PageOptions& options) {
  const std::string name = escape_html(report.municipality);
  std::string out = fmt::format(
      "<!doctype html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Vroegsignalering {}</title>\n{}"
      "</head>\n<body>\n<a class=\"skip\" href=\"#inhoud\">Naar de inhoud</a>\n",
      name, style_element(options));
  out += fmt::format("<header>\n<h1>Vroegsignalering {}</h1>\n<p class=\"note\">{}</p>\n</header>\n", name,
                     report.as_of ? "Stand van " + dutch_date(*report.as_of) : "Nog geen dag gesloten");
  out += "<main id=\"inhoud\">\n";
  if (const Table* funnel = report.find("funnel"); funnel != nullptr)
    out += fmt::format("<h2>{}</h2>\n{}", escape_html(funnel->title), funnel_html(*funnel));
  out += "<nav aria-label=\"Tabellen\">\n<h2>Tabellen</h2>\n<ul>\n";
  for (const Table& table : report.tables)
    if (table.id != "funnel")
      out += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", anchor_of(table), heading_of(table));
  out += "</ul>\n</nav>\n";
  if (options.suppress_small_counts)
    out +=
        "<p class=\"note\">Aantallen van 1 tot en met 4 staan als &lt;5. Een streepje staat waar een cijfer zo'n "
        "aantal "
        "zou verraden. Bedragen zijn in euro.</p>\n";
  for (const Table& table : report.tables)
    if (table.id != "funnel") out += table_html(table, options);
  out +=
      "</main>\n<footer>\n<p class=\"note\">Gemaakt met Tijdig. Deze pagina bevat geen persoonsgegevens.</p>\n"
      "</footer>\n</body>\n</html>\n";
  return out;
}

}  // namespace tijdig::reporting
