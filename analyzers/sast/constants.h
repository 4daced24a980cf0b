// Which names are known to have a constant value where they are used: `x = "a"` … `f(x)`.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sast/scopes.h"
#include "syntax/tree.h"

namespace scan::sast {

/// What an expression is known to be.
struct Constant {
  enum class Kind : std::uint8_t {
    kUnknown,
    kString,      ///< the string `text`
    kSomeString,  ///< a string that is made of constants, but not which one
    kNumber,      ///< the number spelled `text`
    kBoolean,
    kRegex,  ///< the regular expression `text`, with its slashes
    kNull,   ///< nothing, as the language spells it
  };
  Kind kind = Kind::kUnknown;
  std::string_view text;

  bool is_string() const { return kind == Kind::kString || kind == Kind::kSomeString; }
  bool is_literal(syntax::Kind literal) const {
    return (kind == Kind::kString && literal == syntax::Kind::kString) ||
           (kind == Kind::kNumber && literal == syntax::Kind::kNumber) ||
           (kind == Kind::kBoolean && literal == syntax::Kind::kBoolean) ||
           (kind == Kind::kRegex && literal == syntax::Kind::kRegex) ||
           (kind == Kind::kNull && literal == syntax::Kind::kNull);
  }
  friend bool operator==(const Constant&, const Constant&) = default;
};

class ConstantFlow;

/// The constants of one file. The analysis runs when the first value is asked for. Refers to the
/// tree and its scopes; not thread-safe.
///
/// It follows the flow of control: a name has a value after an `if` only when both branches give it
/// the same, and none in a loop that assigns to it. A function sees those of outside that are
/// declared constant or, where the language declares nothing, assigned once.
class Constants {
 public:
  Constants(const syntax::Tree& tree, const Scopes& scopes);
  ~Constants();

  /// What `expression` is known to be: a literal, a name with a value, or an operation on such.
  Constant value(syntax::NodeId expression) const;
  /// The expression that a name stands for where it is used (`x = f(a)` … `x`), whatever its value;
  /// kNoNode: not one, or not a simple one.
  syntax::NodeId expression_of(syntax::NodeId name) const;

 private:
  const ConstantFlow& flow() const;

  const syntax::Tree& tree_;
  const Scopes& scopes_;
  mutable std::unique_ptr<ConstantFlow> flow_;
};

}  // namespace scan::sast
