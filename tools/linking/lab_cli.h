// `tijdig_lab`: makes people to link and judges linkers on them. Returns the exit code: 0 fine, 2 wrong input, 1 other.
#pragma once

namespace tijdig::lab {

int run_lab(int argc, const char* const* argv);

}  // namespace tijdig::lab
