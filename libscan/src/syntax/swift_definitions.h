// Definitions of Swift: rules of adapter_swift.cc.
#pragma once

#include <string_view>

#include "syntax/lowering.h"

namespace scan::syntax::swift {

/// Functions, and what is written as they are; `word` is what those are called that have no name of
/// their own, empty for all others.
void function(Lowering& l, RawId at, Role role, std::string_view word);

/// The definitions that the grammar calls so; of those with several names one node for each.
void attribute(Lowering& l, RawId at, Role role);
void class_like(Lowering& l, RawId at, Role role);
void enum_entry(Lowering& l, RawId at, Role role);
void lambda_parameter(Lowering& l, RawId at, Role role);
void property(Lowering& l, RawId at, Role role);
void import_declaration(Lowering& l, RawId at, Role role);

}  // namespace scan::syntax::swift
