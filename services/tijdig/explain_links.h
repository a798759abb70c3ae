// Why each customer of a case was linked to its household: the waterfalls of the matcher's stored decisions.
//
//   TIJDIG_TRY(const auto links, links_of(*back_end, match));
//
// Empty where the municipality links by address. Levels and weights only, no personal data. Errors: those of the store.
#pragma once

#include <string>
#include <vector>

#include "libs/domain/match.h"
#include "libs/linking/waterfall.h"
#include "libs/ports/back_end.h"

namespace tijdig::commands {

struct ExplainedLink {
  PartnerId partner;
  std::string band;       // person, household, review, none
  std::string posterior;  // "this resident 99.99 %, this household 100.00 %, among 4 candidates"
  std::vector<std::string> vetoes;
  linking::Waterfall why;
};

Result<std::vector<ExplainedLink>> links_of(ports::BackEnd& back_end, const Match& match);

std::string text_of(const std::vector<ExplainedLink>& links);
std::string json_of(const std::vector<ExplainedLink>& links);

}  // namespace tijdig::commands
