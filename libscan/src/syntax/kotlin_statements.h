// Statements of Kotlin: rules of adapter_kotlin.cc.
#pragma once

#include "syntax/lowering.h"

namespace scan::syntax::kotlin {

/// The statements that the grammar calls so; `when` is a switch.
void if_expression(Lowering& l, RawId at, Role role);
void for_statement(Lowering& l, RawId at, Role role);
void while_statement(Lowering& l, RawId at, Role role);
void do_while(Lowering& l, RawId at, Role role);
void when_expression(Lowering& l, RawId at, Role role);
void when_entry(Lowering& l, RawId at, Role role);
void try_expression(Lowering& l, RawId at, Role role);
void catch_block(Lowering& l, RawId at, Role role);

}  // namespace scan::syntax::kotlin
