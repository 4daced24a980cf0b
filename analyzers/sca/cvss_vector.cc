// The metrics of each version are a table; those before the first optional one are the base.
#include "sca/cvss_vector.h"

#include <algorithm>
#include <span>

namespace scan::sca {
namespace {

struct Metric {
  std::string_view name;
  std::string_view values;  // between spaces
};

// CVSS v2 guide, section 2; base, temporal, environmental.
constexpr std::size_t kBaseMetrics2 = 6;
constexpr Metric kMetrics2[] = {
    {"AV", "L A N"},      {"AC", "H M L"},      {"Au", "M S N"},           {"C", "N P C"},
    {"I", "N P C"},       {"A", "N P C"},       {"E", "U POC F H ND"},     {"RL", "OF TF W U ND"},
    {"RC", "UC UR C ND"}, {"TD", "N L M H ND"}, {"CDP", "N L LM MH H ND"}, {"CR", "L M H ND"},
    {"IR", "L M H ND"},   {"AR", "L M H ND"},
};

// CVSS v3.1, table 15; the same in 3.0.
constexpr std::size_t kBaseMetrics3 = 8;
constexpr Metric kMetrics3[] = {
    {"AV", "N A L P"},  {"AC", "L H"},       {"PR", "N L H"},      {"UI", "N R"},
    {"S", "U C"},       {"C", "H L N"},      {"I", "H L N"},       {"A", "H L N"},
    {"E", "X H F P U"}, {"RL", "X U W T O"}, {"RC", "X C R U"},    {"CR", "X H M L"},
    {"IR", "X H M L"},  {"AR", "X H M L"},   {"MAV", "X N A L P"}, {"MAC", "X L H"},
    {"MPR", "X N L H"}, {"MUI", "X N R"},    {"MS", "X U C"},      {"MC", "X N L H"},
    {"MI", "X N L H"},  {"MA", "X N L H"},
};

// CVSS v4.0, table 23; base, threat, environmental, supplemental.
constexpr std::size_t kBaseMetrics4 = 11;
constexpr Metric kMetrics4[] = {
    {"AV", "N A L P"},    {"AC", "L H"},
    {"AT", "N P"},        {"PR", "N L H"},
    {"UI", "N P A"},      {"VC", "H L N"},
    {"VI", "H L N"},      {"VA", "H L N"},
    {"SC", "H L N"},      {"SI", "H L N"},
    {"SA", "H L N"},      {"E", "X A P U"},
    {"CR", "X H M L"},    {"IR", "X H M L"},
    {"AR", "X H M L"},    {"MAV", "X N A L P"},
    {"MAC", "X L H"},     {"MAT", "X N P"},
    {"MPR", "X N L H"},   {"MUI", "X N P A"},
    {"MVC", "X H L N"},   {"MVI", "X H L N"},
    {"MVA", "X H L N"},   {"MSC", "X H L N"},
    {"MSI", "X S H L N"}, {"MSA", "X S H L N"},
    {"S", "X N P"},       {"AU", "X N Y"},
    {"R", "X A U I"},     {"V", "X D C"},
    {"RE", "X L M H"},    {"U", "X Clear Green Amber Red"},
};
constexpr std::size_t kMaxMetrics = std::size(kMetrics4);

struct Form {
  std::span<const Metric> metrics;
  std::size_t base_metrics = 0;
};

Form form_of(CvssVersion version) {
  switch (version) {
    case CvssVersion::k2:
      return {kMetrics2, kBaseMetrics2};
    case CvssVersion::k3_0:
    case CvssVersion::k3_1:
      return {kMetrics3, kBaseMetrics3};
    case CvssVersion::k4:
      break;
  }
  return {kMetrics4, kBaseMetrics4};
}

// Takes the text before the next `separator`, and that too.
std::string_view take_until(std::string_view& rest, char separator) {
  std::string_view taken = rest.substr(0, rest.find(separator));
  rest.remove_prefix(std::min(taken.size() + 1, rest.size()));
  return taken;
}

bool is_value_of(std::string_view value, const Metric& metric) {
  std::string_view values = metric.values;
  while (!values.empty())
    if (take_until(values, ' ') == value) return true;
  return false;
}

// Takes "CVSS:3.1/" off; version 2 has no such prefix. nullopt for another version.
std::optional<CvssVersion> take_version(std::string_view& vector) {
  if (!vector.starts_with("CVSS:")) return CvssVersion::k2;
  std::string_view prefix = take_until(vector, '/');
  if (prefix == "CVSS:3.0") return CvssVersion::k3_0;
  if (prefix == "CVSS:3.1") return CvssVersion::k3_1;
  if (prefix == "CVSS:4.0") return CvssVersion::k4;
  return std::nullopt;
}

}  // namespace

std::optional<CvssVector> parse_cvss_vector(std::string_view vector) {
  if (vector.starts_with('(') && vector.ends_with(')'))
    vector = vector.substr(1, vector.size() - 2);
  std::optional<CvssVersion> version = take_version(vector);
  if (!version) return std::nullopt;

  CvssVector parsed{.version = *version};
  const Form form = form_of(*version);
  std::array<bool, kMaxMetrics> seen = {};
  while (!vector.empty()) {
    std::string_view value = take_until(vector, '/');
    std::string_view name = take_until(value, ':');
    auto metric = std::find_if(form.metrics.begin(), form.metrics.end(),
                               [&](const Metric& m) { return m.name == name; });
    if (metric == form.metrics.end() || !is_value_of(value, *metric)) return std::nullopt;
    auto position = static_cast<std::size_t>(metric - form.metrics.begin());
    if (seen[position]) return std::nullopt;
    seen[position] = true;
    if (position < form.base_metrics) parsed.base[position] = value.front();
  }
  for (std::size_t i = 0; i < form.base_metrics; ++i)
    if (!seen[i]) return std::nullopt;
  return parsed;
}

}  // namespace scan::sca
