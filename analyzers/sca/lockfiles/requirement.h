// A requirement of Python's (PEP 508), as requirements files and the manifests of Python projects
// state it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace scan::sca {

/// What pip takes for space within a line.
inline constexpr std::string_view kRequirementSpace = " \t\f\v\r";

/// Parts of the text that was parsed.
struct Requirement {
  std::string_view name;
  /// Empty unless "==" without a wildcard, "===" or the name of a wheel pins one.
  std::string_view version;
};

/// kNothing: a URL or a path that does not tell its package.
enum class RequirementKind : std::uint8_t { kPackage, kNothing, kMalformed };

/// Reads "name[extra]==1.0; marker", "name @ URL", a URL or a path; without a comment, trimmed.
RequirementKind parse_requirement(std::string_view text, Requirement& out);

/// The package of a URL or a path: named by its wheel or by "#egg=NAME", or not at all.
std::optional<Requirement> requirement_of_url(std::string_view url);

/// Takes an identifier of PEP 508 off the front of `text`; empty when it does not begin with one.
std::string_view take_requirement_name(std::string_view& text);

}  // namespace scan::sca
