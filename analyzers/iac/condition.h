// A policy's `definition`: what must hold for a resource.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "iac/attribute_path.h"
#include "iac/operators.h"
#include "iac/resource.h"
#include "scan/result.h"
#include "scan/span.h"

namespace scan::iac {

enum class Verdict : std::uint8_t {
  kPass,
  kFail,
  kNotApplicable,  ///< the condition is not about resources of this type
  kLimit,          ///< a regular expression gave up: neither
};

struct Outcome {
  Verdict verdict = Verdict::kNotApplicable;
  /// The attributes that made it so, where it was one that is there: at most kMaxWitnesses.
  std::vector<Span> witnesses;

  static constexpr std::size_t kMaxWitnesses = 100;
};

/// A node of the definition. Its depth is bounded by that of its document, so walks may recurse.
struct Condition {
  enum class Kind : std::uint8_t { kAttribute, kResource, kAnd, kOr, kNot };
  Kind kind = Kind::kAnd;
  /// Of kAttribute and kResource: the types that it is about; empty: all.
  std::vector<std::string> types;
  // kAttribute:
  AttributePath path;
  const Operator* op = nullptr;  ///< also of kResource: exists or not_exists
  Operand operand;
  // kAnd, kOr, kNot (one):
  std::vector<Condition> children;

  Outcome evaluate(const Resource& resource) const;
};

/// A whole definition.
struct Definition {
  Condition condition;
  /// The types that it is checked on; empty: all.
  std::vector<std::string> types;

  /// kInvalidRule with the place.
  static Result<Definition> read(const document::Document& document, const document::Value& value);
};

}  // namespace scan::iac
