// What the parts of the adapter of Go share: the numbers of its grammar's types, and ways to look
// at its nodes. Each rule is a row of the table in adapter_go.cc; go_patterns.cc says how patterns
// are spelled.
#pragma once

#include <cstdint>
#include <string_view>

#include "syntax/lowering.h"
#include "syntax/pattern_syntax.h"

namespace scan::syntax::go {

/// The types that rules ask for.
enum Type : std::uint8_t {
  kNone,
  kIdentifierType,
  kFieldIdentifierType,
  kTypeIdentifierType,
  kDotType,
  kImportSpecType,
  kImportSpecListType,
  kVarSpecType,
  kVarSpecListType,
  kForClauseType,
  kRangeClauseType,
  kBlockType,
  kIfStatementType,
  kParameterListType,
  kVariadicType,
  kLiteralValueType,
  kKeyedElementType,
  kStatementListType,
  kExpressionListType,
};

/// What stands between the quotes of a string, as written.
inline std::string_view content(const Lowering& l, RawId string) {
  const std::string_view text = l.concrete().text_of(string);
  return text.size() < 2 ? std::string_view() : text.substr(1, text.size() - 2);
}

/// Whether it is an ellipsis of a pattern.
inline bool is_any_number(const Lowering& l, RawId at) {
  const std::string_view text = l.concrete().text_of(at);
  return text == "..." || text.starts_with("$...");
}

/// Each of a group of imports, known by the package's name.
void import_declaration(Lowering& l, RawId at, Role role);

/// How patterns are spelled.
PatternSyntax patterns();

}  // namespace scan::syntax::go
