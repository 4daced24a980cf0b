// What operators make of constants.
#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "sast/constants.h"
#include "sast/language_facts.h"

namespace scan::sast {

/// The value of a literal's node; unknown for any other node.
Constant literal(const syntax::Tree& tree, syntax::NodeId node);

/// One of two values: what both are.
Constant either(const Constant& a, const Constant& b);

/// Keeps the texts that it puts together, for as long as it lives.
class ConstantValues {
 public:
  explicit ConstantValues(const LanguageFacts& facts) : facts_(facts) {}

  Constant unary(std::string_view sign, const Constant& operand);
  Constant binary(std::string_view sign, const Constant& a, const Constant& b);
  /// Two strings, the second behind the first.
  Constant concatenate(const Constant& a, const Constant& b);

 private:
  Constant made(Constant::Kind kind, std::string text);

  const LanguageFacts& facts_;
  std::deque<std::string> texts_;
  std::size_t bytes_ = 0;
};

}  // namespace scan::sast
