// What holds of every tree, whatever the text.
#pragma once

#include <cstdlib>
#include <string_view>

#include "syntax/parser.h"
#include "syntax/tree_dump.h"

namespace scan::fuzz {

/// Parses and lowers `text`; aborts when the tree is not sound.
inline void check_tree(std::string_view language, std::string_view text) {
  static const syntax::ParserPool parsers;
  const syntax::Language* built = syntax::find_language(language);
  if (built == nullptr) return;  // left out of SCAN_LANGUAGES
  const auto parsed = parsers.parse(*built, text);
  const syntax::Tree& tree = parsed->tree;
  if (tree.size() == 0 || tree.end(0) != tree.size()) std::abort();
  for (syntax::NodeId node = 1; node < tree.size(); ++node) {
    const syntax::NodeId parent = tree.parent(node);
    if (parent >= node || tree.end(node) > tree.end(parent)) std::abort();
    if (tree.span(node).begin > tree.span(node).end || tree.span(node).end > text.size()) {
      std::abort();
    }
  }
  if (!syntax::Tree::equal(tree, 0, tree, 0)) std::abort();
}

}  // namespace scan::fuzz
