// What string literals, notebooks, SQL dumps and markup mean by the characters they are written in.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "secrets/decoded_views.h"
#include "secrets/rule.h"
#include "secrets/view.h"
#include "secrets/window_search.h"

namespace scan::secrets {

/// The parts of one view in which a rule with Rule::unescape may match and something can be read
/// differently. Refers to the view and the rules.
class UnescapedParts {
 public:
  UnescapedParts(const View& view, const std::vector<Rule>& rules) : view_(view), rules_(rules) {}

  /// Adds what is around `windows`, those of a portion of the view.
  void add(std::span<const Window> windows);

  /// Gives to `use` readings of the parts, in order, as those in a text of the file at `path`. The
  /// views are for rules that unescape only. A part of more than about a megabyte becomes several
  /// views, which overlap as far as a match may go. Called once.
  void for_each(std::string_view path, ViewBudget& budget, const UseView& use);

 private:
  void join();

  const View& view_;
  const std::vector<Rule>& rules_;
  std::vector<Span> parts_;
  std::size_t joined_ = 0;  // so many are in order and do not touch
};

}  // namespace scan::secrets
