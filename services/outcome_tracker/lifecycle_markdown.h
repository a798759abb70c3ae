// The lifecycle as a page for people: docs/lifecycle.md is this text, and a test keeps the two equal.
//
//   std::string page = lifecycle_markdown();   // a diagram and a table, made from `lifecycle` and nothing else
//
// Pure; any thread.
#pragma once

#include <string>

namespace tijdig::outcome_tracker {

std::string lifecycle_markdown();

}  // namespace tijdig::outcome_tracker
