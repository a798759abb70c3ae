// The report of a town on Kafka, shown by the process that keeps it.
//
//   program.sides.push_back([](const shell::Surroundings& around) { return ReportSide::open(around); });
//
// The pages of report_pages.h, with the newest rules in the log; 503 while there are none. Threads: as
// services/shell/service.h.
#pragma once

#include "services/shell/service.h"

namespace tijdig::reporting {

class ReportSide final : public shell::Side {
 public:
  static Result<std::unique_ptr<shell::Side>> open(const shell::Surroundings& around) {
    return std::unique_ptr<shell::Side>(new ReportSide(around.servers.back_end()));
  }
  void add_to(http::Router& router) override;

 private:
  explicit ReportSide(ports::BackEnd& back_end) : back_end_(back_end) {}

  ports::BackEnd& back_end_;
};

}  // namespace tijdig::reporting
