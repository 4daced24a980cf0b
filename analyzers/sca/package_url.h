// Package URLs, by which SBOMs name packages.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace scan::sca {

/// The canonical package URL of a package as OSV names it: "pkg:npm/%40babel/core@7.0.0",
/// "pkg:deb/debian/openssl@3.0.9-1?distro=debian-12"; without "@" for an empty version. An unknown
/// ecosystem gives the type "generic". Source: the purl specification and its type definitions.
std::string package_url(std::string_view ecosystem, std::string_view name,
                        std::string_view version);

/// A package URL in its parts, decoded, and normal as its type demands.
struct PackageUrl {
  /// In small letters.
  std::string type;
  /// Parts joined by "/"; empty where there is none.
  std::string name_space;
  std::string name;
  std::string version;
  /// By key, in small letters; none is empty.
  std::map<std::string, std::string> qualifiers;
  std::string subpath;

  friend bool operator==(const PackageUrl&, const PackageUrl&) = default;
};

/// Parses as the purl specification says ("How to parse a purl"); nullopt for what is none. Names
/// of types that fold case are in small letters afterwards.
std::optional<PackageUrl> parse_package_url(std::string_view url);

/// The canonical form.
std::string to_string(const PackageUrl& url);

/// A package as OSV names it.
struct NamedPackage {
  /// With its release where the URL tells it ("Debian:12"); the type of the URL where OSV has no
  /// such ecosystem.
  std::string ecosystem;
  std::string name;
  std::string version;

  friend bool operator==(const NamedPackage&, const NamedPackage&) = default;
};

/// The inverse of package_url(). A package that a distribution builds of a source package of
/// another name (qualifier "upstream") has that name, under which its advisories stand.
NamedPackage named_package(const PackageUrl& url);

}  // namespace scan::sca
