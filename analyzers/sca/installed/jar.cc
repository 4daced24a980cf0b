// Java archives, and those in them. Maven leaves the coordinates of each artifact, also of those
// that were merged into another one (META-INF/maven/GROUP/ARTIFACT/pom.properties). What was built
// by something else has its manifest and its file's name.
#include <algorithm>
#include <array>
#include <map>

#include "base/ascii.h"
#include "sca/installed/stanzas.h"
#include "sca/lockfile.h"
#include "source/archive.h"
#include "source/archive_format.h"

namespace scan::sca {
namespace {

constexpr std::string_view kProperties = "/pom.properties";
constexpr std::string_view kManifest = "META-INF/MANIFEST.MF";

struct Coordinates {
  std::string group;
  std::string artifact;
  std::string version;
};

// What is known of one archive, by its path.
struct Jar {
  std::vector<Coordinates> maven;
  Coordinates manifest;
};

Coordinates read_properties(std::string_view text) {
  Coordinates coordinates;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::size_t equals = line.find_first_of("=:");
    if (equals == line.npos || line.starts_with('#')) continue;
    const std::string_view key = base::trimmed(line.substr(0, equals));
    const std::string_view value = base::trimmed(line.substr(equals + 1));
    if (key == "groupId") coordinates.group = value;
    if (key == "artifactId") coordinates.artifact = value;
    if (key == "version") coordinates.version = value;
  }
  return coordinates;
}

std::string first_of(const Stanza& manifest, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (const std::string_view value = manifest.find(name); !value.empty())
      return std::string(value);
  return {};
}

// A line goes on in one that begins with a space, in the middle of a word.
std::string unfolded(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') continue;
    if (text[i] == '\n' && i + 1 < text.size() && text[i + 1] == ' ')
      ++i;
    else
      plain.push_back(text[i]);
  }
  return plain;
}

Coordinates read_manifest(std::string_view text) {
  const std::string plain = unfolded(text);
  Stanza head;
  std::size_t at = 0;
  take_stanza(plain, at, head);
  Coordinates coordinates{
      .group = first_of(
          head, {"Implementation-Vendor-Id", "Bundle-SymbolicName", "Automatic-Module-Name"}),
      .version =
          first_of(head, {"Implementation-Version", "Bundle-Version", "Specification-Version"})};
  // A bundle's name has directives behind it.
  coordinates.group = coordinates.group.substr(0, coordinates.group.find(';'));
  return coordinates;
}

// "lib/spring-core-5.3.20.jar": the version begins at a digit behind a "-".
Coordinates read_file_name(std::string_view path) {
  std::string_view base = path.substr(path.find_last_of("/!") + 1);
  base = base.substr(0, base.rfind('.'));
  for (std::size_t dash = base.find('-'); dash != base.npos; dash = base.find('-', dash + 1))
    if (dash > 0 && dash + 1 < base.size() && base::is_digit(base[dash + 1]))
      return {{}, std::string(base.substr(0, dash)), std::string(base.substr(dash + 1))};
  return {{}, std::string(base), {}};
}

// "org.slf4j.api" and "slf4j-api" have the group "org.slf4j" in common: what a name of a bundle
// says beyond the group is the artifact's.
std::string group_of(std::string_view name, std::string_view artifact) {
  const std::size_t dot = name.rfind('.');
  const std::string_view last = name.substr(dot + 1);  // npos + 1 is 0
  if (dot != name.npos && (artifact == last || artifact.ends_with("-" + std::string(last))))
    return std::string(name.substr(0, dot));
  return std::string(name);
}

void add_packages(const std::string& path, const Jar& jar, LockfileContent& content) {
  const auto add = [&](const std::string& name, const std::string& version) {
    content.packages.push_back(
        {.ecosystem = "Maven", .name = name, .version = version, .direct = true});
  };
  for (const Coordinates& maven : jar.maven) add(maven.group + ":" + maven.artifact, maven.version);
  if (!jar.maven.empty()) return;
  const Coordinates named = read_file_name(path);
  const std::string& version = named.version.empty() ? jar.manifest.version : named.version;
  if (named.artifact.empty() || version.empty()) return;
  const std::string group = group_of(jar.manifest.group, named.artifact);
  add(group.empty() ? named.artifact : group + ":" + named.artifact, version);
}

}  // namespace

bool wants_jar(std::string_view /*path*/, std::string_view base) {
  constexpr std::array<std::string_view, 8> kEndings = {"aar", "ear", "hpi", "jar",
                                                        "jpi", "kar", "sar", "war"};
  const std::size_t dot = base.rfind('.');
  return dot != base.npos && std::ranges::binary_search(kEndings, base.substr(dot + 1));
}

bool is_jar(std::string_view head) {
  return source::archive_kind(head) == source::ArchiveKind::kDirectory;
}

void read_jar(const LockfileInput& input, LockfileContent& content) {
  constexpr unsigned kDepth = 8;
  constexpr std::uint64_t kMaxText = 4u << 20;
  const Result<source::ArchiveLibraryPointer> library = source::ArchiveLibrary::load();
  if (!library.ok()) {
    content.notices.push_back(invalid_lockfile(library.error().message));
    return;
  }
  std::map<std::string, Jar> jars;
  const std::string path(input.path);
  jars.try_emplace(path);
  const source::ArchiveCallbacks callbacks{
      .takes = [](std::string_view, std::string_view) { return true; },
      .wants =
          [](std::string_view kind) {
            return kind.ends_with(kManifest) ||
                   (kind.ends_with(kProperties) && kind.find("META-INF/maven/") != kind.npos);
          },
      .on_file =
          [&](const std::string& file, std::string_view, std::string bytes) {
            Jar& jar = jars[file.substr(0, file.rfind('!'))];
            if (!file.ends_with(kProperties)) {
              jar.manifest = read_manifest(bytes);
              return;
            }
            Coordinates maven = read_properties(bytes);
            if (!maven.artifact.empty()) jar.maven.push_back(std::move(maven));
          },
      .on_large =
          [&](const std::string& file, std::uint64_t) {
            content.notices.push_back(invalid_lockfile(file + " is too large"));
          }};
  source::MemoryInput bytes(input.bytes);
  source::ArchiveSummary summary =
      source::read_archive(**library, bytes, input.bytes.size(), path,
                           {.depth = kDepth, .file_bytes = kMaxText}, callbacks);
  for (const auto& [name, jar] : jars) add_packages(name, jar, content);
  std::ranges::move(summary.notices, std::back_inserter(content.notices));
}

}  // namespace scan::sca
