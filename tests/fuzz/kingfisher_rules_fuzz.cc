// Any YAML as secret rules, in the words of Kingfisher.
#include <cstdint>
#include <string_view>

#include "secret_rules_checks.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  scan::fuzz::check_secret_rules({reinterpret_cast<const char*>(data), size},
                                 scan::document::Syntax::kYaml, scan::rules::Format::kKingfisher);
  return 0;
}
