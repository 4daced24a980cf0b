// A path in the first line, and a file of exceptions behind it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "exceptions/exception_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line = input.find('\n');
  if (line == std::string_view::npos) return 0;
  auto read =
      scan::exceptions::read_exceptions(input.substr(line + 1), std::string(input.substr(0, line)));
  if (!read.ok()) return 0;
  // Each suppresses something, not everything.
  for (const scan::exceptions::Exception& exception : *read)
    if (exception.ids.empty() && exception.packages.empty()) std::abort();
  return 0;
}
