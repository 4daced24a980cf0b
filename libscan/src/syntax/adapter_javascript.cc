// JavaScript with JSX. What its grammar does not understand is tried as TypeScript: patterns and
// files with types in them are common.
#include "syntax/ecmascript.h"

extern "C" {
const TSLanguage* tree_sitter_javascript();
const TSLanguage* tree_sitter_tsx();
}

namespace scan::syntax {

const Adapter& javascript_adapter() {
  static const Adapter kTyped = ecmascript_adapter(tree_sitter_tsx(), EcmaScript::kTypeScriptJsx);
  static const Adapter kAdapter = [] {
    Adapter adapter = ecmascript_adapter(tree_sitter_javascript(), EcmaScript::kJavaScript);
    adapter.second = &kTyped;
    return adapter;
  }();
  return kAdapter;
}

}  // namespace scan::syntax
