// The command line: words to option structs to commands. The only file that knows the command-line library is cli.cc.
#pragma once

namespace tijdig::commands {

int run_command_line(int argc, char** argv);

}  // namespace tijdig::commands
