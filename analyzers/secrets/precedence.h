// Which of several matches of one secret is the one to report.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "scan/source.h"
#include "secrets/rule.h"
#include "secrets/view.h"

namespace scan::secrets {

/// A match, as far as others may take precedence over it.
struct Rival {
  const Rule* rule = nullptr;
  /// Where it stands in the source.
  Span match;
  /// Where its secret stands there, and what it is.
  Span secret;
  std::string_view text;
  /// From the view that has the secret to the source, see View::way().
  std::span<const View::Step> way;
};

/// Which of `rivals`, all found in `source`, give way to another one:
/// - one of a generic rule to one of a better rule that begins on the same line and whose secret
///   contains its own, as in Gitleaks;
/// - where secrets overlap, one of a rule with `assigned` or `names` to one that knows more, or
/// whose
///   name is nearer to it; of two built-in rules the one that is less sure; and of two by one rule
///   with Rule::unescape the one in the text that is further from what it means.
/// Linear in the matches but for many on one line, of which only so many are compared.
std::vector<bool> give_way(std::span<const Rival> rivals, const Source& source);

}  // namespace scan::secrets
