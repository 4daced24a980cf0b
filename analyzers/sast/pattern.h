// A pattern, compiled: the Tree of its text, and what each node of it stands for.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sast/rule_options.h"
#include "scan/result.h"
#include "syntax/pattern_text.h"
#include "text/regex.h"

namespace scan::sast {

/// A metavariable's number in its MetavariableTable. 0 is "$_", which binds nothing.
using MetavariableId = std::uint32_t;
inline constexpr MetavariableId kAnonymous = 0;

/// Gives numbers to metavariables, so that those of all patterns of a rule set can be compared.
class MetavariableTable {
 public:
  MetavariableTable() { symbols_.make("$_"); }
  /// `name` with its dollar sign; "$...X" and "$X" are different ones.
  MetavariableId id(std::string_view name) { return symbols_.make(std::string(name)) - 1; }
  std::string_view name(MetavariableId id) const { return symbols_.text(id + 1); }

 private:
  syntax::SymbolTable symbols_;
};

/// What a node of a pattern stands for.
enum class Form : std::uint8_t {
  kPlain,                 ///< itself
  kEllipsis,              ///< anything, or any number of things
  kMetavariable,          ///< anything, which is bound
  kEllipsisMetavariable,  ///< any number of things, which are bound
  kDeep,                  ///< whatever has a match of `operand` in it
  kAnyString,             ///< "...": any string
  kStringMetavariable,    ///< "$X": any string, whose content is bound
  kStringRegex,           ///< "=~/re/": a string, or a name, that the regular expression finds
  kTyped,                 ///< an expression of the type `operand`, which is bound
};

struct PatternNode {
  Form form = Form::kPlain;
  MetavariableId metavariable = kAnonymous;
  syntax::NodeId operand = syntax::kNoNode;  ///< of kDeep; the type of kTyped
  std::uint32_t regex = 0;                   ///< of kStringRegex: index in Pattern::regexes
  /// The full name of a chain of names without metavariables ("hashlib.md5"); 0: it is none.
  syntax::Symbol path = 0;

  bool is_ellipsis() const { return form == Form::kEllipsis; }
};

/// Immutable once made; owns its text.
struct Pattern {
  syntax::PatternTree parsed;
  std::vector<PatternNode> nodes;  ///< parallel to the tree
  std::vector<text::Regex> regexes;
  syntax::SymbolTable paths;
  MatchOptions options;

  /// The nodes that are to match: one, or statements that follow each other.
  std::vector<syntax::NodeId> roots;
  /// Whether `roots` are a sequence of statements, and not one node that may stand anywhere.
  bool is_sequence = false;
  /// Names that a file must contain for the pattern to match in it.
  std::vector<std::string> required_names;
  /// The name that a start node must have as its head (head_of()); empty: any.
  std::string_view head;

  const syntax::Tree& tree() const { return parsed.tree; }
  const syntax::Language& language() const { return parsed.tree.language(); }
};

/// Compiles a pattern. Errors as of syntax::parse_pattern().
Result<Pattern> compile_pattern(const syntax::ParserPool& parsers, const syntax::Language& language,
                                std::string_view text, MetavariableTable& metavariables);

/// Compiles a type to a pattern that matches an expression of it, and binds nothing. kInvalidRule
/// when the language has no typed metavariables, or the type is none of it.
Result<Pattern> compile_type(const syntax::ParserPool& parsers, const syntax::Language& language,
                             std::string_view type, MetavariableTable& metavariables);

/// The name by which a call, member or identifier is looked up: of "a.b.c(d)" that is "c", of a
/// shell's command its first word; kNoNode for a node that has none. Returns the node, an
/// identifier or string, that has the name.
syntax::NodeId head_of(const syntax::Tree& tree, syntax::NodeId node);

/// The longest run of letters, digits and underscores in a text: what stands in every spelling of
/// it, whatever is quoted or escaped around.
std::string_view longest_word(std::string_view text);

/// Whether a node of this kind can be the value of an expression pattern such as "$X".
bool is_expression(syntax::Kind kind);

}  // namespace scan::sast
