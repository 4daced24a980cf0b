// How patterns of Kotlin are spelled.
#pragma once

#include "syntax/pattern_syntax.h"

namespace scan::syntax {

/// The spelling that adapter_kotlin.cc hands to its grammar's patterns.
PatternSyntax kotlin_pattern_syntax();

}  // namespace scan::syntax
