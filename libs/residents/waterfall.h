// A decision as a waterfall: prior, each comparison with its level, how common the names are, rivals, the threshold,
// and what alone would flip it.
//
//   linking::Waterfall why = waterfall_of(decision, model);     // why.to_text(), to_json(), to_svg()
//
// The score is that of the best candidate and is checked to be the sum of the rows. The threshold is the score from
// which the posterior of the household reaches the bound that holds for its door, given the best rival elsewhere; the
// posterior itself sums over all members and rivals, so next to the threshold the band may differ from what the two
// numbers say. From the decision alone, no register needed. Pure; any thread.
#pragma once

#include "libs/linking/waterfall.h"
#include "libs/residents/decision.h"

namespace tijdig::residents {

linking::Waterfall waterfall_of(const Decision& decision, const LinkModel& model);

}  // namespace tijdig::residents
