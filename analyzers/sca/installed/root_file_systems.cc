// Names of ecosystems: https://ossf.github.io/osv-schema/#defined-ecosystems; types of package URLs
// and their namespaces: the purl specification.
#include "sca/installed/root_file_systems.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "base/ascii.h"
#include "sca/lockfile.h"

namespace scan::sca {
namespace {

// What a package manager installs. `ecosystem` is what its parser says, before the release is
// known; `id` the distribution that it is of where no os-release says so.
struct Manager {
  std::string_view parser;
  std::string_view ecosystem;
  std::string_view purl_type;
  std::string_view id;
};
constexpr std::array kManagers = {
    Manager{"dpkg", "Debian", "deb", "debian"},    Manager{"apk", "Alpine", "apk", "alpine"},
    Manager{"rpm", "RPM", "rpm", "rpm"},           Manager{"pacman", "Arch Linux", "alpm", "arch"},
    Manager{"dpkg", "OpenWrt", "opkg", "openwrt"}, Manager{"portage", "Gentoo", "ebuild", "gentoo"},
};

const Manager* manager_of(const Package& package) {
  const auto* found = std::ranges::find(kManagers, package.ecosystem, &Manager::ecosystem);
  if (found == kManagers.end()) return nullptr;
  // A bill of materials may name the same ecosystem, and says itself of which release it is.
  const Lockfile* file = find_lockfile(package.location.path);
  return file != nullptr && file->name == found->parser ? found : nullptr;
}

std::string_view major(std::string_view version) { return version.substr(0, version.find('.')); }

std::string with_release(std::string_view name, std::string_view release) {
  std::string ecosystem(name);
  if (!release.empty()) ecosystem.append(":").append(release);
  return ecosystem;
}

// Testing and unstable have no number; advisories name their releases by the coming one.
std::string debian_release(const OsRelease& release) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kCodenames = {{
      {"buster", "10"},
      {"bullseye", "11"},
      {"bookworm", "12"},
      {"trixie", "13"},
      {"forky", "14"},
      {"sid", "14"},
  }};
  if (!release.version_id.empty()) return std::string(major(release.version_id));
  for (const auto& [codename, number] : kCodenames)
    if (release.codename == codename) return std::string(number);
  return {};
}

std::string ubuntu_release(const OsRelease& release) {
  const bool long_term = release.version.find("LTS") != std::string::npos;
  return release.version_id + (long_term ? ":LTS" : "");
}

// "3.18.4" is of v3.18.
std::string alpine_release(const OsRelease& release) {
  const std::size_t minor = release.version_id.find('.');
  if (minor == std::string::npos) return {};
  std::size_t end = minor + 1;
  while (end < release.version_id.size() && base::is_digit(release.version_id[end])) ++end;
  return "v" + release.version_id.substr(0, end);
}

// "15.5" is Service Pack 5 of 15.
std::string suse_release(const OsRelease& release) {
  const std::size_t dot = release.version_id.find('.');
  std::string name = "Linux Enterprise Server " + release.version_id.substr(0, dot);
  if (dot != std::string::npos) name += " SP" + release.version_id.substr(dot + 1);
  return name;
}

// "22.03 (LTS-SP3)" is "22.03-LTS-SP3".
std::string open_euler_release(const OsRelease& release) {
  const std::size_t open = release.version.find('(');
  const std::size_t close = release.version.find(')');
  if (open == std::string::npos || close == std::string::npos || close < open)
    return release.version_id;
  return release.version_id + "-" + release.version.substr(open + 1, close - open - 1);
}

struct Root {
  std::string path;  // "image.tar!", "build/rootfs/" or ""
  OsRelease release;
};

std::vector<Root> roots_of(const std::vector<Fact>& facts) {
  std::map<std::string, OsRelease> roots;
  for (const Fact& fact : facts) {
    if (fact.kind != kOsReleaseFact) continue;
    if (fact.location.layer && fact.location.layer->covered) continue;
    std::optional<OsRelease> release = read_os_release_payload(fact.payload);
    if (!release) continue;
    std::string_view path = fact.location.path;
    // What etc/os-release says goes before usr/lib/os-release, which comes after it in the order
    // of facts.
    for (const std::string_view suffix : {"usr/lib/os-release", "etc/os-release"})
      if (path.ends_with(suffix)) {
        path.remove_suffix(suffix.size());
        break;
      }
    roots.try_emplace(std::string(path), *std::move(release));
  }
  std::vector<Root> longest_first;
  for (auto& [path, release] : roots) longest_first.push_back({path, std::move(release)});
  std::ranges::stable_sort(longest_first, std::ranges::greater(),
                           [](const Root& root) { return root.path.size(); });
  return longest_first;
}

// "pkg:deb/libc6@2.36?arch=amd64" with the distribution.
std::string with_distribution(const Package& package, const Manager& manager,
                              const OsRelease& release) {
  const std::string_view purl = package.purl;
  const std::size_t end = std::min(purl.find('?'), purl.size());
  std::string name(purl.substr(purl.rfind('/', end) + 1));
  // "2:1.0" is version 1.0 of epoch 2, which package URLs of this type have as a qualifier.
  std::string epoch;
  const std::size_t colon = package.version.find(':');
  if (manager.purl_type == "rpm" && colon != std::string::npos) {
    epoch = "&epoch=" + package.version.substr(0, colon);
    const std::size_t at = name.find('@' + package.version.substr(0, colon + 1));
    if (at != std::string::npos) name.erase(at + 1, colon + 1);
  }
  std::string with = "pkg:";
  with.append(manager.purl_type).append("/").append(release.id).append("/").append(name);
  with.append(end == purl.size() ? "?" : "&").append("distro=").append(release.id);
  if (!release.version_id.empty()) with.append("-").append(release.version_id);
  return with + epoch;
}

}  // namespace

