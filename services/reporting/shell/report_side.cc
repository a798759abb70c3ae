#include "services/reporting/shell/report_side.h"

#include "services/reporting/shell/report_pages.h"
#include "services/shell/policies.h"

namespace tijdig::reporting {

void ReportSide::add_to(http::Router& router) {
  add_report_pages(router, {back_end_, [this]() -> Result<policy::Policy> {
                              TIJDIG_TRY(auto known, shell::policies_in(back_end_));
                              if (known.empty()) return Error::retry("no rules in force yet");
                              return std::move(known.front());
                            }});
}

}  // namespace tijdig::reporting
