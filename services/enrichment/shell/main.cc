#include "services/enrichment/processor.h"
#include "services/enrichment/register_desk.h"
#include "services/shell/service.h"

int main(int argc, char** argv) {
  using namespace tijdig;
  shell::ServiceProgram program{.name = "enrichment",
                                .about = "Which facts are needed and allowed; may this household be approached?"};
  program.stages = [] { return shell::stages_of<enrichment::RegisterDesk, enrichment::Processor>(); };
  return shell::run_service(argc, argv, program);
}
