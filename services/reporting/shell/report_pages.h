// The report over HTTP: as a page, and as JSON.
//
//   add_report_pages(router, [&] { return reading(); });
//
// `/` the page with its style at `/style.css`, `/v1/report` the same as JSON; neither asks who is
// there, so both hide the same small counts (L45). What is shown has been synced, so that no
// power loss takes it back; 503 when it cannot be read now, or there are no rules yet. `source` is called from several
// threads.
#pragma once

#include <functional>

#include "libs/http/router.h"
#include "libs/policy/policy.h"
#include "libs/ports/back_end.h"

namespace tijdig::reporting {

struct ReportSource {
  ports::BackEnd& back_end;
  std::function<Result<policy::Policy>()> policy;  // whose report
};

void add_report_pages(http::Router& router, ReportSource source);

}  // namespace tijdig::reporting
