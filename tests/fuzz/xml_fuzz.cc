#include "document_checks.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  scan::document::check_parse(scan::document::Syntax::kXml, data, size);
  return 0;
}
