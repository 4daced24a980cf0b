// Constants that a file declares in blocks, and that go by a member's name: in Terraform `var.x` is
// what `default` of the block `variable "x"` is.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "sast/language_facts.h"
#include "syntax/tree.h"

namespace scan::sast {

/// Those of one file. Refers to the tree.
class BlockConstants {
 public:
  /// Looks at the blocks at the top of the file, of which `facts` names the types.
  BlockConstants(const syntax::Tree& tree, const LanguageFacts& facts);

  /// The literal that a member stands for, wherever in the file it is given; kNoNode: none.
  syntax::NodeId literal_of(syntax::NodeId member) const;

 private:
  using Key = std::uint64_t;  // an object's and a member's symbols
  void read(const BlockConstantsRow& row, syntax::NodeId block);
  void add(syntax::Symbol object, syntax::Symbol name, syntax::NodeId value);

  const syntax::Tree& tree_;
  std::unordered_map<Key, syntax::NodeId> literals_;
};

}  // namespace scan::sast
