// CVSS base equations: version 2 (guide, section 3.2.1), 3.0 and 3.1 (section 7.1, weights in 7.4).
// Rounding up follows 3.1's appendix A for 3.0 too: the same where 3.0's is exact, and free of its
// floating-point artefacts.
#include "sca/cvss.h"

#include <algorithm>
#include <cmath>

namespace scan::sca {
namespace {

// The value of `metric` in "AV:N/AC:L/..."; empty when absent.
std::string_view metric(std::string_view vector, std::string_view name) {
  while (!vector.empty()) {
    std::size_t slash = vector.find('/');
    std::string_view part = vector.substr(0, slash);
    if (part.size() > name.size() && part[name.size()] == ':' && part.starts_with(name))
      return part.substr(name.size() + 1);
    if (slash == std::string_view::npos) break;
    vector.remove_prefix(slash + 1);
  }
  return {};
}

struct Weight {
  char value;
  double weight;
};

// The weight of a metric's one-letter value; negative when it is absent or none of `weights`.
template <std::size_t N>
double weight(std::string_view vector, std::string_view name, const Weight (&weights)[N]) {
  std::string_view value = metric(vector, name);
  if (value.size() == 1)
    for (const Weight& row : weights)
      if (row.value == value.front()) return row.weight;
  return -1;
}

int round_up_tenths(double score) {
  auto scaled = static_cast<long>(std::lround(score * 100'000));
  return static_cast<int>((scaled + 9'999) / 10'000);
}

std::optional<int> score_v3(std::string_view vector) {
  std::string_view scope = metric(vector, "S");
  if (scope != "U" && scope != "C") return std::nullopt;
  bool changed = scope == "C";
  double av = weight(vector, "AV", {{'N', 0.85}, {'A', 0.62}, {'L', 0.55}, {'P', 0.2}});
  double ac = weight(vector, "AC", {{'L', 0.77}, {'H', 0.44}});
  double pr = weight(vector, "PR",
                     {{'N', 0.85}, {'L', changed ? 0.68 : 0.62}, {'H', changed ? 0.5 : 0.27}});
  double ui = weight(vector, "UI", {{'N', 0.85}, {'R', 0.62}});
  constexpr Weight kImpact[] = {{'H', 0.56}, {'L', 0.22}, {'N', 0}};
  double c = weight(vector, "C", kImpact);
  double i = weight(vector, "I", kImpact);
  double a = weight(vector, "A", kImpact);
  if (std::min({av, ac, pr, ui, c, i, a}) < 0) return std::nullopt;

  double base = 1 - (1 - c) * (1 - i) * (1 - a);
  double impact = changed ? 7.52 * (base - 0.029) - 3.25 * std::pow(base - 0.02, 15) : 6.42 * base;
  if (impact <= 0) return 0;
  double exploitability = 8.22 * av * ac * pr * ui;
  return round_up_tenths(std::min((changed ? 1.08 : 1.0) * (impact + exploitability), 10.0));
}

std::optional<int> score_v2(std::string_view vector) {
  double av = weight(vector, "AV", {{'L', 0.395}, {'A', 0.646}, {'N', 1.0}});
  double ac = weight(vector, "AC", {{'H', 0.35}, {'M', 0.61}, {'L', 0.71}});
  double au = weight(vector, "Au", {{'M', 0.45}, {'S', 0.56}, {'N', 0.704}});
  constexpr Weight kImpact[] = {{'N', 0}, {'P', 0.275}, {'C', 0.66}};
  double c = weight(vector, "C", kImpact);
  double i = weight(vector, "I", kImpact);
  double a = weight(vector, "A", kImpact);
  if (std::min({av, ac, au, c, i, a}) < 0) return std::nullopt;

  double impact = 10.41 * (1 - (1 - c) * (1 - i) * (1 - a));
  if (impact == 0) return 0;
  double score = ((0.6 * impact) + (0.4 * 20 * av * ac * au) - 1.5) * 1.176;
  return static_cast<int>(std::lround(score * 10));
}

bool is_v3(std::string_view vector) {
  return vector.starts_with("CVSS:3.0/") || vector.starts_with("CVSS:3.1/");
}

}  // namespace

std::optional<int> cvss_base_score(std::string_view vector) {
  if (is_v3(vector)) return score_v3(vector.substr(9));
  if (vector.starts_with("CVSS:")) return std::nullopt;
  if (vector.starts_with('(') && vector.ends_with(')'))
    vector = vector.substr(1, vector.size() - 2);
  return score_v2(vector);
}

std::optional<Severity> cvss_severity(std::string_view vector) {
  std::optional<int> score = cvss_base_score(vector);
  if (!score) return std::nullopt;
  if (*score >= 90 && is_v3(vector)) return Severity::kCritical;  // version 2 ends with "high"
  if (*score >= 70) return Severity::kHigh;
  if (*score >= 40) return Severity::kMedium;
  return *score > 0 ? Severity::kLow : Severity::kInfo;
}

}  // namespace scan::sca
