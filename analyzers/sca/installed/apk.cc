// Alpine's database of what is installed (apk-tools, "installed database"): paragraphs of fields
// of one letter. Advisories are about the origin, the package that others are split off from; its
// version is theirs.
#include "base/ascii.h"
#include "sca/installed/package_edges.h"
#include "sca/installed/stanzas.h"
#include "sca/lockfile.h"

namespace scan::sca {
namespace {

// The letters' case counts here.
std::string_view field(const Stanza& stanza, std::string_view name) {
  for (const auto& [key, value] : stanza.fields)
    if (key == name) return value;
  return {};
}

// "so:libc.musl-x86_64.so.1 busybox>=1.0 !conflict": names without their versions.
template <typename Each>
void for_each_name(std::string_view list, Each each) {
  while (!(list = base::trimmed(list)).empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    const std::string_view word = list.substr(0, end);
    list.remove_prefix(end);
    if (!word.starts_with('!')) each(word.substr(0, word.find_first_of("<>=~@")));
  }
}

}  // namespace

bool wants_apk(std::string_view path, std::string_view base) {
  return base == "installed" && ends_with_path(path, "lib/apk/db/installed");
}

void read_apk(const LockfileInput& input, LockfileContent& content) {
  PackageEdges edges;
  std::vector<Stanza> stanzas;
  Stanza stanza;
  std::size_t nameless = 0;
  for (std::size_t at = 0; take_stanza(input.text, at, stanza);) {
    const std::string_view name = field(stanza, "P");
    const std::string_view version = field(stanza, "V");
    if (name.empty() || version.empty()) {
      ++nameless;
      continue;
    }
    LockedPackage& package = content.packages.emplace_back();
    package.ecosystem = "Alpine";
    package.name = name;
    package.version = version;
    package.license = field(stanza, "L");
    package.span = stanza.span;
    if (const std::string_view origin = field(stanza, "o"); origin != name)
      package.source_name = origin;
    if (const std::string_view architecture = field(stanza, "A"); !architecture.empty())
      package.qualifiers = "arch=" + std::string(architecture);
    // Most of a paragraph is its files, of which nothing is needed.
    std::erase_if(stanza.fields,
                  [](const auto& kept) { return kept.first != "D" && kept.first != "p"; });
    edges.provides(name, content.packages.size() - 1);
    stanzas.push_back(stanza);
  }
  for (std::size_t i = 0; i < stanzas.size(); ++i) {
    for_each_name(field(stanzas[i], "p"), [&](std::string_view name) { edges.provides(name, i); });
    for_each_name(field(stanzas[i], "D"), [&](std::string_view name) { edges.needs(i, {name}); });
  }
  edges.connect(content);
  if (nameless > 0)
    content.notices.push_back(
        invalid_lockfile("packages without a name or a version: " + std::to_string(nameless)));
}

}  // namespace scan::sca