std::string release_ecosystem(const OsRelease& release) {
  const std::string& id = release.id;
  const std::string& version = release.version_id;
  if (id == "debian") return with_release("Debian", debian_release(release));
  if (id == "ubuntu") return with_release("Ubuntu", ubuntu_release(release));
  if (id == "alpine") return with_release("Alpine", alpine_release(release));
  if (id == "wolfi") return "Wolfi";
  if (id == "chainguard") return "Chainguard";
  if (id == "minimos") return "MinimOS";
  if (id == "echo") return "Echo";
  if (id == "alpaquita") return with_release("Alpaquita", version);
  if (id == "bellsoft-hardened-containers")
    return with_release("BellSoft Hardened Containers", version);
  if (id == "rocky") return with_release("Rocky Linux", major(version));
  if (id == "almalinux") return with_release("AlmaLinux", major(version));
  if (id == "rhel") return "Red Hat:enterprise_linux:" + std::string(major(version)) + "::baseos";
  if (id == "opensuse-leap") return "openSUSE:Leap " + version;
  if (id == "opensuse-tumbleweed") return "openSUSE:Tumbleweed";
  if (id == "sles") return "SUSE:" + suse_release(release);
  if (id == "mageia") return with_release("Mageia", version);
  if (id == "openEuler") return with_release("openEuler", open_euler_release(release));
  if (id == "photon") return with_release("Photon OS", version);
  if (id == "azurelinux" || id == "mariner") return with_release("Azure Linux", major(version));
  return {};
}

void resolve_releases(const std::vector<Fact>& facts, std::vector<Package>& packages,
                      std::vector<Notice>& notices) {
  const std::vector<Root> roots = roots_of(facts);
  std::map<std::pair<std::string_view, std::string>, std::string> renamed;  // path and old purl
  std::set<std::string> without;
  for (Package& package : packages) {
    const Manager* manager = manager_of(package);
    if (manager == nullptr) continue;
    const std::string& path = package.location.path;
    const auto root = std::ranges::find_if(
        roots, [&](const Root& candidate) { return path.starts_with(candidate.path); });
    OsRelease release{.id = std::string(manager->id)};
    if (root != roots.end()) release = root->release;
    std::string ecosystem = release_ecosystem(release);
    if (root == roots.end() && without.insert(path).second)
      notices.push_back({.code = "release-unknown",
                         .message = "there is no os-release beside it, so its packages cannot be "
                                    "matched with the advisories of a release",
                         .path = path,
                         .incomplete = true});
    // These advise on what is installed, all others on what it was built from.
    if (release.id == "almalinux" || release.id == "rhel")
      package.source_name.clear(), package.source_version.clear();
    if (!ecosystem.empty())
      package.ecosystem = std::move(ecosystem);
    else
      package.ecosystem = with_release(release.id, release.version_id);
    std::string purl = with_distribution(package, *manager, release);
    renamed.emplace(std::pair(std::string_view(path), package.purl), purl);
    package.purl = std::move(purl);
  }
  if (renamed.empty()) return;
  for (Package& package : packages) {
    for (std::string& edge : package.dependencies) {
      const auto found = renamed.find({package.location.path, edge});
      if (found != renamed.end()) edge = found->second;
    }
    std::ranges::sort(package.dependencies);
  }
}

}  // namespace scan::sca
