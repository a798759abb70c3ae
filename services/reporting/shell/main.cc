#include "services/reporting/processor.h"
#include "services/reporting/shell/report_side.h"
#include "services/shell/service.h"

int main(int argc, char** argv) {
  using namespace tijdig;
  shell::ServiceProgram program{.name = "reporting", .about = "What became of everyone? Also the report as a page."};
  program.stages = [] { return shell::stages_of<reporting::Processor>(); };
  program.sides = {[](const shell::Surroundings& around) { return reporting::ReportSide::open(around); }};
  return shell::run_service(argc, argv, program);
}
