// What the adapters of JavaScript and TypeScript share.
#pragma once

#include "syntax/adapter.h"

namespace scan::syntax {

/// The grammars: JavaScript with JSX, TypeScript without it and with `<T>x`, TypeScript with JSX.
enum class EcmaScript : std::uint8_t { kJavaScript, kTypeScript, kTypeScriptJsx };

/// How patterns of a dialect are spelled.
PatternSyntax ecmascript_patterns(EcmaScript dialect);

/// Asserts that `grammar` is one of that dialect.
Adapter ecmascript_adapter(const TSLanguage* grammar, EcmaScript dialect);

}  // namespace scan::syntax
