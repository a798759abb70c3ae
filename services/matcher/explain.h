// The evidence rows of a match or a doubt: which rule, which partners, and what was compared.
//
// Rows name partners and levels, never a value of a person. Comparisons that found nothing and weigh nothing are left
// out, and of many members only the first few are spelled out, so that the rows of a match stay under one kilobyte.
#pragma once

#include <string>
#include <vector>

#include "services/matcher/decide.h"

namespace tijdig::matcher {

std::string in_bits(names::MilliBits weight);  // "12.3 bits"
std::vector<EvidenceRow> explain_match(const AddressState& state, const Group& group, const Match& match,
                                       const Run& run, const Linker& linker);
std::vector<EvidenceRow> explain_doubt(const AddressState& state, const Grouping& grouping, const Doubt& doubt,
                                       const Run& run, const Linker& linker);

}  // namespace tijdig::matcher
