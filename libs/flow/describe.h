// The map as text and as Mermaid, for `tijdig describe`, the README picture and the golden test.
#pragma once

#include <string>

namespace tijdig::flow {

std::string describe_text();
std::string describe_mermaid();
std::string describe_json();

}  // namespace tijdig::flow
