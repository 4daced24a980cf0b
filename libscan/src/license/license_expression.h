// Licence expressions of SPDX: what a package may be used under.
//
//   Expression expression = understood("Apache 2.0 OR mit");
//   to_string(expression) == "Apache-2.0 OR MIT";
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scan::license {

/// One licence of an expression.
struct Term {
  enum class Kind : std::uint8_t {
    kListed,     ///< an id of the SPDX License List
    kReference,  ///< "LicenseRef-…" or "DocumentRef-…:LicenseRef-…"
    kUnlisted,   ///< anything else: a name that SPDX does not know
  };
  Kind kind = Kind::kUnlisted;
  /// As the list spells it; of an unlisted one the words as stated.
  std::string id;
  /// "+": this version or a later one. Never of GNU licences, whose ids say it.
  bool or_later = false;
  /// Behind WITH; empty when there is none. As stated where the list does not know it.
  std::string exception;

  friend bool operator==(const Term&, const Term&) = default;
};

/// A step of an expression in postfix order: a licence, or an operator on the two values before it.
struct Step {
  enum class Kind : std::uint8_t { kTerm, kAnd, kOr };
  Kind kind = Kind::kTerm;
  Term term = {};

  friend bool operator==(const Step&, const Step&) = default;
};

/// In postfix order, which needs no recursion however deep the parentheses go. Never empty, and
/// always complete.
struct Expression {
  std::vector<Step> steps;

  friend bool operator==(const Expression&, const Expression&) = default;
};

/// Parses an expression as Annex D of the SPDX specification has it, with ids and operators in any
/// case; an id that SPDX does not know is an unlisted term, a deprecated one becomes what stands
/// for it today. nullopt when the text is no expression, and for NONE and NOASSERTION. Linear in
/// the text.
std::optional<Expression> parse_expression(std::string_view text);

/// What the words of a manifest mean: an expression, a common spelling of a listed licence
/// ("Apache License, Version 2.0", "MIT/Apache-2.0", "License :: OSI Approved :: MIT License"), or
/// else one unlisted term with all of the words. nullopt when nothing is stated (NONE, NOASSERTION,
/// blanks).
std::optional<Expression> understood(std::string_view stated);

/// Whether every licence in it is listed or a reference, with exceptions that are listed: it can
/// stand in a document as it is.
bool is_spdx(const Expression& expression);

/// "MIT AND (Apache-2.0 OR GPL-2.0-only WITH Classpath-exception-2.0)": with no more parentheses
/// than are needed.
std::string to_string(const Expression& expression);
std::string to_string(const Term& term);

/// Both at once.
Expression both(Expression a, const Expression& b);

}  // namespace scan::license
