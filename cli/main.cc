// The command line: see docs/ for its contract.
#include <fmt/core.h>

#include "scan/version.h"

int main() { fmt::print("scan {}\n", scan::version()); }
