// What the grammar says about a text, as flat arrays: the input of an adapter.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "scan/span.h"

namespace scan::syntax {

/// A concrete node's number, in pre-order, as in Tree.
using RawId = std::uint32_t;

/// One node of the grammar's tree, anonymous tokens included.
struct RawNode {
  Span span;
  RawId end = 0;             ///< one past its subtree
  std::uint16_t symbol = 0;  ///< the grammar's number of its type
  std::uint8_t field = 0;    ///< the grammar's number of its field in the parent; 0: none
  bool named : 1 = false;
  bool missing : 1 = false;  ///< put in by error recovery; has no text
};

/// The symbol of a node that covers what the grammar could not parse.
inline constexpr std::uint16_t kErrorSymbol = 0xffff;

/// Reused from file to file, so that its memory is allocated once a thread.
struct ConcreteTree {
  std::string_view text;
  std::vector<RawNode> nodes;
  bool has_errors = false;
  /// Whether the text is a pattern: "$X" is then a metavariable also where a language has strings
  /// without quotes.
  bool is_pattern = false;

  std::string_view text_of(RawId node) const {
    const Span span = nodes[node].span;
    return text.substr(span.begin, span.size());
  }
  /// The first child in that field; 0 (which is the root, never a child) when there is none.
  RawId field(RawId node, std::uint8_t field) const {
    for (RawId child = node + 1; child < nodes[node].end; child = nodes[child].end) {
      if (nodes[child].field == field) return child;
    }
    return 0;
  }
};

}  // namespace scan::syntax
