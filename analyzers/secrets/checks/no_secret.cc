// For rules that know no form of their secrets: what is certainly none is not reported. Rules that
// know one have such a value at low confidence, as assessment.h says.
#include "secrets/checks/check.h"
#include "secrets/evidence.h"

namespace scan::secrets {
namespace {

Opinion refuted_if(std::string_view reason) {
  if (reason.empty()) return {};
  return {.verdict = Verdict::kRefuted, .reason = std::string(reason)};
}

}  // namespace

Opinion check_no_digest(const Subject& subject) { return refuted_if(public_value_reason(subject)); }

Opinion check_no_placeholder(const Subject& subject) {
  return refuted_if(placeholder_reason(subject.secret, Patterns::kCount));
}

}  // namespace scan::secrets
