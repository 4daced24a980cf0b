// Any text as a secret of every kind: each check says something of it, or nothing, and what it says
// has words. Also the PEM reader, the placeholders and the place, which see every secret.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "secrets/checks/check.h"
#include "secrets/evidence.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using scan::secrets::Check;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const scan::secrets::Subject subject{
      .secret = text, .match = text, .line = text, .around = text, .path = text};
  for (const Check& check : scan::secrets::all_checks()) {
    const scan::secrets::Opinion opinion = check.run(subject);
    const bool silent = opinion.verdict == scan::secrets::Verdict::kSilent;
    if (silent != opinion.reason.empty()) std::abort();
  }
  (void)scan::secrets::doubt_about(subject, scan::secrets::Patterns::kCount);
  (void)scan::secrets::place_of_examples(text);
  return 0;
}
