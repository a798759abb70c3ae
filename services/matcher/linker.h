// The seam where persons become households: who of those named at one address live together, how sure, and why.
//
//   Grouping found = rule_linker().group(named, reviews);
//   found.groups[0].members[1].weight == 14500      // milli-bits against the anchor, with its rows
//
// Two linkers stand behind it, chosen by policy: a table of rules about the signals of one address
// (libs/names/comparison.h), and the register's residents (register_linker.h). Nothing else knows how they decide.
//
// What every linker keeps:
//   * The answer depends on the set of the named, not on their order or on the order of arrival.
//   * Links are stars: each member is linked to the group's anchor, never through a chain; and no two members of a
//   group
//     are ones that the model would keep apart (complete linkage). So errors do not travel.
//   * One address alone is no evidence: it adds nothing.
//   * What it cannot tell is a doubt between two groups, never a silent guess.
//   * Answers of persons (`reviews`) win over the model in both directions.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "libs/names/comparison.h"
#include "services/matcher/state.h"

namespace tijdig::matcher {

struct Member {
  std::size_t line = 0;  // place in the given lines
  names::MilliBits weight = 0;
  std::vector<EvidenceRow> rows;  // why it is here; empty for an anchor that nothing was compared with
};

struct Group {
  std::vector<Member> members;  // the anchor first
  const Member& anchor() const { return members.front(); }
};

struct Doubt {
  std::size_t left = 0;  // places in `groups`, left < right
  std::size_t right = 0;
  names::MilliBits weight = 0;  // of the strongest pair between them
  std::vector<EvidenceRow> rows;
};

struct Grouping {
  std::vector<Group> groups;
  std::vector<Doubt> doubts;
};

class Linker {
 public:
  virtual ~Linker() = default;
  virtual std::string_view version() const = 0;
  virtual std::string bounds() const = 0;  // in words: from when on a link, until when none
  virtual Grouping group(std::span<const CustomerLine> lines, std::span<const Review> reviews) const = 0;
};

const Linker& rule_linker();

}  // namespace tijdig::matcher
