// Which names are known to have a constant value where they are used: `x = "a"` … `f(x)`.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

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
  };
  Kind kind = Kind::kUnknown;
  std::string_view text;

  bool is_string() const { return kind == Kind::kString || kind == Kind::kSomeString; }
  bool is_literal(syntax::Kind literal) const {
    return (kind == Kind::kString && literal == syntax::Kind::kString) ||
           (kind == Kind::kNumber && literal == syntax::Kind::kNumber) ||
           (kind == Kind::kBoolean && literal == syntax::Kind::kBoolean);
  }
  friend bool operator==(const Constant&, const Constant&) = default;
};

/// The constants of one file. The analysis runs when the first value is asked for. Refers to the
/// tree; not thread-safe.
///
/// It follows the flow of control: a name has a value after an `if` only when both branches give it
/// the same, and none in a loop that assigns to it. A function sees the constants of the file that
/// are assigned once.
class Constants {
 public:
  explicit Constants(const syntax::Tree& tree);
  ~Constants();

  /// What `expression` is known to be: a literal, a name with a value, or an operation on such.
  Constant value(syntax::NodeId expression) const;

 private:
  class Flow;
  const syntax::Tree& tree_;
  mutable std::unique_ptr<Flow> flow_;
};

}  // namespace scan::sast
