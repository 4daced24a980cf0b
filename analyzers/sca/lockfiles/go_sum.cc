// go.sum (go.dev/ref/mod#go-sum-files): the hashes of the modules that Go has looked at. A module
// whose source was needed has a line without "/go.mod". go.mod tells better what is built, since Go
// 1.17 all of it; without such a one the highest version of each module counts.
#include <optional>
#include <unordered_map>

#include "base/ascii.h"
#include "sca/lockfile.h"
#include "sca/lockfiles/declaration.h"
#include "sca/versions/ordering.h"

namespace scan::sca {
namespace {

struct Module {
  std::string_view version;
  std::optional<std::string> key;
  Span span;
};

std::string_view take_field(std::string_view& line) {
  line = base::trimmed(line);
  const std::string_view field = line.substr(0, line.find_first_of(" \t"));
  line.remove_prefix(field.size());
  return field;
}

}  // namespace

bool wants_go_sum(std::string_view, std::string_view base) { return base == "go.sum"; }

void read_go_sum(const LockfileInput& input, LockfileContent& content) {
  std::unordered_map<std::string_view, std::size_t> by_path;
  std::vector<std::pair<std::string_view, Module>> modules;
  std::size_t number = 0, first_malformed = 0;
  for (std::size_t at = 0; at < input.text.size();) {
    const std::size_t end = std::min(input.text.find('\n', at), input.text.size());
    std::string_view line = base::trimmed(input.text.substr(at, end - at));
    at = end + 1;
    ++number;
    if (line.empty()) continue;
    const Span span = {static_cast<std::uint32_t>(line.data() - input.text.data()),
                       static_cast<std::uint32_t>(line.data() + line.size() - input.text.data())};
    const std::string_view path = take_field(line), version = take_field(line),
                           hash = take_field(line);
    // "h1:" and the SHA-256 in base 64.
    if (!hash.starts_with("h1:") || hash.size() != 47) {
      if (first_malformed == 0) first_malformed = number;
      continue;
    }
    if (version.ends_with("/go.mod")) continue;
    const Module module = {version, ordering_key(Ordering::kGo, version), span};
    const auto [known, added] = by_path.try_emplace(path, modules.size());
    if (added)
      modules.emplace_back(path, module);
    else if (modules[known->second].second.key < module.key)
      modules[known->second].second = module;
  }
  for (const auto& [path, module] : modules)
    declare({.ecosystem = "Go",
             .name = std::string(path),
             .version = std::string(module.version),
             .scope = std::string(to_string(Scope::kRuntime)),
             .direct = false},
            module.span, content);
  if (first_malformed != 0)
    content.notices.push_back(
        invalid_lockfile("line " + std::to_string(first_malformed) + " has no hash"));
}

}  // namespace scan::sca
