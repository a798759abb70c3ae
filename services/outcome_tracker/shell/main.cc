#include "services/outcome_tracker/processor.h"
#include "services/shell/service.h"

int main(int argc, char** argv) {
  using namespace tijdig;
  shell::ServiceProgram program{
      .name = "outcome-tracker",
      .about = "What is the next contact step, when does a case close, what may the partner know?"};
  program.stages = [] { return shell::stages_of<outcome_tracker::Processor>(); };
  return shell::run_service(argc, argv, program);
}
