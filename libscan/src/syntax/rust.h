// What the parts of the adapter of Rust share: the numbers of its grammar's types. Each rule is a
// row of the table in adapter_rust.cc; rust_patterns.cc says how patterns are spelled.
#pragma once

#include <cstdint>

#include "syntax/lowering.h"
#include "syntax/pattern_syntax.h"

namespace scan::syntax::rust {

/// The types that rules ask for.
enum Type : std::uint8_t {
  kNone,
  kAttributeItemType,
  kVisibilityType,
  kFunctionModifiersType,
  kMutableType,
  kParameterType,
  kSelfParameterType,
  kScopedIdentifierType,
  kUseListType,
  kScopedUseListType,
  kUseAsClauseType,
  kUseWildcardType,
  kTokenTreeType,
  kBlockType,
  kExpressionStatementType,
  kStatementType,
  kIfExpressionType,
  kMatchArmType,
  kFieldDeclarationType,
};

/// `use a::{b, c as d}`: an import for each name.
void use_declaration(Lowering& l, RawId at, Role role);

/// How patterns are spelled.
PatternSyntax patterns();

}  // namespace scan::syntax::rust
