// What the meaning of names and operators depends on, language by language.
#pragma once

#include <span>
#include <string_view>

#include "syntax/language.h"

namespace scan::sast {

/// `object.NAME` is what the entry `entry` of a block `block "NAME"` is given, or the entry NAME of
/// a block `block` where `entry` is empty.
struct BlockConstantsRow {
  std::string_view object, block, entry;
};

/// A function by its name and the last name of what it belongs to; empty: to nothing.
struct TextFunction {
  std::string_view object, name;
};

/// All defaults together: a language that declares its variables, in blocks, and whose classes hold
/// names that their methods see.
struct LanguageFacts {
  std::string_view language;
  /// A pattern of an assignment is also one of a declaration with a value.
  bool declarations_assign = true;
  /// The first assignment to a name is its declaration.
  bool assignment_declares = false;
  /// An assignment in a function is to the function's own variable, unless it says otherwise.
  bool assigns_own_only = false;
  /// A block has variables of its own; otherwise functions have.
  bool block_scopes = true;
  /// Methods see the fields of their class without `this`: `x` and `this.x` are one.
  bool members_are_names = true;
  /// A function's name is a variable, so that two functions of one name are two things.
  bool functions_are_variables = false;
  /// A name that is assigned once is constant in functions that are defined after it, also where
  /// nothing declares it so.
  bool once_is_constant = false;
  /// What is put into a name once stays so, whatever methods are called on it.
  bool once_is_immutable = false;
  /// `Foo()` makes a Foo.
  bool calls_construct = false;
  /// All numbers are of one type: `1` is a float, too.
  bool one_number_type = false;
  /// `"a" + 1` is "a1".
  bool adds_numbers_to_strings = false;
  /// `x += y` is `x = x + y`, also as a pattern sees it.
  bool augments_by_assigning = false;
  /// `"a" * 3` is a string.
  bool repeats_strings = false;
  /// A function returns the last expression of its body.
  bool returns_last = false;
  /// As returns_last, of functions without a name only.
  bool lambdas_return_last = false;
  /// A method named `concat` puts its arguments to the end of its object.
  bool concat_appends = false;
  /// How an import is worded matters: `using a` is no `import a`, and no import of it as another.
  bool imports_as_written = false;
  /// b"x" is no other string's spelling; a pattern without a prefix is any of them.
  bool prefixes_tell_strings = false;
  /// A number or a boolean is the string of the same spelling, and the other way round.
  bool coerces_literals = false;
  /// A string is a pointer to characters, and null is any pointer.
  bool strings_are_pointers = false;
  /// `a = 1` as an argument is an assignment as well, and one of the arguments in their order.
  bool named_arguments_are_assignments = false;
  /// The blocks that declare constants.
  std::span<const BlockConstantsRow> block_constants = {};
  /// What makes a string of its arguments, and only of these.
  std::span<const TextFunction> text_functions = {};
};

/// Of a language without a row: the defaults.
const LanguageFacts& facts_of(const syntax::Language& language);

}  // namespace scan::sast
