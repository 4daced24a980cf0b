// The common Tree: one flat syntax tree for all languages, on which everything above works.
//
//   for (NodeId child : tree.children(call))
//     if (tree.role(child) == Role::kCallee) std::cout << tree.text(child);
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scan/span.h"
#include "syntax/symbol_table.h"

extern "C" {
struct TSLanguage;
}

namespace scan::syntax {

struct Language;

enum class Kind : std::uint8_t {
#define SCAN_KIND(enumerator, name) enumerator,
#include "syntax/kinds.def"
#undef SCAN_KIND
};
inline constexpr std::size_t kKindCount = static_cast<std::size_t>(Kind::kLabeled) + 1;

enum class Role : std::uint8_t {
#define SCAN_ROLE(enumerator, name) enumerator,
#include "syntax/roles.def"
#undef SCAN_ROLE
};

/// As in kinds.def and roles.def: "call", "callee".
std::string_view to_string(Kind kind);
std::string_view to_string(Role role);

/// A node's number. Nodes are numbered in pre-order, so the subtree of `n` is the range
/// [n, tree.end(n)), and "a is inside b" is two comparisons.
using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = 0xffffffff;

/// A syntax tree. Nodes are parallel arrays; nothing in it points to anything but its text, which
/// must outlive it. Immutable once built (lowering.h builds it).
class Tree {
 public:
  /// Walks the children of one node: each is found at the end of the one before it.
  class Children {
   public:
    class Iterator {
     public:
      Iterator(const Tree& tree, NodeId at) : tree_(&tree), at_(at) {}
      NodeId operator*() const { return at_; }
      Iterator& operator++() { return at_ = tree_->end(at_), *this; }
      bool operator==(const Iterator& other) const { return at_ == other.at_; }

     private:
      const Tree* tree_;
      NodeId at_;
    };
    Children(const Tree& tree, NodeId node) : tree_(tree), node_(node) {}
    Iterator begin() const { return {tree_, node_ + 1}; }
    Iterator end() const { return {tree_, tree_.end(node_)}; }

   private:
    const Tree& tree_;
    NodeId node_;
  };

  /// `text` must outlive the tree.
  Tree(const Language& language, const TSLanguage* grammar, std::string_view text)
      : language_(&language), grammars_{grammar}, text_(text) {}

  const Language& language() const { return *language_; }
  std::string_view source() const { return text_; }

  /// At least one: node 0 is the root, of kind kProgram.
  NodeId size() const { return static_cast<NodeId>(kinds_.size()); }
  static constexpr NodeId root() { return 0; }

  Kind kind(NodeId node) const { return kinds_[node]; }
  Role role(NodeId node) const { return roles_[node]; }
  /// The grammar's own name for the node that this one was made of.
  std::string_view grammar_type(NodeId node) const;
  /// Whether two nodes were made of the same type of node. Tells nodes of kind kOther apart, also
  /// where one language has two grammars.
  static bool same_grammar_type(const Tree& a, NodeId x, const Tree& b, NodeId y) {
    if (a.grammars_ == b.grammars_) return a.grammar_symbols_[x] == b.grammar_symbols_[y];
    return a.grammar_type(x) == b.grammar_type(y);
  }
  /// The text of an identifier or number, the content of a string, the operator of an operation,
  /// the keyword of a declaration; else 0.
  Symbol name(NodeId node) const { return names_[node]; }
  std::string_view name_text(NodeId node) const { return symbols_.text(names_[node]); }
  /// One past the last node of the subtree.
  NodeId end(NodeId node) const { return ends_[node]; }
  /// kNoNode for the root.
  NodeId parent(NodeId node) const { return parents_[node]; }
  Span span(NodeId node) const { return spans_[node]; }
  std::string_view text(NodeId node) const {
    return text_.substr(spans_[node].begin, spans_[node].size());
  }

  Children children(NodeId node) const { return {*this, node}; }
  bool is_leaf(NodeId node) const { return ends_[node] == node + 1; }
  /// The first child with that role, or kNoNode.
  NodeId child(NodeId node, Role role) const;
  bool contains(NodeId outer, NodeId inner) const { return outer <= inner && inner < ends_[outer]; }

  const SymbolTable& symbols() const { return symbols_; }
  /// Whether the grammar could not make sense of some part of the text.
  bool has_errors() const { return has_errors_; }

  /// Whether two subtrees mean the same: kinds, names and shape agree; spans and roles do not
  /// count. Linear in the smaller one, without recursion. The trees may differ.
  static bool equal(const Tree& a, NodeId x, const Tree& b, NodeId y);

 private:
  friend class TreeBuilder;

  const Language* language_;
  std::vector<const TSLanguage*> grammars_;  // the language's own, then those of embedded ones
  std::string_view text_;
  std::vector<Kind> kinds_;
  std::vector<Role> roles_;
  std::vector<std::uint16_t> grammar_symbols_;
  std::vector<Symbol> names_;
  std::vector<NodeId> ends_;
  std::vector<NodeId> parents_;
  std::vector<Span> spans_;
  SymbolTable symbols_;
  bool has_errors_ = false;
};

/// Makes a Tree node by node, in pre-order.
class TreeBuilder {
 public:
  TreeBuilder(const Language& language, const TSLanguage* grammar, std::string_view text)
      : tree_(language, grammar, text) {}

  void reserve(std::size_t nodes);
  SymbolTable& symbols() { return tree_.symbols_; }
  void set_has_errors() { tree_.has_errors_ = true; }

  /// Begins a node; what is added until its close() is below it.
  /// Nodes that are opened from now on are of this grammar. Returns the one before.
  const TSLanguage* set_grammar(const TSLanguage* grammar);
  NodeId open(Kind kind, Role role, std::uint16_t grammar_symbol, Symbol name, Span span);
  void close();
  Tree finish() &&;

 private:
  Tree tree_;
  std::vector<NodeId> open_;
  std::size_t grammar_ = 0;  // index in the tree's grammars_
};

}  // namespace scan::syntax
