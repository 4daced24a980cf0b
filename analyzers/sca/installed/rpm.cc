// RPM's database of what is installed: a header for each package (RPM's "Header structure"), in
// one of three databases, whose readers are rpm_databases.h.
#include <algorithm>
#include <set>

#include "base/ascii.h"
#include "sca/installed/byte_reader.h"
#include "sca/installed/package_edges.h"
#include "sca/installed/rpm_databases.h"
#include "sca/installed/stanzas.h"
#include "sca/lockfile.h"

namespace scan::sca {
namespace {

constexpr std::uint64_t kMaxTags = 100'000;

enum Tag : std::uint32_t {
  kName = 1000,
  kVersion = 1001,
  kRelease = 1002,
  kEpoch = 1003,
  kLicense = 1014,
  kArchitecture = 1022,
  kSourceRpm = 1044,
  kProvides = 1047,
  kRequires = 1049,
};

// A package's header: two counts, an index of tags and their data. Numbers are big-endian.
class Header {
 public:
  explicit Header(std::string_view bytes) : bytes_(bytes) {
    tags_ = std::min(number(0, 4), kMaxTags);
    data_ = bytes_at(bytes, 8 + 16 * number(0, 4), number(4, 4));
  }

  std::string_view text(Tag tag) const {
    const std::string_view data = content(tag).first;
    return data.substr(0, data.find('\0'));
  }

  std::uint64_t integer(Tag tag) const { return number_at(content(tag).first, 0, 4, kOrder); }

  std::vector<std::string_view> texts(Tag tag) const {
    auto [data, count] = content(tag);
    std::vector<std::string_view> texts;
    while (count-- > 0 && !data.empty()) {
      texts.push_back(data.substr(0, data.find('\0')));
      data.remove_prefix(std::min(texts.back().size() + 1, data.size()));
    }
    return texts;
  }

 private:
  static constexpr ByteOrder kOrder = ByteOrder::kBig;

  std::uint64_t number(std::uint64_t offset, std::size_t size) const {
    return number_at(bytes_, offset, size, kOrder);
  }

  // The data from the tag's on, and how many values it has.
  std::pair<std::string_view, std::uint64_t> content(Tag tag) const {
    for (std::uint64_t i = 0; i < tags_; ++i) {
      const std::uint64_t entry = 8 + 16 * i;
      if (number(entry, 4) == tag)
        return {bytes_at(data_, number(entry + 8, 4), data_.size()), number(entry + 12, 4)};
    }
    return {};
  }

  std::string_view bytes_;
  std::string_view data_;
  std::uint64_t tags_ = 0;
};

std::string full_version(const Header& header) {
  std::string version(header.text(kVersion));
  if (const std::string_view release = header.text(kRelease); !release.empty())
    version.append("-").append(release);
  if (const std::uint64_t epoch = header.integer(kEpoch); epoch > 0)
    version = std::to_string(epoch) + ":" + version;
  return version;
}

// "openssl-3.0.7-24.el9.src.rpm": name, version and release.
void read_source(std::string_view source, LockedPackage& package) {
  constexpr std::string_view kEnding = ".src.rpm";
  if (!source.ends_with(kEnding)) return;
  source.remove_suffix(kEnding.size());
  const std::size_t release = source.rfind('-');
  if (release == source.npos || release == 0) return;
  const std::size_t version = source.rfind('-', release - 1);
  if (version == source.npos) return;
  const std::string_view name = source.substr(0, version);
  std::string own(source.substr(version + 1));
  // The source's epoch is not told; packages have it from there.
  if (const std::size_t colon = package.version.find(':'); colon != std::string::npos)
    own.insert(0, package.version, 0, colon + 1);
  if (name != package.name) package.source_name = name;
  if (own != package.version) package.source_version = own;
}

bool has_database_name(std::string_view base) {
  return base == "rpmdb.sqlite" || base == "Packages.db" || base == "Packages";
}

}  // namespace

bool wants_rpm(std::string_view path, std::string_view base) {
  if (!has_database_name(base)) return false;
  const std::string_view folder = path.substr(0, path.size() - base.size());
  return ends_with_path(folder, "var/lib/rpm/") || ends_with_path(folder, "lib/sysimage/rpm/");
}

bool is_rpm(std::string_view head) { return is_rpm_database(head); }

void read_rpm(const LockfileInput& input, LockfileContent& content) {
  RpmHeaders headers = read_rpm_database(input.bytes);
  PackageEdges edges;
  std::vector<Header> read;
  std::size_t nameless = 0;
  for (const std::string& blob : headers.blobs) {
    const Header header(blob);
    const std::string_view name = header.text(kName);
    if (name == "gpg-pubkey") continue;  // a key that was imported
    if (name.empty() || header.text(kVersion).empty()) {
      ++nameless;
      continue;
    }
    LockedPackage& package = content.packages.emplace_back();
    package.ecosystem = "RPM";
    package.name = name;
    package.version = full_version(header);
    package.license = header.text(kLicense);
    if (const std::string_view architecture = header.text(kArchitecture); !architecture.empty())
      package.qualifiers = "arch=" + std::string(architecture);
    read_source(header.text(kSourceRpm), package);
    edges.provides(name, content.packages.size() - 1);
    read.push_back(header);
  }
  for (std::size_t i = 0; i < read.size(); ++i) {
    for (const std::string_view name : read[i].texts(kProvides)) edges.provides(name, i);
    std::set<std::string_view> needed;
    for (const std::string_view name : read[i].texts(kRequires))
      if (needed.insert(name).second) edges.needs(i, {name});
  }
  edges.connect(content);
  for (LockedPackage& package : content.packages) {
    std::ranges::sort(package.dependencies);
    package.dependencies.erase(
        std::unique(package.dependencies.begin(), package.dependencies.end()),
        package.dependencies.end());
  }
  if (nameless > 0) headers.damaged = true;
  if (headers.damaged)
    content.notices.push_back(invalid_lockfile("the database is damaged or cut off"));
}

}  // namespace scan::sca
