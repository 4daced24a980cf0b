// The rule files of rules/, parsed and linked into the library at build time
// (tools/embed_rules.cc).
#pragma once

#include <vector>

#include "rules/rule_file.h"

namespace scan::builtin {

/// In the order of paths.
const std::vector<rules::EmbeddedFile>& embedded_rules();

}  // namespace scan::builtin
