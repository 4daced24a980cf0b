#include "secrets/surroundings.h"

#include <algorithm>
#include <cstdint>

namespace scan::secrets {
namespace {

constexpr std::uint32_t kLineReach = 4096;
constexpr std::uint32_t kReach = 1024;

}  // namespace

std::string_view lines_around(std::string_view text, Span match) {
  const std::uint32_t first = match.begin - std::min(match.begin, kLineReach);
  const std::string_view before = text.substr(first, match.begin - first);
  const std::string_view after = text.substr(match.end, kLineReach);
  const std::size_t begin = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
  const std::size_t end = std::min(after.find('\n'), after.size());
  return text.substr(first + begin, match.end + end - first - begin);
}

std::string_view text_around(std::string_view text, Span match) {
  const std::uint32_t begin = match.begin - std::min(match.begin, kReach);
  return text.substr(begin, match.end - begin + kReach);
}

}  // namespace scan::secrets
