// What a function returns without saying so: in Ruby, Rust, Scala, Julia and Elixir the last
// expression of its body.
#pragma once

#include "syntax/tree.h"

namespace scan::sast {

/// Whether `node` is the last thing that some way through its function does: the end of its body,
/// or of a branch at the end of it. What a handler ends with is none, as in Semgrep. Climbs from
/// the node to its function.
bool is_returned(const syntax::Tree& tree, syntax::NodeId node);

}  // namespace scan::sast
