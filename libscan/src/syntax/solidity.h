// The rules of Solidity's adapter, in files by what they lower: solidity_expressions.cc,
// solidity_assembly.cc and, with all definitions and statements, adapter_solidity.cc. Each rule is
// a row of the table there; solidity_patterns.cc says how patterns are spelled.
#pragma once

#include "syntax/lowering.h"

namespace scan::syntax::solidity {

/// The types that rules ask for.
enum Type : std::uint8_t {
  kNone,
  kStatementType,
  kBlockType,
  kUncheckedType,
  kIfType,
  kDeclarationType,
  kCallArgumentType,
  kRevertArgumentsType,
  kIdentifierType,
  kInheritanceType,
  kCatchType,
  kReturnsType,
  kUnitType,
  kParameterType,
  kYulBlockType,
  kExpressionType,
  kMemberType,
  kIndexType,
  kCallType,
  kOptionsType,
  kNewType,
  kPrefixType,
  kBinaryType,
  kTernaryType,
};

/// What is in the parentheses that are among the tokens of `at`.
void arguments(Lowering& l, RawId at);
/// Whether there are any.
bool has_arguments(Lowering& l, RawId at);
/// The first child of a node of the type `wrapper`, and of what that is again; else the node.
RawId unwrapped(Lowering& l, RawId at, std::uint8_t wrapper);

/// `(a, , b)`; a place at which nothing stands is empty.
void tuple(Lowering& l, RawId at, Role role);
/// `1 ether` is no number: its value is another one.
void number_with_unit(Lowering& l, RawId at, Role role);
/// `"a" "b"` is "ab".
void string_literal(Lowering& l, RawId at, Role role);
/// `unicode"ab"` is "ab".
void prefixed_string(Lowering& l, RawId at, Role role);
/// A member, an index, a call or the options of one, after whatever it belongs to.
void suffix(Lowering& l, RawId at, Role role);
/// A value, or the record of `f({a: b})`.
void call_argument(Lowering& l, RawId at, Role role);
/// `a: b` in such a record.
void entry(Lowering& l, RawId at, Role role);
/// `value: x` in the options of a call.
void option(Lowering& l, RawId at, Role role);
/// `uint(x)`, `payable(x)`: a call of what the first child is.
void conversion(Lowering& l, RawId at, Role role);
/// `type(T)`: a call.
void meta_type(Lowering& l, RawId at, Role role);
/// `new T(x)`.
void new_expression(Lowering& l, RawId at, Role role);
/// `a[b:c]`.
void slice(Lowering& l, RawId at, Role role);
/// `a ? b : c`.
void ternary(Lowering& l, RawId at, Role role);

/// `assembly { }`: statements as any others, and what they are made of.
void assembly(Lowering& l, RawId at, Role role);
void yul_assignment(Lowering& l, RawId at, Role role);
void yul_declaration(Lowering& l, RawId at, Role role);
void yul_path(Lowering& l, RawId at, Role role);
void yul_call(Lowering& l, RawId at, Role role);
void yul_if(Lowering& l, RawId at, Role role);
void yul_for(Lowering& l, RawId at, Role role);
void yul_switch(Lowering& l, RawId at, Role role);
void yul_function(Lowering& l, RawId at, Role role);

/// How patterns are spelled.
PatternSyntax patterns();

}  // namespace scan::syntax::solidity
