// The tree of a file: parsed once, whoever asks for it.
#pragma once

#include <functional>
#include <optional>

#include "scan/source.h"
#include "syntax/parser.h"

namespace scan::syntax {

/// The language that a file is in, by its path, else by its "#!" line; nullptr when neither tells.
const Language* language_of(const Source& source);

/// The tree of a source, for all analyzers that ask: it is always asked for in the same language.
/// Parsed with the first one's `parsers`; nullopt for good once `should_stop` has ended that.
/// Lives as long as the source.
const std::optional<Parsed>& tree_of(const Source& source, const Language& language,
                                     const ParserPool& parsers,
                                     const std::function<bool()>& should_stop);

}  // namespace scan::syntax
