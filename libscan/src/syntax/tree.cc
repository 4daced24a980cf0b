// The flat tree: see tree.h for the invariant that everything rests on (pre-order numbering).
#include "syntax/tree.h"

#include <tree_sitter/api.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "syntax/concrete_tree.h"

namespace scan::syntax {
namespace {

constexpr std::string_view kKindNames[] = {
#define SCAN_KIND(enumerator, name) name,
#include "syntax/kinds.def"
#undef SCAN_KIND
};
constexpr std::string_view kRoleNames[] = {
#define SCAN_ROLE(enumerator, name) name,
#include "syntax/roles.def"
#undef SCAN_ROLE
};
static_assert(std::size(kKindNames) == kKindCount);

// A node's symbol has the number of its grammar in its upper bits.
constexpr unsigned kGrammarShift = 12;

}  // namespace

std::string_view to_string(Kind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }
std::string_view to_string(Role role) { return kRoleNames[static_cast<std::size_t>(role)]; }

NodeId Tree::child(NodeId node, Role role) const {
  for (const NodeId child : children(node)) {
    if (roles_[child] == role) return child;
  }
  return kNoNode;
}

std::string_view Tree::grammar_type(NodeId node) const {
  const std::uint16_t symbol = grammar_symbols_[node];
  if (symbol == kErrorSymbol) return "ERROR";
  const char* name = ts_language_symbol_name(grammars_[symbol >> kGrammarShift],
                                             symbol & ((1u << kGrammarShift) - 1));
  return name == nullptr ? "?" : name;
}

bool Tree::equal(const Tree& a, NodeId x, const Tree& b, NodeId y) {
  const NodeId size = a.ends_[x] - x;
  if (b.ends_[y] - y != size) return false;
  const bool same_tree = &a == &b;
  for (NodeId i = 0; i < size; ++i) {
    // Equal kinds and equal subtree sizes, node by node in pre-order, are an equal shape.
    if (a.kinds_[x + i] != b.kinds_[y + i] || a.ends_[x + i] - x != b.ends_[y + i] - y)
      return false;
    if (a.kinds_[x + i] == Kind::kOther && !same_grammar_type(a, x + i, b, y + i)) return false;
    if (same_tree ? a.names_[x + i] != b.names_[y + i] : a.name_text(x + i) != b.name_text(y + i)) {
      return false;
    }
  }
  return true;
}

void TreeBuilder::reserve(std::size_t nodes) {
  tree_.kinds_.reserve(nodes);
  tree_.roles_.reserve(nodes);
  tree_.grammar_symbols_.reserve(nodes);
  tree_.names_.reserve(nodes);
  tree_.ends_.reserve(nodes);
  tree_.parents_.reserve(nodes);
  tree_.spans_.reserve(nodes);
}

const TSLanguage* TreeBuilder::set_grammar(const TSLanguage* grammar) {
  const TSLanguage* before = tree_.grammars_[grammar_];
  const auto known = std::ranges::find(tree_.grammars_, grammar);
  grammar_ = static_cast<std::size_t>(known - tree_.grammars_.begin());
  if (known == tree_.grammars_.end()) tree_.grammars_.push_back(grammar);
  assert(grammar_ < 1u << (16 - kGrammarShift));
  return before;
}

NodeId TreeBuilder::open(Kind kind, Role role, std::uint16_t grammar_symbol, Symbol name,
                         Span span) {
  const auto node = static_cast<NodeId>(tree_.kinds_.size());
  tree_.kinds_.push_back(kind);
  tree_.roles_.push_back(role);
  assert(grammar_symbol == kErrorSymbol || grammar_symbol >> kGrammarShift == 0);
  const bool own = grammar_ == 0 || grammar_symbol == kErrorSymbol;
  tree_.grammar_symbols_.push_back(
      own ? grammar_symbol
          : static_cast<std::uint16_t>(grammar_symbol | grammar_ << kGrammarShift));
  tree_.names_.push_back(name);
  tree_.ends_.push_back(node + 1);
  tree_.parents_.push_back(open_.empty() ? kNoNode : open_.back());
  tree_.spans_.push_back(span);
  open_.push_back(node);
  return node;
}

void TreeBuilder::close() {
  assert(!open_.empty());
  tree_.ends_[open_.back()] = static_cast<NodeId>(tree_.kinds_.size());
  open_.pop_back();
}

Tree TreeBuilder::finish() && {
  assert(open_.empty() && !tree_.kinds_.empty());
  return std::move(tree_);
}

}  // namespace scan::syntax
