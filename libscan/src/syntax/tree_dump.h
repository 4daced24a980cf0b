// A Tree as text, for tests and for people who look for why a pattern does not match.
#pragma once

#include <string>

#include "syntax/tree.h"

namespace scan::syntax {

/// One node a line, indented by depth: `callee: member`, `property: identifier "md5"`. A node of
/// kind `other` says its grammar's type in parentheses.
std::string dump(const Tree& tree);

}  // namespace scan::syntax
