// CVSS base equations: version 2 (guide, section 3.2.1), 3.0 and 3.1 (section 7.1, weights in 7.4).
// Rounding up follows 3.1's appendix A for 3.0 too: the same where 3.0's is exact, and free of its
// floating-point artefacts.
#include "sca/cvss.h"

#include <algorithm>
#include <cmath>

#include "sca/cvss_v4.h"
#include "sca/cvss_vector.h"

namespace scan::sca {
namespace {

using Metrics = std::array<char, CvssVector::kMaxBaseMetrics>;

struct Weight {
  char value;
  double weight;
};

template <std::size_t N>
double weight(char value, const Weight (&weights)[N]) {
  for (const Weight& row : weights)
    if (row.value == value) return row.weight;
  return 0;  // not reached: parse_cvss_vector() knows the values
}

int round_up_tenths(double score) {
  auto scaled = static_cast<long>(std::lround(score * 100'000));
  return static_cast<int>((scaled + 9'999) / 10'000);
}

int score_v3(const Metrics& m) {
  const bool changed = m[4] == 'C';
  double av = weight(m[0], {{'N', 0.85}, {'A', 0.62}, {'L', 0.55}, {'P', 0.2}});
  double ac = weight(m[1], {{'L', 0.77}, {'H', 0.44}});
  double pr =
      weight(m[2], {{'N', 0.85}, {'L', changed ? 0.68 : 0.62}, {'H', changed ? 0.5 : 0.27}});
  double ui = weight(m[3], {{'N', 0.85}, {'R', 0.62}});
  constexpr Weight kImpact[] = {{'H', 0.56}, {'L', 0.22}, {'N', 0}};
  double base =
      1 - (1 - weight(m[5], kImpact)) * (1 - weight(m[6], kImpact)) * (1 - weight(m[7], kImpact));
  double impact = changed ? 7.52 * (base - 0.029) - 3.25 * std::pow(base - 0.02, 15) : 6.42 * base;
  if (impact <= 0) return 0;
  double exploitability = 8.22 * av * ac * pr * ui;
  return round_up_tenths(std::min((changed ? 1.08 : 1.0) * (impact + exploitability), 10.0));
}

int score_v2(const Metrics& m) {
  double av = weight(m[0], {{'L', 0.395}, {'A', 0.646}, {'N', 1.0}});
  double ac = weight(m[1], {{'H', 0.35}, {'M', 0.61}, {'L', 0.71}});
  double au = weight(m[2], {{'M', 0.45}, {'S', 0.56}, {'N', 0.704}});
  constexpr Weight kImpact[] = {{'N', 0}, {'P', 0.275}, {'C', 0.66}};
  double impact = 10.41 * (1 - (1 - weight(m[3], kImpact)) * (1 - weight(m[4], kImpact)) *
                                   (1 - weight(m[5], kImpact)));
  if (impact == 0) return 0;
  double score = ((0.6 * impact) + (0.4 * 20 * av * ac * au) - 1.5) * 1.176;
  return static_cast<int>(std::lround(score * 10));
}

int score_of(const CvssVector& vector) {
  switch (vector.version) {
    case CvssVersion::k2:
      return score_v2(vector.base);
    case CvssVersion::k3_0:
    case CvssVersion::k3_1:
      return score_v3(vector.base);
    case CvssVersion::k4:
      break;
  }
  return cvss4_base_score(vector);
}

}  // namespace

std::optional<int> cvss_base_score(std::string_view vector) {
  std::optional<CvssVector> parsed = parse_cvss_vector(vector);
  if (!parsed) return std::nullopt;
  return score_of(*parsed);
}

std::optional<Severity> cvss_severity(std::string_view vector) {
  std::optional<CvssVector> parsed = parse_cvss_vector(vector);
  if (!parsed) return std::nullopt;
  const int score = score_of(*parsed);
  const bool has_critical = parsed->version != CvssVersion::k2;  // which ends with "high"
  if (score >= 90 && has_critical) return Severity::kCritical;
  if (score >= 70) return Severity::kHigh;
  if (score >= 40) return Severity::kMedium;
  return score > 0 ? Severity::kLow : Severity::kInfo;
}

}  // namespace scan::sca
