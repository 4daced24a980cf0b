// The words of the public enumerations.
#include "scan/finding.h"

#include <array>

namespace scan {
namespace {

constexpr std::array<std::string_view, 5> kSeverities = {"info", "low", "medium", "high",
                                                         "critical"};
constexpr std::array<std::string_view, 3> kConfidences = {"low", "medium", "high"};

template <typename Enum, std::size_t N>
std::optional<Enum> parse(const std::array<std::string_view, N>& words, std::string_view word) {
  for (std::size_t i = 0; i < N; ++i)
    if (words[i] == word) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Severity severity) {
  return kSeverities[static_cast<std::size_t>(severity)];
}
std::string_view to_string(Confidence confidence) {
  return kConfidences[static_cast<std::size_t>(confidence)];
}
std::optional<Severity> parse_severity(std::string_view word) {
  return parse<Severity>(kSeverities, word);
}
std::optional<Confidence> parse_confidence(std::string_view word) {
  return parse<Confidence>(kConfidences, word);
}

}  // namespace scan
