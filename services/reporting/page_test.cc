// Also tests page_style.cc.
#include "services/reporting/page.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <regex>

#include "services/reporting/print.h"
#include "services/reporting/test_ledger.h"

namespace tijdig::reporting {
namespace {

using testing::HasSubstr;
using testing::Not;

Report small_report() { return build_report(small_ledger(), small_policy()); }

// Why the page is not well formed, or "": every element that opens closes, in order, and every attribute is quoted.
std::string malformed(const std::string& html) {
  static const std::regex tag(R"re(<(/?)([a-z0-9]+)((?: [a-z-]+(?:="[^"<>]*")?)*)(/?)>)re", std::regex::icase);
  constexpr std::array<std::string_view, 2> without_end{"meta", "link"};
  std::vector<std::string> open;
  std::string text = html.substr(html.find('\n'));  // after the doctype
  for (auto at = std::sregex_iterator(text.begin(), text.end(), tag); at != std::sregex_iterator(); ++at) {
    const std::string name = (*at)[2];
    if ((*at)[4] == "/" || std::find(without_end.begin(), without_end.end(), name) != without_end.end()) continue;
    if ((*at)[1] != "/") {
      open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      return "</" + name + "> closes " + (open.empty() ? "nothing" : open.back());
    } else {
      open.pop_back();
    }
  }
  const std::string rest = std::regex_replace(text, tag, "");
  if (rest.find_first_of("<>") != std::string::npos) return "a stray bracket";
  return open.empty() ? "" : open.back() + " is never closed";
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

TEST(ThePage, IsWellFormed) {
  EXPECT_EQ(malformed(page(small_report(), {})), "");
  EXPECT_EQ(malformed(page(Report(), {})), "");
  EXPECT_EQ(malformed("\n<p><b></p>"), "</p> closes b");
  EXPECT_EQ(malformed("\n<p>1 < 2</p>"), "a stray bracket");
}

TEST(ThePage, ShowsTheFunnelAndEveryTableWithCaptionAndHeadings) {
  const std::string html = page(small_report(), {});
  EXPECT_EQ(count_of(html, "<caption"), 14U);  // all tables but the funnel
  EXPECT_EQ(count_of(html, "<table>"), 14U);
  EXPECT_EQ(count_of(html, "<svg"), 7U);
  EXPECT_THAT(html, HasSubstr("<html lang=\"nl\">"));
  EXPECT_THAT(html, HasSubstr("<a class=\"skip\" href=\"#inhoud\">"));
  EXPECT_THAT(html, HasSubstr("<main id=\"inhoud\">"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"col\">Vestia</th>"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"row\">september</th><td><data value=\"3\">3</data></td>"));
  EXPECT_THAT(html, HasSubstr("signalen, september 2018 tot en met oktober 2018, stand van 31 december 2018"));
}

TEST(ThePage, SaysThatNoDayWasClosedYet) {
  const std::string html = page(build_report(Ledger{}, small_policy()), {});
  EXPECT_THAT(html, HasSubstr("<p class=\"note\">Nog geen dag gesloten</p>"));
  EXPECT_THAT(html, HasSubstr("<span>signalen, nog geen dag gesloten</span>"));
  EXPECT_EQ(count_of(html, "1970"), 0U);
}

TEST(ThePage, WritesNumbersTheDutchWayAndKeepsThePlainValue) {
  Ledger ledger = small_ledger();
  ledger.signals[0].signals = 8422 - 8;
  PageOptions options;
  options.suppress_small_counts = false;
  const std::string html = page(build_report(ledger, small_policy()), options);
  EXPECT_THAT(html, HasSubstr("<data value=\"8422\">8.422</data>"));
  EXPECT_THAT(html, HasSubstr("(<data value=\"66.7\" title=\"2 van 3\">66,7</data>% van 3)"));
}

TEST(ThePage, HidesSmallCountsUnlessAsked) {
  const std::string guarded = page(small_report(), {});
  EXPECT_THAT(guarded, HasSubstr("<th scope=\"row\">wil het zelf oplossen</th><td>&lt;5</td><td>–</td>"));
  EXPECT_THAT(guarded, HasSubstr("Aantallen van 1 tot en met 4"));
  PageOptions open;
  open.suppress_small_counts = false;
  const std::string whole = page(small_report(), open);
  EXPECT_THAT(whole, HasSubstr("<th scope=\"row\">wil het zelf oplossen</th><td><data value=\"1\">1</data></td>"));
  EXPECT_THAT(whole, Not(HasSubstr("&lt;5")));
}

TEST(ThePage, EscapesEveryTextOfTheReport) {
  Report report = small_report();
  const std::string evil = "<script>alert(\"x\")</script>&'";
  report.municipality = evil;
  for (Table& table : report.tables) {
    table.id += "\"><b>";
    table.title = table.unit = table.row_heading = evil;
    for (Row& row : table.rows) {
      row.name = evil;
      for (Figure& figure : row.figures) figure.column = evil;
    }
  }
  report.tables[0].id = "funnel";
  PageOptions options;
  options.style_href = evil;
  const std::string html = page(report, options);
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_EQ(malformed(html), "");
}

TEST(ThePage, AsksNothingOfAnybodyElse) {
  const std::string html = page(small_report(), {});
  for (const char* outside : {"http:", "https:", "//", "<script", "style=\"", "javascript:", "@import", "url("}) {
    EXPECT_THAT(html, Not(HasSubstr(outside)));
    EXPECT_THAT(std::string(page_style()), Not(HasSubstr(outside)));
  }
  EXPECT_THAT(html, HasSubstr("<link rel=\"stylesheet\" href=\"/style.css\">"));
  EXPECT_THAT(std::string(page_content_security_policy), HasSubstr("default-src 'none'; style-src 'self'"));
}

TEST(ThePage, CanStandOnItsOwn) {
  PageOptions options;
  options.style_href = "";
  const std::string html = page(small_report(), options);
  EXPECT_THAT(html, HasSubstr("<style>:root"));
  EXPECT_THAT(html, Not(HasSubstr("<link")));
}

TEST(EscapedText, HoldsNoBracketOrQuote) {
  EXPECT_EQ(escape_html("a<b>\"c\"&'d'"), "a&lt;b&gt;&quot;c&quot;&amp;&#39;d&#39;");
}

// What stands in every cell of the page's tables, and what should by the JSON for anybody: a value, "" or "hidden".
std::vector<std::string> cells_of_page(const std::string& html) {
  static const std::regex cell(R"re(<td>(?:<data value="([^"]*)"[^>]*>[^<]*</data>|([^<]*))</td>)re");
  std::vector<std::string> cells;
  for (auto at = std::sregex_iterator(html.begin(), html.end(), cell); at != std::sregex_iterator(); ++at)
    cells.push_back((*at)[2].length() > 0 ? "hidden" : (*at)[1].str());
  return cells;
}

std::vector<std::string> cells_of_json(const nlohmann::ordered_json& report) {
  std::vector<std::string> cells;
  for (const auto& table : report["tables"]) {
    if (table["id"] == "funnel") continue;
    std::vector<std::string> columns;
    for (const auto& row : table["rows"])
      for (const auto& figure : row["figures"])
        if (std::find(columns.begin(), columns.end(), figure["column"]) == columns.end())
          columns.push_back(figure["column"]);
    for (const auto& row : table["rows"])
      for (const std::string& column : columns) {
        std::string said;
        for (const auto& figure : row["figures"])
          if (figure["column"] == column)
            said = figure["hidden"] ? "hidden" : figure["value"].is_null() ? "" : figure["value"].dump();
        cells.push_back(said);
      }
  }
  return cells;
}

TEST(ThePage, AndTheJsonForAnybodyHideTheSameFigures) {
  const Report report = small_report();
  const auto on_page = cells_of_page(page(report, {}));
  EXPECT_GT(std::count(on_page.begin(), on_page.end(), "hidden"), 20);
  EXPECT_EQ(on_page, cells_of_json(nlohmann::ordered_json::parse(print_public_json(report))));
}

}  // namespace
}  // namespace tijdig::reporting
