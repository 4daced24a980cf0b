#include "syntax/source_tree.h"

#include <cassert>
#include <memory>

namespace scan::syntax {
namespace {

struct SharedTree {
  std::optional<Parsed> parsed;
};

}  // namespace

const Language* language_of(const Source& source) {
  const Language* language = language_of_path(source.path());
  return language != nullptr ? language : language_of_interpreter(source.text());
}

const std::optional<Parsed>& tree_of(const Source& source, const Language& language,
                                     const ParserPool& parsers,
                                     const std::function<bool()>& should_stop) {
  const auto& shared = source.derived<SharedTree>([&](const Source& from) {
    return std::make_unique<SharedTree>(
        SharedTree{parsers.parse(language, from.text(), should_stop)});
  });
  assert(!shared.parsed || &shared.parsed->tree.language() == &language);
  return shared.parsed;
}

}  // namespace scan::syntax
