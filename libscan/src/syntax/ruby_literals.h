// Strings, symbols and regular expressions of Ruby: rules of adapter_ruby.cc.
#pragma once

#include "syntax/lowering.h"

namespace scan::syntax::ruby {

/// The literals that the grammar calls so: strings and here-documents with what is put into them,
/// symbols as operations on their names, `%w[]`, and what a shell runs.
void string(Lowering& l, RawId at, Role role);
void bare_string(Lowering& l, RawId at, Role role);
void heredoc(Lowering& l, RawId at, Role role);
void words(Lowering& l, RawId at, Role role);
void simple_symbol(Lowering& l, RawId at, Role role);
void delimited_symbol(Lowering& l, RawId at, Role role);
void regex(Lowering& l, RawId at, Role role);
void subshell(Lowering& l, RawId at, Role role);

}  // namespace scan::syntax::ruby
