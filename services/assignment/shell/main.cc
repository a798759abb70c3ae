#include "services/assignment/processor.h"
#include "services/shell/service.h"

int main(int argc, char** argv) {
  using namespace tijdig;
  shell::ServiceProgram program{.name = "assignment",
                                .about = "Who is visited this month, in what order, by when, and why?"};
  program.stages = [] { return shell::stages_of<assignment::Processor>(); };
  return shell::run_service(argc, argv, program);
}
