#include "services/shell/service.h"
#include "services/signal_ingest/processor.h"
#include "services/signal_ingest/shell/front.h"

int main(int argc, char** argv) {
  using namespace tijdig;
  shell::ServiceProgram program{
      .name = "signal-ingest",
      .about = "Is this row well-formed, allowed, new? Also the doors over HTTP and the calendar."};
  program.stages = [] { return shell::stages_of<signal_ingest::Processor>(); };
  program.takes_policy = true;
  program.sides = {[](const shell::Surroundings& around) { return signal_ingest::Front::open(around); }};
  return shell::run_service(argc, argv, program);
}
