// What C and C++ share: declarations, which both write inside out, statements, the preprocessor,
// and how patterns are spelled. C++'s grammar extends C's, so one table of rows serves both.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "syntax/adapter.h"
#include "syntax/pattern_syntax.h"

namespace scan::syntax::c_family {

/// The types of both grammars that rules ask for.
enum Type : std::uint8_t {
  kNone,
  kPointer,         ///< a declarator: "*", "&"
  kArray,           ///< a declarator: "[]"
  kFunction,        ///< a declarator: "()"
  kParenthesized,   ///< a declarator or a wrapper that has no meaning of its own
  kInitDeclarator,  ///< a declarator with its value
  kModifier,        ///< "static", "const"
  kParameterList,
  kArgumentList,
  kIfStatement,
  kCompoundStatement,
  kStringLiteral,
  kCommaExpression,
  kTemplateName,   ///< a name with arguments in angle brackets, in an expression
  kTemplateType,   ///< the same in a type
  kQualifiedName,  ///< "a::b"
  kFieldInitializers,
  kDeclarationList,
  kBaseClause,
  kPreprocessorBranch,
  kTypeDescriptor,
  kPrimitiveType,
  kMethodClause,  ///< "= default", "= 0"
};

/// The rows of both adapters and a language's own, which come last and so may differ.
std::vector<AdapterRow> rows_with(const std::vector<AdapterRow>& own);

/// A declarator without what is around its name.
RawId declared_name(const Lowering& l, RawId declarator);

/// Lowers a type that is written as a specifier with a declarator, `char *x[3]`; either may be 0.
void type(Lowering& l, RawId specifier, RawId declarator, Role role);

/// Lowers the modifiers of a declaration ("static", "const") that stand directly below `at`.
void modifiers(Lowering& l, RawId at);

/// Variables and functions without a body, at the top, in a block or in a class.
void declaration(Lowering& l, RawId at, Role role);

/// A function with its body; what initializes the fields of an object comes first in it.
void function_definition(Lowering& l, RawId at, Role role);

/// `class`, `struct`, `union` and `enum`: a class where it has a body, else its name.
void defined_type(Lowering& l, RawId at, Role role);

/// A list of parameters; `(void)` has none.
void parameters(Lowering& l, RawId list, Role role);

/// How patterns of both are spelled; `line_comment` and what else is common is set.
PatternSyntax pattern_syntax(std::span<const Frame> (*frames)(std::string_view));

/// The frames of C, which are C++'s, too.
std::span<const Frame> frames(std::string_view pattern);

}  // namespace scan::syntax::c_family
