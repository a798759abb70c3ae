#include "services/tijdig/cli.h"

int main(int argc, char** argv) { return tijdig::commands::run_command_line(argc, argv); }
