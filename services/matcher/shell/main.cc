#include "services/matcher/processor.h"
#include "services/shell/service.h"

int main(int argc, char** argv) {
  using namespace tijdig;
  shell::ServiceProgram program{
      .name = "matcher", .about = "Which household is a signal of, how sure is that, and does the match rule fire?"};
  program.stages = [] { return shell::stages_of<matcher::Processor>(); };
  return shell::run_service(argc, argv, program);
}
