#include "lockfile_checks.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  scan::sca::check_lockfile(scan::sca::read_go_mod, "go.mod", data, size);
  return 0;
}
