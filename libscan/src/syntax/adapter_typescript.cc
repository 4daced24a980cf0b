// TypeScript. One grammar has JSX, the other `<T>x`: what the first does not understand is tried
// with the second, so that patterns and files of both kinds are of one language.
#include "syntax/ecmascript.h"

extern "C" {
const TSLanguage* tree_sitter_typescript();
const TSLanguage* tree_sitter_tsx();
}

namespace scan::syntax {

const Adapter& typescript_adapter() {
  static const Adapter kPlain =
      ecmascript_adapter(tree_sitter_typescript(), EcmaScript::kTypeScript);
  static const Adapter kAdapter = [] {
    Adapter adapter = ecmascript_adapter(tree_sitter_tsx(), EcmaScript::kTypeScriptJsx);
    adapter.second = &kPlain;
    return adapter;
  }();
  return kAdapter;
}

}  // namespace scan::syntax
