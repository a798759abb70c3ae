// What stands on the walk list, as it stands today: the place that assignment gave, and what became of the case since.
//
//   TIJDIG_TRY(const std::vector<Listed> all, read_walk_list(back_end, policies));
//
// Each case once, in the order in which it was first listed, also what ended. Personal data: names, addresses and
// telephone numbers. Errors: those of the store, and state that does not read. Any thread that may read.
#pragma once

#include <string>
#include <vector>

#include "libs/domain/case.h"
#include "libs/policy/policy.h"
#include "libs/ports/back_end.h"

namespace tijdig::commands {

struct Listed {
  Assignment assignment;
  std::string status;       // of its case; "reserve" where none was opened
  std::string next_step;    // of the contact plan; "" where nobody is to go there now
  bool ended = false;       // nobody is to go there any more
  std::string known_since;  // the match, and a reason to stay away; "" for none
};

Result<std::vector<Listed>> read_walk_list(ports::BackEnd& back_end, const std::vector<policy::Policy>& policies);

// Each once, in the order of the signals: a match has a person for every customer.
std::vector<std::string> names_of(const Match& match);
std::vector<std::string> telephones_of(const Match& match);
// What is owed to whom by now: without a signal that a later one of the same customer took the place of.
std::vector<MatchedSignal> arrears_of(const Match& match);

}  // namespace tijdig::commands
