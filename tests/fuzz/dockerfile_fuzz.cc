// Any text as a Dockerfile: no crash, no hang, and resources whose parts lie within the text.
#include <cstdint>
#include <string>

#include "check_resources.h"
#include "iac/framework.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const scan::Source source("Dockerfile", std::string(reinterpret_cast<const char*>(data), size));
  if (!source.is_binary()) scan::iac::check_resources(source, scan::iac::read_dockerfile(source));
  return 0;
}
