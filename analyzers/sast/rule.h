// A rule in Semgrep's YAML, read and checked.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rules/rule_file.h"
#include "sast/formula.h"
#include "scan/finding.h"
#include "scan/result.h"
#include "source/ignore_list.h"
#include "syntax/language.h"

namespace scan::sast {

/// A message with its metavariables told apart, so that filling them in needs no search.
struct MessagePart {
  std::string text;  ///< as written: the metavariable's name, where it is one
  bool is_metavariable = false;
  MetavariableId metavariable = kAnonymous;
};

/// `paths`: which files a rule is for, in .gitignore's syntax.
struct PathFilter {
  source::IgnoreList include, exclude;

  /// `path` is relative to the scanned root.
  bool admits(std::string_view path) const;
};

struct Rule {
  RuleInfo info;
  std::vector<MessagePart> message;
  std::vector<const syntax::Language*> languages;
  Formula formula;
  PathFilter paths;
};

/// What the rules of a set have in common.
struct RuleTables {
  PatternTable patterns;
  MetavariableTable metavariables;
};

/// Whether the patterns of a rule are parsed when it is read. Those of the built-in rules are
/// proven by tests, and parsed when the first file of their language is met.
enum class Validation : std::uint8_t { kNow, kLater };

/// Reads one entry of `rules:`. kInvalidRule with the place of whatever is wrong with it. A rule
/// for a language without a grammar is none for this analyzer: its languages are then empty.
Result<Rule> read_rule(const document::Document& document, const document::Value& value,
                       Validation validation, const syntax::ParserPool& parsers,
                       RuleTables& tables);

}  // namespace scan::sast
