// What the parts of the adapter of Swift share: the numbers of its grammar's types, and ways to
// look at nodes whose brackets are tokens of their own.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "syntax/lowering.h"

namespace scan::syntax::swift {

/// The types that rules ask for.
enum Type : std::uint8_t {
  kNone,
  kBinaryType,
  kNameType,
  kTypeNameType,
  kTypeType,
  kTypeArgumentsType,
  kTypeParametersType,
  kTypeAnnotationType,
  kModifiersType,
  kModifierType,
  kAttributeType,
  kBindingWordType,
  kPatternType,
  kParameterType,
  kBodyType,
  kArgumentsType,
  kSuffixType,
  kStatementsType,
  kLambdaType,
  kLambdaParametersType,
  kInheritanceType,
  kIfType,
  kElseType,
  kWhereType,
  kEntryType,
  kEntryPatternType,
  kCatchType,
  kDefaultType,
  kTextType,
  kInterpolatedType,
  kPathType,
};

using Nodes = std::vector<RawId>;

/// Whether it is a node of the language, and nothing that the table drops.
bool is_named(const Lowering& l, RawId node);
/// Whether it is a token of that text.
bool is_token(const Lowering& l, RawId node, std::string_view text);
/// The first such token below `at`, after a node where one is given; 0: there is none.
RawId token(const Lowering& l, RawId at, std::string_view text, RawId after = 0);

/// What stands below `at` between two brackets, as a node with the brackets' span; an empty one
/// where there are none (0).
void between(Lowering& l, RawId at, Kind kind, Role role, RawId from, RawId to);
/// The braces below `at`, the first of them or those after a node, as a block.
void braces(Lowering& l, RawId at, Role role, RawId after = 0);
/// `.a`, a member of what the context knows, by its tokens.
void implicit_member(Lowering& l, RawId dot, RawId name, Role role);

}  // namespace scan::syntax::swift
