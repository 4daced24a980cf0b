// Any bytes as the expression of a metavariable-comparison: an error with its place, or something
// that comes to an answer whatever its metavariables are bound to.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sast/comparison.h"

namespace {

using scan::sast::Comparison;
using Value = scan::sast::ComparisonValue;

const std::vector<Value>& values() {
  static const std::vector<Value> kValues = {
      Value::of(true),
      Value::of(std::int64_t{0}),
      Value::of(std::int64_t{-1}),
      Value::of(std::numeric_limits<std::int64_t>::min()),
      Value::of(std::numeric_limits<double>::infinity()),
      Value::of(std::string()),
      Value::of(std::string("2024-02-30")),
      Value::of(std::string("1h30m")),
      {.kind = Value::Kind::kList, .items = {Value::of(1.5), Value::of(std::string("a"))}},
      {.kind = Value::Kind::kCode, .text = "f(x)"},
  };
  return kValues;
}

void check(std::string_view text, bool strip) {
  scan::sast::MetavariableTable metavariables;
  const auto comparison = Comparison::parse(text, strip, metavariables);
  if (!comparison.ok()) {
    const scan::Error& error = comparison.error();
    if (error.code != scan::ErrorCode::kInvalidRule || error.message.empty()) std::abort();
    const scan::Region& region = error.region;
    if (region.start_column < 1 || region.start_column > text.size() + 1) std::abort();
    return;
  }
  for (std::size_t first = 0; first < values().size(); ++first) {
    // Each metavariable has a value of its own, and in time all of them.
    comparison->holds([first](scan::sast::MetavariableId id) -> std::optional<Value> {
      return values()[(first + id) % values().size()];
    });
  }
  bool asked = false;
  const bool holds = comparison->holds([&asked](auto) -> std::optional<Value> {
    asked = true;
    return std::nullopt;
  });
  if (asked && holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check(text, false);
  check(text, true);
  return 0;
}
