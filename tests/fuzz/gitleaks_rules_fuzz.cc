// Any TOML as secret rules, in the words of Gitleaks.
#include <cstdint>
#include <string_view>

#include "secret_rules_checks.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  scan::fuzz::check_secret_rules({reinterpret_cast<const char*>(data), size},
                                 scan::document::Syntax::kToml, scan::rules::Format::kGitleaks);
  return 0;
}
