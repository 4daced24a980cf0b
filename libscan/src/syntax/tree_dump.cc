// Pre-order makes this a loop: the depth of a node follows from the ends of those above it.
#include "syntax/tree_dump.h"

#include <vector>

namespace scan::syntax {

std::string dump(const Tree& tree) {
  std::string out;
  std::vector<NodeId> ends;
  for (NodeId node = 0; node < tree.size(); ++node) {
    while (!ends.empty() && ends.back() <= node) ends.pop_back();
    out.append(2 * ends.size(), ' ');
    ends.push_back(tree.end(node));
    if (tree.role(node) != Role::kItem) out.append(to_string(tree.role(node))).append(": ");
    out += to_string(tree.kind(node));
    if (tree.kind(node) == Kind::kOther) {
      out.append("(").append(tree.grammar_type(node)).append(")");
    }
    if (tree.name(node) != 0) out.append(" \"").append(tree.name_text(node)).append("\"");
    out += '\n';
  }
  return out;
}

}  // namespace scan::syntax
