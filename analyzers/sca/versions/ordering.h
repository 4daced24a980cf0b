// Version orderings as ordering keys: bytes whose memcmp() order is the order of the versions.
//
//   std::optional<std::string> a = ordering_key(Ordering::kPep440, "1.0rc1");
//   std::optional<std::string> b = ordering_key(Ordering::kPep440, "1.0");
//   assert(*a < *b);
//
// A version is parsed once into its key; the advisory index stores the keys of range ends, so that
// a lookup parses one version and compares bytes. Numbers are of any length: keys hold decimal
// digits, never machine integers.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace scan::sca {

/// How an ecosystem orders its versions: a row of orderings.def. The numbers are part of the
/// index's format: append only, and raise index_format.h's kFormatVersion when the keys of an
/// existing one change.
enum class Ordering : std::uint8_t {
  kNone = 0,        ///< unknown to this program: versions are compared for equality only
  kPep440 = 1,      ///< Python: PEP 440
  kSemVer = 2,      ///< SemVer 2.0.0, section 11, leniently read: npm, crates.io
  kGo = 3,          ///< SemVer with Go's prefix `v`, and the releases of Go itself ("1.21rc2")
  kDebian = 4,      ///< dpkg: deb-version(7)
  kRpm = 5,         ///< rpmvercmp, with epoch and release
  kApk = 6,         ///< Alpine's apk
  kRubyGems = 7,    ///< Gem::Version
  kNuGet = 8,       ///< NuGet.Versioning: four numbers, case-insensitive SemVer labels
  kCran = 9,        ///< R's package_version
  kHackage = 10,    ///< Haskell's Version
  kPub = 11,        ///< SemVer, but build metadata counts
  kMaven = 12,      ///< ComparableVersion of Maven 3.9
  kPackagist = 13,  ///< Composer's normalisation, then PHP's version_compare
  kConan = 14,      ///< Conan 2
  kFreeBsd = 15,    ///< pkg-version(8)
};
inline constexpr std::uint8_t kOrderingCount = 16;

/// The ordering key of a version; equal keys for versions that the ecosystem holds to be equal
/// ("1.0" and "1.0.0" in Python). nullopt when `version` is none in this ordering. Never empty: the
/// empty key is left to stand before every version (OSV's `introduced: "0"`). Linear in the length
/// of `version`.
std::optional<std::string> ordering_key(Ordering ordering, std::string_view version);

struct OrderingRow {
  std::string_view name;
  Ordering ordering = Ordering::kNone;
  std::optional<std::string> (*key)(std::string_view version) = nullptr;
};

/// The rows of orderings.def: all orderings but kNone, by their numbers.
std::span<const OrderingRow> orderings();

// One for each ordering, in a file of its own. They expect no NUL in a version.
std::optional<std::string> pep440_key(std::string_view version);
std::optional<std::string> semver_key(std::string_view version);
std::optional<std::string> go_key(std::string_view version);
std::optional<std::string> debian_key(std::string_view version);
std::optional<std::string> rpm_key(std::string_view version);
std::optional<std::string> apk_key(std::string_view version);
std::optional<std::string> rubygems_key(std::string_view version);
std::optional<std::string> nuget_key(std::string_view version);
std::optional<std::string> cran_key(std::string_view version);
std::optional<std::string> hackage_key(std::string_view version);
std::optional<std::string> pub_key(std::string_view version);
std::optional<std::string> maven_key(std::string_view version);
std::optional<std::string> packagist_key(std::string_view version);
std::optional<std::string> conan_key(std::string_view version);
std::optional<std::string> freebsd_key(std::string_view version);

}  // namespace scan::sca
