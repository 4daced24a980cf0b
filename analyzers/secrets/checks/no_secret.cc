// For rules that know no form of their secrets: what is certainly none is not reported. Rules that
// know one have such a value at low confidence, as assessment.h says.
#include "base/ascii.h"
#include "secrets/checks/check.h"
#include "secrets/evidence.h"

namespace scan::secrets {
namespace {

bool is_uuid(std::string_view value) {
  if (value.size() != 36) return false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const char c = base::to_lower(value[i]);
    if (dash ? c != '-' : !base::is_digit(c) && (c < 'a' || c > 'f')) return false;
  }
  return true;
}

Opinion refuted_if(std::string_view reason) {
  if (reason.empty()) return {};
  return {.verdict = Verdict::kRefuted, .reason = std::string(reason)};
}

}  // namespace

Opinion check_no_digest(const Subject& subject) {
  return refuted_if(is_uuid(subject.secret) ? "it is a UUID" : public_value_reason(subject));
}

Opinion check_no_placeholder(const Subject& subject) {
  return refuted_if(placeholder_reason(subject.secret, Patterns::kCount));
}

}  // namespace scan::secrets
