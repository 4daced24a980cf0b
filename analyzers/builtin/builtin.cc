// The one list of analyzers.
#include "scan/builtin.h"

#include <utility>

namespace scan {

std::vector<std::string_view> builtin_analyzer_names() { return {}; }

Result<BuiltinAnalyzers> make_builtin_analyzers(const BuiltinOptions&) { return BuiltinAnalyzers{}; }

}  // namespace scan
