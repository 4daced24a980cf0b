// CVSS v4.0, section 8.2. The metrics fall into equivalence classes EQ1 to EQ6 of a few levels
// each; the levels make a MacroVector, whose score experts gave to its most severe vector. A vector
// below that one loses, for each class, the share of the way to the next lower level's score that
// its distance is of the level's depth; the mean of these shares counts.
//
// Of base metrics alone EQ5 (exploits) is always 0, and EQ4 (subsequent systems) is never 0, which
// needs "safety". EQ3 and EQ6 depend on the same metrics and are one here.
#include "sca/cvss_v4.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace scan::sca {
namespace {

// The order of CvssVector::base.
enum Base : std::size_t { kAV, kAC, kAT, kPR, kUI, kVC, kVI, kVA, kSC, kSI, kSA };

// EQ3 and EQ6 together.
enum Impact : std::size_t {
  kAllHigh,      // EQ3 0, EQ6 0
  kAllHighLow,   // EQ3 0, EQ6 1: base metrics do not reach it, but it is below kAllHigh
  kSomeHigh,     // EQ3 1, EQ6 0
  kSomeHighLow,  // EQ3 1, EQ6 1: below kSomeHigh
  kNoneHigh,     // EQ3 2, EQ6 1
  kImpacts,
};

struct MacroVector {
  std::size_t eq1 = 0;
  std::size_t eq2 = 0;
  Impact impact = kAllHigh;
  std::size_t eq4 = 1;
};

// The specification's scores of MacroVectors with EQ5 0, in tenths: by EQ1, EQ2, impact, EQ4 (1,
// 2).
constexpr int kScores[3][2][kImpacts][2] = {
    {{{100, 93}, {96, 90}, {93, 88}, {92, 80}, {79, 69}},
     {{95, 92}, {91, 81}, {92, 84}, {82, 70}, {71, 63}}},
    {{{94, 87}, {89, 75}, {86, 72}, {76, 57}, {65, 53}},
     {{90, 77}, {77, 66}, {74, 61}, {59, 52}, {58, 23}}},
    {{{86, 70}, {74, 54}, {72, 53}, {57, 36}, {47, 24}},
     {{73, 54}, {55, 43}, {61, 46}, {51, 18}, {24, 10}}},
};

int score_of(const MacroVector& v) { return kScores[v.eq1][v.eq2][v.impact][v.eq4 - 1]; }

// How many steps a value is below its metric's most severe one.
int severity_distance(std::size_t metric, char value) {
  constexpr std::string_view kBySeverity[] = {"NALP", "LH",  "NP",  "NLH", "NPA", "HLN",
                                              "HLN",  "HLN", "HLN", "HLN", "HLN"};
  return static_cast<int>(kBySeverity[metric].find(value));
}

using Metrics = std::array<char, CvssVector::kMaxBaseMetrics>;

MacroVector macro_vector(const Metrics& m) {
  MacroVector v;
  bool network = m[kAV] == 'N', no_rights = m[kPR] == 'N', no_user = m[kUI] == 'N';
  if (m[kAV] == 'P' || !(network || no_rights || no_user))
    v.eq1 = 2;
  else
    v.eq1 = network && no_rights && no_user ? 0 : 1;
  v.eq2 = m[kAC] == 'L' && m[kAT] == 'N' ? 0 : 1;
  bool confidentiality = m[kVC] == 'H', integrity = m[kVI] == 'H';
  if (confidentiality && integrity)
    v.impact = kAllHigh;
  else
    v.impact = confidentiality || integrity || m[kVA] == 'H' ? kSomeHigh : kNoneHigh;
  v.eq4 = m[kSC] == 'H' || m[kSI] == 'H' || m[kSA] == 'H' ? 1 : 2;
  return v;
}

// A level of a class: its most severe vectors, as values of the class's metrics, and its depth in
// steps.
struct Level {
  std::array<std::string_view, 3> most_severe;
  int depth = 1;
};
constexpr Level kEq1[] = {{{"NNN"}, 1}, {{"ANN", "NLN", "NNP"}, 4}, {{"PNN", "ALP"}, 5}};
constexpr Level kEq2[] = {{{"LN"}, 1}, {{"HN", "LP"}, 2}};
constexpr Level kImpact[kImpacts] = {
    {{"HHH"}, 7}, {{"HHH"}, 6}, {{"LHH", "HLH"}, 8}, {{"LHH", "HLH", "HHL"}, 8}, {{"LLL"}, 10}};
constexpr Level kEq4[] = {{{"HHH"}, 6}, {{"HHH"}, 5}, {{"LLL"}, 4}};

// The share of a level's depth that lies between the first of its most severe vectors that the
// metrics do not exceed, and them.
double share_of_depth(const Metrics& m, std::span<const Base> metrics, const Level& level) {
  for (std::string_view top : level.most_severe) {
    if (top.empty()) break;
    int sum = 0;
    bool within = true;
    for (std::size_t i = 0; i < metrics.size(); ++i) {
      std::size_t metric = metrics[i];
      int steps = severity_distance(metric, m[metric]) - severity_distance(metric, top[i]);
      within &= steps >= 0;
      sum += steps;
    }
    if (within) return static_cast<double>(sum) / level.depth;
  }
  return 0;
}

}  // namespace

int cvss4_base_score(const CvssVector& vector) {
  const Metrics& m = vector.base;
  bool no_impact = std::all_of(m.begin() + kVC, m.end(), [](char value) { return value == 'N'; });
  if (no_impact) return 0;

  const MacroVector v = macro_vector(m);
  const int score = score_of(v);
  double lost = 0;
  int classes = 1;  // EQ5 has a lower level, and no way towards it
  auto lose = [&](int lower, std::span<const Base> metrics, const Level& level) {
    lost += (score - lower) * share_of_depth(m, metrics, level);
    ++classes;
  };
  constexpr Base kEq1Metrics[] = {kAV, kPR, kUI};
  constexpr Base kEq2Metrics[] = {kAC, kAT};
  constexpr Base kImpactMetrics[] = {kVC, kVI, kVA};
  constexpr Base kEq4Metrics[] = {kSC, kSI, kSA};
  auto with = [&](auto change) {
    MacroVector lower = v;
    change(lower);
    return score_of(lower);
  };
  auto with_impact = [&](Impact impact) {
    return with([&](MacroVector& lower) { lower.impact = impact; });
  };
  if (v.eq1 < 2) lose(with([](MacroVector& l) { ++l.eq1; }), kEq1Metrics, kEq1[v.eq1]);
  if (v.eq2 < 1) lose(with([](MacroVector& l) { ++l.eq2; }), kEq2Metrics, kEq2[v.eq2]);
  if (v.impact == kAllHigh)
    lose(std::max(with_impact(kAllHighLow), with_impact(kSomeHigh)), kImpactMetrics,
         kImpact[v.impact]);
  if (v.impact == kSomeHigh) lose(with_impact(kSomeHighLow), kImpactMetrics, kImpact[v.impact]);
  if (v.eq4 < 2) lose(with([](MacroVector& l) { ++l.eq4; }), kEq4Metrics, kEq4[v.eq4]);

  // What should end in .5 may fall just short of it.
  constexpr double kRoundingError = 1e-5;
  return static_cast<int>(std::floor(score - lost / classes + 0.5 + kRoundingError));
}

}  // namespace scan::sca
