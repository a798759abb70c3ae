// The map as text, as Mermaid and as JSON: for `tijdig describe`, the README picture and whoever draws it again.
//
//   fmt::print("{}", describe_mermaid());   // flowchart TD, doors above, services in one box, outlets as flags
//
// Printed from flow.h and nothing else, in its order, so that the picture cannot be wrong. Pure; any thread.
#pragma once

#include <string>

namespace tijdig::flow {

std::string describe_text();
std::string describe_mermaid();
std::string describe_json();

}  // namespace tijdig::flow
