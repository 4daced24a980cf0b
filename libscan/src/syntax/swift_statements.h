// Statements of Swift, and the patterns and conditions in them: rules of adapter_swift.cc.
#pragma once

#include "syntax/lowering.h"

namespace scan::syntax::swift {

/// What `case`, `catch` and declarations bind or compare with.
void pattern(Lowering& l, RawId at, Role role);

/// The statements that the grammar calls so; `guard` is an `if` of the contrary.
void if_statement(Lowering& l, RawId at, Role role);
void guard_statement(Lowering& l, RawId at, Role role);
void while_statement(Lowering& l, RawId at, Role role);
void repeat_statement(Lowering& l, RawId at, Role role);
void for_statement(Lowering& l, RawId at, Role role);
void switch_statement(Lowering& l, RawId at, Role role);
void switch_entry(Lowering& l, RawId at, Role role);
void do_statement(Lowering& l, RawId at, Role role);
void catch_block(Lowering& l, RawId at, Role role);
void control_transfer(Lowering& l, RawId at, Role role);

}  // namespace scan::syntax::swift
