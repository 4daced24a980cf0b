// What can be said of a statement's place in the flow of control without walking it.
#pragma once

#include "syntax/tree.h"

namespace scan::sast {

/// Whether anything in a node can throw: a call, or what may be one. Literals and names do not.
bool may_throw(const syntax::Tree& tree, syntax::NodeId node);

/// Whether `node` is the last thing that some way through its function does: the end of its body,
/// or of a branch at the end of it. Ruby, Rust, Scala, Julia and Elixir return that without saying
/// so. Climbs from the node to its function.
bool is_returned(const syntax::Tree& tree, syntax::NodeId node);

}  // namespace scan::sast
