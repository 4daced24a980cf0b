// The `options` of a rule: what its author turns on or off of what patterns mean.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sast/generic_options.h"

namespace scan::document {
class Document;
struct Value;
}  // namespace scan::document

namespace scan::sast {

class RuleSource;

/// What of a pattern's meaning can be turned on or off. Patterns that differ in it are different
/// patterns, also where their text is one.
struct MatchOptions {
#define SCAN_MATCH_OPTION(name, value) bool name = value;
#define SCAN_TAINT_OPTION(name, value)
#define SCAN_OTHER_OPTION(name, kind)
#include "sast/rule_options.def"
#undef SCAN_MATCH_OPTION
#undef SCAN_TAINT_OPTION

  friend bool operator==(const MatchOptions&, const MatchOptions&) = default;
};

/// Whose taint a finding of a taint rule is about.
enum class TaintEnd : std::uint8_t { kSink, kSource };

/// For rules of `mode: taint`.
struct TaintOptions {
#define SCAN_MATCH_OPTION(name, value)
#define SCAN_TAINT_OPTION(name, value) bool name = value;
#include "sast/rule_options.def"
#undef SCAN_MATCH_OPTION
#undef SCAN_TAINT_OPTION
#undef SCAN_OTHER_OPTION
  TaintEnd taint_focus_on = TaintEnd::kSink;
};

struct RuleOptions {
  MatchOptions match;
  TaintOptions taint;
  GenericOptions generic;
};

/// Reads the value of `options`; what is wrong with it is told to `source`. An unknown word is an
/// error: a rule that relies on it would find something else.
RuleOptions read_options(RuleSource& source, const document::Value& value);

}  // namespace scan::sast
