// What the parts of the adapter of Ruby share: the numbers of its grammar's types.
#pragma once

#include <cstdint>
#include <string_view>

#include "syntax/lowering.h"

namespace scan::syntax::ruby {

/// The types that rules ask for.
enum Type : std::uint8_t {
  kNone,
  kArgumentListType,
  kPairType,
  kSymbolType,
  kKeyType,
  kRescueType,
  kElseType,
  kEnsureType,
  kExceptionsType,
  kExceptionVariableType,
  kLiteralPartType,
  kInterpolationType,
  kHeredocBodyType,
  kHeredocEndType,
  kElsifType,
  kBodyType,
  kBlockBodyType,
  kWhenType,
  kNameType,
  kCallType,
  kStringType,
  kBeginType,
};

inline std::string_view text_of(const Lowering& l, RawId at) { return l.concrete().text_of(at); }

}  // namespace scan::syntax::ruby
