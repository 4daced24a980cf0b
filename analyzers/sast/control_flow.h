// What can be said of a statement's place in the flow of control without walking it.
#pragma once

#include "syntax/tree.h"

namespace scan::sast {

/// Whether anything in a node can throw: a call, or what may be one. Literals and names do not.
bool may_throw(const syntax::Tree& tree, syntax::NodeId node);

/// The function of which `node` is the last thing that some way through it does: the end of its
/// body, or of a branch at the end of it; kNoNode: none. Ruby, Rust, Scala, Julia and Elixir return
/// that without saying so. Climbs from the node to its function.
syntax::NodeId returning_function(const syntax::Tree& tree, syntax::NodeId node);

}  // namespace scan::sast
