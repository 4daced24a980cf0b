// A path and a rule may hold colons, so a fingerprint is not taken apart: the one of each place is
// put together and looked up.
#include "engine/gitleaks_ignore.h"

#include <algorithm>

namespace scan::engine {
namespace {

constexpr std::size_t kCommitDigits = 40;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

bool has_commit(std::string_view fingerprint) {
  return fingerprint.size() > kCommitDigits && fingerprint[kCommitDigits] == ':' &&
         fingerprint.substr(0, kCommitDigits).find_first_not_of("0123456789abcdef") ==
             fingerprint.npos;
}

}  // namespace

void GitleaksIgnore::add(std::string_view file, std::string_view prefix) {
  while (!file.empty()) {
    const std::size_t end = std::min(file.find('\n'), file.size());
    std::string fingerprint(trimmed(file.substr(0, end)));
    file.remove_prefix(std::min(end + 1, file.size()));
    if (fingerprint.empty() || fingerprint.starts_with('#')) continue;
    std::ranges::replace(fingerprint, '\\', '/');
    if (!prefix.empty())
      fingerprint.insert(has_commit(fingerprint) ? kCommitDigits + 1 : 0,
                         std::string(prefix) + '/');
    fingerprints_.insert(std::move(fingerprint));
  }
}

bool GitleaksIgnore::lists(const std::string& rule, const Location& location) const {
  // A finding about a file as a whole is on its line 0, there.
  const std::uint32_t line = location.span.size() == 0 ? 0 : location.region.start_line;
  const std::string place = location.path + ':' + rule + ':' + std::to_string(line);
  return fingerprints_.contains(place) ||
         (location.revision && fingerprints_.contains(location.revision->commit + ':' + place));
}

std::optional<Suppression> GitleaksIgnore::find(std::string_view analyzer,
                                                const std::string& rule_id,
                                                const std::vector<std::string>& aliases,
                                                const Location& location) const {
  if (fingerprints_.empty() || analyzer != "secrets") return std::nullopt;
  const auto lists = [&](const std::string& rule) { return this->lists(rule, location); };
  if (!lists(rule_id) && std::ranges::none_of(aliases, lists)) return std::nullopt;
  return Suppression{.kind = Suppression::Kind::kExternal, .directive = std::string(kFile)};
}

}  // namespace scan::engine
