// Two versions, one a line: in every ordering their keys are a total order in which none is the
// beginning of another, and survive the spellings that mean the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "sca/versions/ordering.h"

using scan::sca::Ordering;
using scan::sca::ordering_key;

namespace {

void check_total_order(Ordering ordering, std::string_view first, std::string_view second) {
  auto a = ordering_key(ordering, first);
  auto b = ordering_key(ordering, second);
  if (a && a->empty()) std::abort();
  // Keys are self-delimiting: none is the beginning of another.
  if (a && b && *a != *b && (a->starts_with(*b) || b->starts_with(*a))) std::abort();
  // All but Maven disregard space around a version.
  if (a && ordering != Ordering::kMaven && ordering != Ordering::kGo &&
      ordering != Ordering::kSemVer && ordering_key(ordering, " " + std::string(first)) != a)
    std::abort();
}

// A pre-release stands below its release, however the ecosystem writes it.
void check_prerelease(Ordering ordering, const char* suffix, std::string_view numbers) {
  auto release = ordering_key(ordering, numbers);
  auto pre = ordering_key(ordering, std::string(numbers) + suffix);
  if (pre && release && !(*pre < *release)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  std::size_t line = text.find('\n');
  std::string_view first = text.substr(0, line);
  std::string_view second = line == std::string_view::npos ? first : text.substr(line + 1);
  for (const scan::sca::OrderingRow& row : scan::sca::orderings())
    check_total_order(row.ordering, first, second);

  bool numbers = !first.empty() && scan::base::is_digit(first.back()) &&
                 first.find_first_not_of("0123456789.") == std::string_view::npos;
  if (!numbers) return 0;
  struct {
    Ordering ordering;
    const char* suffix;
  } constexpr kPreReleases[] = {
      {Ordering::kPep440, "rc1"},     {Ordering::kSemVer, "-0"},  {Ordering::kGo, "-0"},
      {Ordering::kDebian, "~rc1"},    {Ordering::kRpm, "~rc1"},   {Ordering::kApk, "_rc1"},
      {Ordering::kRubyGems, ".a"},    {Ordering::kNuGet, "-0"},   {Ordering::kPub, "-0"},
      {Ordering::kPackagist, "-RC1"}, {Ordering::kConan, "-pre"},
  };
  for (auto [ordering, suffix] : kPreReleases) check_prerelease(ordering, suffix, first);
  return 0;
}
