// The report as a web page: the funnel as bars with their numbers in text, then every table. Dutch, for a municipality.
//
//   PageOptions options;
//   std::string html = page(report, options);          // served as text/html; charset=utf-8
//   std::string_view css = page_style();                // served as options.style_href
//   page_content_security_policy                        // the header both are served with
//
// One request, or two with the style: no script, no font, no host but ours. Every text of the report is escaped.
// Numbers are written the Dutch way; the plain value stands beside them in <data value>. Works on a phone, with a
// keyboard, with a screen reader, and on paper. Small counts are hidden unless the options say otherwise
// (small_counts.h, L45). Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "services/reporting/table.h"

namespace tijdig::reporting {

struct PageOptions {
  bool suppress_small_counts = true;
  std::string style_href = "/style.css";  // empty: the style stands in the page, for a file on its own
};

std::string page(const Report& report, const PageOptions& options);
std::string_view page_style();

// For a page with `style_href`.
inline constexpr std::string_view page_content_security_policy =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

// Text that may stand in an element or a quoted attribute.
std::string escape_html(std::string_view text);

}  // namespace tijdig::reporting
