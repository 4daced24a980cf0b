// The annotations in the examples beside rules: which findings a file must have, and must not have.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scan::engine {

/// One rule id of one annotation.
struct RuleAnnotation {
  enum class Kind : std::uint8_t {
    kExpected,       ///< ruleid: there must be a finding
    kForbidden,      ///< ok: there must be none
    kToBeExpected,   ///< todoruleid: there should be one, but is not yet
    kToBeForbidden,  ///< todook: there should be none, but is as yet
  };
  Kind kind = Kind::kExpected;
  /// 1-based: the next line that is no annotation itself.
  std::uint32_t line = 0;
  std::string rule_id;

  friend bool operator==(const RuleAnnotation&, const RuleAnnotation&) = default;
};

/// The annotations of a text, in order. One is a line that is a comment, in any language's style,
/// or ends in one that begins with `#`, `//`, `<!--` or `(*`, and has nothing but the word, a colon
/// and ids with commas between them: prose that happens to begin with "ok:" is none.
std::vector<RuleAnnotation> find_annotations(std::string_view text);

}  // namespace scan::engine
