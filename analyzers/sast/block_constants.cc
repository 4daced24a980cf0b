// A block is a call of its type with its labels and, last, a record (adapter_terraform.cc).
#include "sast/block_constants.h"

namespace scan::sast {

using syntax::Kind;
using syntax::kNoNode;
using syntax::NodeId;
using syntax::Role;
using syntax::Symbol;
using syntax::SymbolTable;

namespace {

bool is_literal(Kind kind) {
  return kind == Kind::kString || kind == Kind::kNumber || kind == Kind::kBoolean;
}

}  // namespace

BlockConstants::BlockConstants(const syntax::Tree& tree, const LanguageFacts& facts) : tree_(tree) {
  if (facts.block_constants.empty()) return;
  for (const NodeId block : tree.children(syntax::Tree::root())) {
    const NodeId type =
        tree.kind(block) == Kind::kCall ? tree.child(block, Role::kCallee) : kNoNode;
    if (type == kNoNode) continue;
    for (const BlockConstantsRow& row : facts.block_constants) {
      if (tree.name_text(type) == row.block) read(row, block);
    }
  }
}

void BlockConstants::read(const BlockConstantsRow& row, NodeId block) {
  const Symbol object = tree_.symbols().find(row.object);
  const NodeId arguments = tree_.child(block, Role::kArguments);
  if (object == SymbolTable::kNone || arguments == kNoNode) return;
  NodeId label = kNoNode;
  NodeId record = kNoNode;
  for (const NodeId child : tree_.children(arguments)) {
    if (tree_.kind(child) == Kind::kString) label = child;
    if (tree_.kind(child) == Kind::kRecord) record = child;
  }
  const bool labelled = !row.entry.empty();
  if (record == kNoNode || (labelled && label == kNoNode)) return;
  for (const NodeId pair : tree_.children(record)) {
    const NodeId key = tree_.child(pair, Role::kKey);
    const NodeId value = tree_.child(pair, Role::kValue);
    if (key == kNoNode || value == kNoNode || tree_.kind(key) != Kind::kIdentifier) continue;
    if (!labelled) add(object, tree_.name(key), value);
    if (labelled && tree_.name_text(key) == row.entry) add(object, tree_.name(label), value);
  }
}

void BlockConstants::add(Symbol object, Symbol name, NodeId value) {
  if (is_literal(tree_.kind(value))) literals_[Key{object} << 32 | name] = value;
}

NodeId BlockConstants::literal_of(NodeId member) const {
  if (literals_.empty()) return kNoNode;
  const NodeId object = tree_.child(member, Role::kObject);
  const NodeId property = tree_.child(member, Role::kProperty);
  if (object == kNoNode || property == kNoNode || tree_.kind(object) != Kind::kIdentifier) {
    return kNoNode;
  }
  const auto found = literals_.find(Key{tree_.name(object)} << 32 | tree_.name(property));
  return found == literals_.end() ? kNoNode : found->second;
}

}  // namespace scan::sast
