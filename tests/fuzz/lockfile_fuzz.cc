// A path in the first line, which tells the format, and a lockfile behind it.
#include "lockfile_checks.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  std::size_t line = input.find('\n');
  if (line != std::string_view::npos)
    scan::sca::check_lockfile(input.substr(0, line), input.substr(line + 1));
  return 0;
}
