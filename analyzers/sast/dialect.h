// What a rule's patterns are written in, told by the names in `languages`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sast/rule_options.h"
#include "syntax/language.h"

namespace scan::sast {

/// Who reads a pattern.
enum class Dialect : std::uint8_t {
  kTree,       ///< the grammar of a language
  kRegex,      ///< nobody: a pattern is a regular expression
  kSpacegrep,  ///< `generic`
  kAliengrep,  ///< `generic` with the option `generic_engine: aliengrep`
};

/// What the patterns of a formula are written in, and how they are meant.
struct Scope {
  Dialect dialect = Dialect::kTree;
  /// Of kTree: those of its languages that there is a grammar for. May be empty.
  std::vector<const syntax::Language*> languages;
  RuleOptions options;
  /// Whether the formula is about what a metavariable is bound to. It may then consist of negations
  /// alone: all of that is the range that they take from.
  bool nested = false;
};

/// The language that `name` stands for, in capitals or not; nullptr when there is no grammar for
/// it.
const syntax::Language* grammar_of(std::string_view name);

/// Whether `name` is a language of Semgrep's, with or without a grammar here.
bool is_language_name(std::string_view name);

/// All names that is_language_name() knows, without their aliases, for a hint.
std::vector<std::string_view> language_names();

/// The dialect that a name stands for; kTree for the name of a language.
Dialect dialect_of(std::string_view name, const GenericOptions& options);

}  // namespace scan::sast
