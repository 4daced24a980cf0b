// CVSS vectors as their metrics.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace scan::sca {

enum class CvssVersion : std::uint8_t { k2, k3_0, k3_1, k4 };

/// The metrics of a vector that count for its base score, in the order of their version's
/// specification: 2: AV AC Au C I A; 3: AV AC PR UI S C I A; 4: AV AC AT PR UI VC VI VA SC SI SA.
struct CvssVector {
  static constexpr std::size_t kMaxBaseMetrics = 11;
  CvssVersion version = CvssVersion::k2;
  /// The value of each, which is one letter in all versions.
  std::array<char, kMaxBaseMetrics> base = {};
};

/// Parses "AV:N/AC:L/Au:N/C:P/I:P/A:P", in parentheses or not, and "CVSS:3.1/AV:N/...". Metrics may
/// stand in any order. nullopt when a base metric is missing, or any metric is unknown to the
/// version, has a value that it does not define, or stands there twice.
std::optional<CvssVector> parse_cvss_vector(std::string_view vector);

}  // namespace scan::sca
