// The linking laboratory; `tijdig_lab --help` tells what it does.
#include "tools/linking/lab_cli.h"

int main(int argc, char** argv) { return tijdig::lab::run_lab(argc, argv); }
