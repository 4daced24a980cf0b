// What RubyGems keeps of an installed gem: specifications/NAME-VERSION.gemspec, which it writes
// itself, so every field is a line of one form: s.name = "rake".freeze
#include "base/ascii.h"
#include "sca/lockfile.h"

namespace scan::sca {
namespace {

// The text in the quotes of the first such line; `quoted` is where it stands.
std::string_view value_of(std::string_view text, std::string_view field) {
  for (std::size_t at = text.find(field); at != text.npos; at = text.find(field, at + 1)) {
    std::string_view rest = text.substr(at + field.size());
    rest = base::trimmed(rest.substr(0, rest.find('\n')));
    if (!rest.starts_with('=')) continue;
    const std::size_t open = rest.find('"');
    const std::size_t close = rest.find('"', std::min(open, rest.size() - 1) + 1);
    if (open != rest.npos && close != rest.npos && close > open + 1)
      return rest.substr(open + 1, close - open - 1);
  }
  return {};
}

}  // namespace

bool wants_gem_specification(std::string_view path, std::string_view base) {
  if (!base.ends_with(".gemspec")) return false;
  const std::string_view folder = path.substr(0, path.size() - base.size());
  return folder.ends_with("specifications/") || folder.ends_with("specifications/default/");
}

void read_gem_specification(const LockfileInput& input, LockfileContent& content) {
  const std::string_view name = value_of(input.text, "s.name");
  const std::string_view version = value_of(input.text, "s.version");
  if (name.empty() || version.empty()) {
    content.notices.push_back(invalid_lockfile("no name and version of a gem in it"));
    return;
  }
  const auto begin = static_cast<std::uint32_t>(name.data() - input.text.data());
  content.packages.push_back({.ecosystem = "RubyGems",
                              .name = std::string(name),
                              .version = std::string(version),
                              .direct = true,
                              .license = std::string(value_of(input.text, "s.licenses")),
                              .span = {begin, begin + static_cast<std::uint32_t>(name.size())}});
}

}  // namespace scan::sca
