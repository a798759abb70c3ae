#include "services/tijdig/stages.h"

#include "services/assignment/processor.h"
#include "services/enrichment/processor.h"
#include "services/enrichment/register_desk.h"
#include "services/matcher/processor.h"
#include "services/outcome_tracker/processor.h"
#include "services/reporting/processor.h"
#include "services/signal_ingest/processor.h"

namespace tijdig::commands {
namespace {

template <class P>
std::unique_ptr<const runtime::Stage> stage_of() {
  return std::make_unique<runtime::StageOf<P>>(P{});
}

}  // namespace

std::vector<std::unique_ptr<const runtime::Stage>> all_stages() {
  std::vector<std::unique_ptr<const runtime::Stage>> stages;
  stages.push_back(stage_of<signal_ingest::Processor>());
  stages.push_back(stage_of<matcher::Processor>());
  stages.push_back(stage_of<enrichment::RegisterDesk>());
  stages.push_back(stage_of<enrichment::Processor>());
  stages.push_back(stage_of<assignment::Processor>());
  stages.push_back(stage_of<outcome_tracker::Processor>());
  stages.push_back(stage_of<reporting::Processor>());
  return stages;
}

}  // namespace tijdig::commands
