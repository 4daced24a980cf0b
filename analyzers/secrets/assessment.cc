// The checks of the rule come first, as they know its secrets. What they prove, nothing else puts
// in doubt. Otherwise a value that is plainly made up is of low confidence, and one that stands
// among tests or documentation of one step less than the rule has.
#include "secrets/assessment.h"

#include <iterator>

#include "secrets/evidence.h"

namespace scan::secrets {
namespace {

// Where nothing more is known than that the rule matches.
std::string_view reason_of(const Rule& rule) {
  switch (rule.info.confidence) {
    case Confidence::kHigh:
      return "only such secrets have this form";
    case Confidence::kMedium:
      return "its form is that of such a secret, which proves nothing";
    case Confidence::kLow:
      break;
  }
  return "it is called a secret and looks drawn at random, which proves nothing";
}

Confidence one_less(Confidence confidence) {
  return confidence == Confidence::kHigh ? Confidence::kMedium : Confidence::kLow;
}

// What the rule's checks say together: the first that refutes or doubts, or else the first that
// proves, or else the first that says anything.
Opinion opinion_of_checks(const Rule& rule, const Subject& subject, Assessment& out) {
  Opinion strongest;
  for (const Check* check : rule.checks) {
    Opinion opinion = check->run(subject);
    std::move(opinion.properties.begin(), opinion.properties.end(),
              std::back_inserter(out.properties));
    if (opinion.severity) out.severity = *opinion.severity;
    if (opinion.verdict > strongest.verdict) strongest = std::move(opinion);
  }
  return strongest;
}

}  // namespace

Assessment assess(const Rule& rule, const Subject& subject) {
  Assessment out{.confidence = rule.info.confidence,
                 .severity = rule.info.severity,
                 .reason = {},
                 .properties = {}};
  Opinion opinion = opinion_of_checks(rule, subject, out);
  if (opinion.verdict == Verdict::kSilent || opinion.verdict == Verdict::kSound) {
    const std::string_view doubt =
        doubt_about(subject, rule.builtin ? Patterns::kCount : Patterns::kMayBeReal);
    if (!doubt.empty()) opinion = {.verdict = Verdict::kDoubtful, .reason = std::string(doubt)};
  }
  out.reason = opinion.verdict == Verdict::kSilent ? reason_of(rule) : std::move(opinion.reason);
  switch (opinion.verdict) {
    case Verdict::kRefuted:
      out.reported = false;
      break;
    case Verdict::kDoubtful:
      out.confidence = Confidence::kLow;
      break;
    case Verdict::kProved:
      out.confidence = Confidence::kHigh;
      break;
    case Verdict::kSilent:
    case Verdict::kSound: {
      const std::string_view place = place_of_examples(subject.path);
      if (place.empty()) break;
      out.confidence = one_less(out.confidence);
      out.reason += "; it stands ";
      out.reason += place;
      break;
    }
  }
  return out;
}

}  // namespace scan::secrets
