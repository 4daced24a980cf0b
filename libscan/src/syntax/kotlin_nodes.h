// What the parts of the adapter of Kotlin share: the numbers of its grammar's types, and ways to
// look at nodes whose children have no fields.
#pragma once

#include <cstdint>

#include "syntax/lowering.h"

namespace scan::syntax::kotlin {

/// The types that rules ask for.
enum Type : std::uint8_t {
  kNone,
  kCallType,
  kBlockType,
  kIfType,
  kNameType,
  kTypeArgumentsType,
  kArgumentsType,
  kLambdaHolderType,
  kLambdaParametersType,
  kModifiersType,
  kParameterModifiersType,
  kTypeParametersType,
  kTypeType,
  kVariableType,
  kVariablesType,
  kBodyType,
  kParametersType,
  kParameterType,
  kConstructorType,
  kClassParametersType,
  kDelegationsType,
  kClassBodyType,
  kConstructorInvocationType,
  kPathType,
  kInterpolationType,
  kCatchType,
  kFinallyType,
  kSubjectType,
  kEntryType,
  kAccessorType,
  kIgnoredType,
};

/// Whether it is a node of the language, and nothing that the table drops.
inline bool is_named(const Lowering& l, RawId node) {
  return l.raw(node).named && !l.dropped(node);
}

/// Lowers the first type among the children, from the child `after` on.
inline void visit_first_type(Lowering& l, RawId at, RawId after) {
  for (const RawId child : l.children(at)) {
    if (child >= after && l.type(child) == kTypeType) return l.visit(child, Role::kType);
  }
}

}  // namespace scan::syntax::kotlin
