// What can be told of a secret without asking anybody: checksums, structure, dates. A rule names
// the checks that fit its secrets (`checks = ["crc32-base62"]`); assessment.h weighs what they say.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scan/finding.h"

namespace scan::secrets {

/// A secret that a rule found, with what stands around it.
struct Subject {
  std::string_view secret;
  /// What the rule's regex matched.
  std::string_view match;
  /// The whole lines that the match is on, bounded where they are long.
  std::string_view line;
  /// The match with what stands before and after it, bounded.
  std::string_view around = {};
  std::string_view path;
};

/// What a check makes of a secret, from nothing to all.
enum class Verdict : std::uint8_t {
  /// It is not of the form that the check is about.
  kSilent,
  /// Well-formed, so nothing speaks against it; anybody could have made it up.
  kSound,
  /// Only its issuer makes such a one, but for chance: a checksum holds.
  kProved,
  /// It looks like one and cannot be one that works.
  kDoubtful,
  /// It is no secret at all, and no finding.
  kRefuted,
};

struct Opinion {
  Verdict verdict = Verdict::kSilent;
  /// In words that follow "because": "its checksum is right". Never holds the secret.
  std::string reason = {};
  /// Set where the secret tells how bad it is.
  std::optional<Severity> severity = std::nullopt;
  /// For Finding::properties: what can be read from it.
  std::vector<std::pair<std::string, std::string>> properties = {};
};

/// A row of checks.def. A pure function of its subject, whose secret may be any bytes.
struct Check {
  std::string_view name;
  Opinion (*run)(const Subject& subject);
  /// One line for documentation.
  std::string_view about;
};

/// All of checks.def, in its order.
std::span<const Check> all_checks();

/// nullptr when there is none of this name.
const Check* find_check(std::string_view name);

#define SCAN_CHECK(name, function, about) Opinion function(const Subject& subject);
#include "secrets/checks/checks.def"
#undef SCAN_CHECK

}  // namespace scan::secrets
