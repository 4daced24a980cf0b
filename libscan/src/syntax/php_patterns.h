// How patterns of PHP are spelled.
#pragma once

#include "syntax/pattern_syntax.h"

namespace scan::syntax::php {

/// The spelling that adapter_php.cc hands to its grammar's patterns.
PatternSyntax patterns();

}  // namespace scan::syntax::php
