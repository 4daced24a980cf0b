// How patterns of Ruby are spelled.
#pragma once

#include "syntax/pattern_syntax.h"

namespace scan::syntax {

/// The spelling that adapter_ruby.cc hands to its grammar's patterns.
PatternSyntax ruby_pattern_syntax();

}  // namespace scan::syntax
