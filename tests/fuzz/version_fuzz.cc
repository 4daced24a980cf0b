// Two versions, one a line: their keys are a total order, and survive the spellings that mean the
// same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "sca/versions/ordering.h"

using scan::sca::Ordering;
using scan::sca::ordering_key;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  std::size_t line = text.find('\n');
  std::string_view first = text.substr(0, line);
  std::string_view second = line == std::string_view::npos ? first : text.substr(line + 1);
  for (Ordering ordering : {Ordering::kPep440, Ordering::kSemVer, Ordering::kGo}) {
    auto a = ordering_key(ordering, first);
    auto b = ordering_key(ordering, second);
    if (a && a->empty()) std::abort();
    // Keys are self-delimiting: none is the beginning of another.
    if (a && b && *a != *b && (a->starts_with(*b) || b->starts_with(*a))) std::abort();
    if (ordering == Ordering::kPep440) {
      if (a && ordering_key(ordering, " " + std::string(first) + "\t") != a) std::abort();
    } else if (a && first.find_first_not_of("0123456789.") == std::string_view::npos) {
      // A pre-release stands below its release and above what is below the release.
      auto pre = ordering_key(ordering, std::string(first) + "-0");
      if (pre && !(*pre < *a)) std::abort();
    }
  }
  return 0;
}
