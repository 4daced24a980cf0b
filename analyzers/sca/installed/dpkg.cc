// dpkg's database of what is installed (dpkg(1), deb-control(5)), and the one file a package that
// images without dpkg have instead of it (status.d).
//
// Debian's advisories are about source packages. The field Source names one where its name is not
// the package's, with its version in parentheses where that is not the package's.
#include <algorithm>

#include "base/ascii.h"
#include "sca/installed/package_edges.h"
#include "sca/installed/stanzas.h"
#include "sca/lockfile.h"

namespace scan::sca {
namespace {

// The third word of "install ok installed". What was removed but for its configuration is not
// there.
bool is_installed(std::string_view status) {
  const std::size_t space = status.rfind(' ');
  if (space != status.npos) status.remove_prefix(space + 1);
  return status != "not-installed" && status != "config-files";
}

std::string_view first_word(std::string_view text) {
  return text.substr(0, text.find_first_of(" \t\r\n(:["));
}

// OpenWrt's package manager keeps the same.
bool is_opkg(std::string_view path) {
  return ends_with_path(path, "lib/opkg/status") || ends_with_path(path, "lib/opkg/info/status");
}

// "libc6 (>= 2.34), debconf (>= 0.5) | debconf-2.0": for each comma the names of its alternatives.
void add_needs(std::string_view relation, std::size_t package, PackageEdges& edges) {
  while (!relation.empty()) {
    const std::size_t comma = std::min(relation.find(','), relation.size());
    std::string_view group = relation.substr(0, comma);
    relation.remove_prefix(std::min(comma + 1, relation.size()));
    std::vector<std::string_view> names;
    while (!group.empty()) {
      const std::size_t bar = std::min(group.find('|'), group.size());
      names.push_back(first_word(base::trimmed(group.substr(0, bar))));
      group.remove_prefix(std::min(bar + 1, group.size()));
    }
    edges.needs(package, std::move(names));
  }
}

void add_provided(std::string_view relation, std::size_t package, PackageEdges& edges) {
  while (!relation.empty()) {
    const std::size_t comma = std::min(relation.find(','), relation.size());
    edges.provides(first_word(base::trimmed(relation.substr(0, comma))), package);
    relation.remove_prefix(std::min(comma + 1, relation.size()));
  }
}

void read_source(std::string_view source, LockedPackage& package) {
  package.source_name = first_word(source);
  const std::size_t open = source.find('(');
  const std::size_t close = source.find(')', std::min(open, source.size()));
  if (open != source.npos && close != source.npos)
    package.source_version = base::trimmed(source.substr(open + 1, close - open - 1));
}

}  // namespace

bool wants_dpkg(std::string_view path, std::string_view base) {
  if (base == "status") return ends_with_path(path, "var/lib/dpkg/status") || is_opkg(path);
  const std::string_view folder = path.substr(0, path.size() - base.size());
  return ends_with_path(folder, "var/lib/dpkg/status.d/") && !base.ends_with(".md5sums");
}

void read_dpkg(const LockfileInput& input, LockfileContent& content) {
  const std::size_t first = content.packages.size();
  PackageEdges edges;
  std::vector<Stanza> stanzas;
  Stanza stanza;
  std::size_t nameless = 0;
  for (std::size_t at = 0; take_stanza(input.text, at, stanza);) {
    const std::string_view name = first_word(stanza.find("Package"));
    const std::string_view version = stanza.find("Version");
    if (!is_installed(stanza.find("Status"))) continue;
    if (name.empty() || version.empty()) {
      ++nameless;
      continue;
    }
    LockedPackage& package = content.packages.emplace_back();
    package.ecosystem = is_opkg(input.path) ? "OpenWrt" : "Debian";
    package.name = name;
    package.version = version;
    package.span = stanza.span;
    read_source(stanza.find("Source"), package);
    if (const std::string_view architecture = stanza.find("Architecture"); !architecture.empty())
      package.qualifiers = "arch=" + std::string(first_word(architecture));
    stanzas.push_back(stanza);
  }
  // Names before what is provided under a name: a real package goes before a virtual one.
  for (std::size_t i = 0; i < stanzas.size(); ++i)
    edges.provides(first_word(stanzas[i].find("Package")), first + i);
  for (std::size_t i = 0; i < stanzas.size(); ++i) {
    add_provided(stanzas[i].find("Provides"), first + i, edges);
    add_needs(stanzas[i].find("Pre-Depends"), first + i, edges);
    add_needs(stanzas[i].find("Depends"), first + i, edges);
  }
  edges.connect(content);
  if (nameless > 0)
    content.notices.push_back(
        invalid_lockfile("packages without a name or a version: " + std::to_string(nameless)));
}

}  // namespace scan::sca
