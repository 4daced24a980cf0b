// What is known of an expression's type, for `(T $X)` and `($X: T)`.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "sast/constants.h"
#include "sast/names.h"
#include "syntax/tree.h"

namespace scan::sast {

/// Types that have literals; the names that languages give one are the same.
enum class BuiltinType : std::uint8_t { kNone, kInteger, kFloat, kNumber, kString, kBoolean };

/// kNone for a name of no such type.
BuiltinType builtin_type(std::string_view name);
/// As most languages call it: "int", "string".
std::string_view name_of(BuiltinType type);
/// Whether a value of type `b` is one of type `a`: a whole number is a number.
bool includes(BuiltinType a, BuiltinType b);

/// One thing that is known of a type. Exactly one member is set; none: nothing is known.
struct KnownType {
  syntax::NodeId node = syntax::kNoNode;  ///< a type as it is written, or the class of an object
  BuiltinType builtin = BuiltinType::kNone;
  /// Of a name of which nothing is known: itself. `Foo.bar()` is taken as a call of a Foo's.
  std::string_view name;
};

/// Up to two things, since a variable that was declared as a T may be known to be constant.
using KnownTypes = std::array<KnownType, 2>;

/// Refers to all its arguments; cheap to copy.
class Types {
 public:
  Types(const syntax::Tree& tree, const Scopes& scopes, const Constants& constants)
      : tree_(tree), scopes_(scopes), constants_(constants) {}

  KnownTypes of(syntax::NodeId expression) const;

 private:
  BuiltinType of_number(std::string_view text) const;
  BuiltinType of_constant(const Constant& constant) const;
  KnownType inferred(syntax::NodeId expression, int depth) const;
  KnownType of_name(syntax::NodeId identifier, int depth) const;
  KnownType of_operation(syntax::NodeId expression, int depth) const;
  KnownType constructed(syntax::NodeId call) const;

  const syntax::Tree& tree_;
  const Scopes& scopes_;
  const Constants& constants_;
};

}  // namespace scan::sast
