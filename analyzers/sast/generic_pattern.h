// A pattern over mere text, compiled: spacegrep's, or the regular expression that an aliengrep
// pattern stands for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "sast/generic_options.h"
#include "sast/pattern.h"
#include "scan/result.h"
#include "text/literal_set.h"
#include "text/regex.h"

namespace scan::sast {

/// An item of a spacegrep pattern.
struct SpaceNode {
  enum class Kind : std::uint8_t {
    kWord,
    kByte,          ///< punctuation, a bracket too, and what is beyond ASCII
    kMetavariable,  ///< a word, which is bound
    kEllipsis,      ///< any items, which "$...X" binds
    kListBegin,     ///< lines that are indented
    kListEnd,
    kEnd,  ///< of the pattern
  };
  static constexpr std::uint32_t kUnbound = 0xffffffff;

  Kind kind = Kind::kEnd;
  bool rest_may_be_empty = false;  ///< from here to the end of the list nothing needs to be there
  char byte = 0;
  std::string word;
  std::uint32_t slot = kUnbound;  ///< of the metavariable, in SpacePattern::metavariables
  std::uint32_t list_end = 0;     ///< of kListBegin: its kListEnd
};

struct SpacePattern {
  struct Metavariable {
    MetavariableId id = kAnonymous;
    bool repeated = false;  ///< stands at more than one place
  };
  std::vector<SpaceNode> nodes;  ///< the last one is kEnd
  std::vector<Metavariable> metavariables;
  std::uint32_t max_span = 0;  ///< line breaks that "..." passes over
  std::uint32_t ellipses = 0;
  GenericOptions::Comments comment_style = GenericOptions::Comments::kNone;
};

struct AlienPattern {
  text::Regex regex;
  std::vector<std::pair<std::uint32_t, MetavariableId>> groups;  ///< groups that are bound
};

/// Immutable once made.
struct GenericPattern {
  std::variant<SpacePattern, AlienPattern> matched;
  /// A text without one of these has no match.
  std::vector<text::Literal> required;
};

/// Compiles a pattern. kInvalidRule with the place in `text` (Error::region counts from its begin)
/// when it can never be right.
Result<GenericPattern> compile_generic(std::string_view text, const GenericOptions& options,
                                       MetavariableTable& metavariables);

/// What the above does for one engine.
Result<GenericPattern> compile_spacegrep(std::string_view text, const GenericOptions& options,
                                         MetavariableTable& metavariables);
Result<GenericPattern> compile_aliengrep(std::string_view text, const GenericOptions& options,
                                         MetavariableTable& metavariables);

}  // namespace scan::sast
