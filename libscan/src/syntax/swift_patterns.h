// How patterns of Swift are spelled.
#pragma once

#include "syntax/pattern_syntax.h"

namespace scan::syntax {

/// The spelling that adapter_swift.cc hands to its grammar's patterns.
PatternSyntax swift_pattern_syntax();

}  // namespace scan::syntax
