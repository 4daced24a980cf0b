// vendor/modules.txt (go.dev/ref/mod#go-mod-vendor): a line "# PATH VERSION" for each module whose
// packages stand in `vendor`, "# PATH VERSION => PATH VERSION" where it is replaced, and "##
// explicit" below those that go.mod has. It counts where no go.mod beside `vendor` tells.
#include "base/ascii.h"
#include "sca/lockfile.h"
#include "sca/lockfiles/declaration.h"

namespace scan::sca {
namespace {

std::string_view take_field(std::string_view& line) {
  line = base::trimmed(line);
  const std::string_view field = line.substr(0, line.find_first_of(" \t"));
  line.remove_prefix(field.size());
  return field;
}

// The module of "PATH VERSION [=> PATH [VERSION]]"; a replacement without a version is a folder of
// this machine. False when there is none.
bool parse_module(std::string_view line, Declaration& module) {
  module.name = take_field(line);
  module.version = take_field(line);
  if (module.version.empty() || module.name == "=>") return false;
  if (take_field(line) != "=>") return true;
  const std::string_view path = take_field(line);
  module.version = take_field(line);
  if (!module.version.empty()) module.name = path;
  return !path.empty();
}

}  // namespace

bool wants_go_vendor(std::string_view path, std::string_view base) {
  return base == "modules.txt" &&
         (path == "vendor/modules.txt" || path.ends_with("/vendor/modules.txt"));
}

void read_go_vendor(const LockfileInput& input, LockfileContent& content) {
  struct Found {
    Declaration module;
    Span span;
  };
  std::vector<Found> found;
  std::size_t number = 0, first_malformed = 0;
  for (std::size_t at = 0; at < input.text.size();) {
    const std::size_t end = std::min(input.text.find('\n', at), input.text.size());
    const std::string_view line = base::trimmed(input.text.substr(at, end - at));
    const auto begin = static_cast<std::uint32_t>(at);
    at = end + 1;
    ++number;
    if (line.starts_with("## ")) {
      if (!found.empty() && line.find("explicit") != std::string_view::npos)
        found.back().module.direct = true;
      continue;
    }
    // Packages; and at the end, once more, what replaces all versions of a module.
    if (!line.starts_with("# ")) continue;
    std::string_view rest = line.substr(2);
    take_field(rest);
    if (base::trimmed(rest).starts_with("=>")) continue;
    Declaration module = {.ecosystem = "Go",
                          .scope = std::string(to_string(Scope::kRuntime)),
                          .direct = false,
                          .folder = ".."};
    if (parse_module(line.substr(2), module))
      found.push_back(
          {std::move(module), {begin, begin + static_cast<std::uint32_t>(line.size())}});
    else if (first_malformed == 0)
      first_malformed = number;
  }
  for (const Found& each : found) declare(each.module, each.span, content);
  if (first_malformed != 0)
    content.notices.push_back(
        invalid_lockfile("line " + std::to_string(first_malformed) + " names no module"));
}

}  // namespace scan::sca
