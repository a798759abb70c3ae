#include "services/reporting/shell/report_pages.h"

#include "services/reporting/page.h"
#include "services/reporting/print.h"
#include "services/reporting/shell/read_report.h"

namespace tijdig::reporting {
namespace {

Result<Report> shown_report(const ReportSource& source) {
  TIJDIG_TRY(const policy::Policy policy, source.policy());
  TIJDIG_TRY(Report report, read_report(source.back_end, policy));
  TIJDIG_DO(source.back_end.sync());
  return report;
}

http::Response unreadable() { return http::problem(503, "Het rapport is nu niet te lezen."); }

}  // namespace

void add_report_pages(http::Router& router, ReportSource source) {
  router.get("/", [source](const http::Request&) {
    const auto report = shown_report(source);
    if (!report) return unreadable();
    http::Response response = http::text_response(200, page(*report, {}), "text/html; charset=utf-8");
    response.headers.emplace_back("Content-Security-Policy", page_content_security_policy);
    return response;
  });
  router.get("/style.css", [](const http::Request&) {
    return http::text_response(200, std::string(page_style()), "text/css; charset=utf-8");
  });
  router.get("/v1/report", [source](const http::Request&) {
    const auto report = shown_report(source);
    return report ? http::json_response(200, print_public_json(*report)) : unreadable();
  });
}

}  // namespace tijdig::reporting
