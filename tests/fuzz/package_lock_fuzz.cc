#include "lockfile_checks.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  scan::sca::check_lockfile(scan::sca::read_package_lock, "package-lock.json", data, size);
  return 0;
}
