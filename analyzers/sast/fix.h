// `fix` and `fix-regex`: how a rule changes what it finds.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/value.h"
#include "sast/binding.h"
#include "sast/message.h"
#include "scan/finding.h"
#include "scan/result.h"
#include "text/regex.h"

namespace scan::sast {

/// `fix-regex`: replaces what a regular expression finds in the code that was matched.
struct RegexFix {
  /// A stretch of plain text, or what group `group` matched.
  struct Part {
    std::string text;
    std::optional<std::uint32_t> group;
  };
  std::shared_ptr<const text::Regex> regex;
  std::vector<Part> replacement;
  std::optional<std::uint64_t> count;  ///< at most so many; all unless given
};

/// A rule's fix; empty where it has none.
struct RuleFix {
  std::optional<std::vector<MessagePart>> text;  ///< `fix`
  std::optional<RegexFix> regex;                 ///< `fix-regex`; used where there is no `fix`
  std::string as_written;                        ///< for RuleInfo::fix

  bool empty() const { return !text && !regex; }
};

/// Whether a metavariable stands anywhere in what `rule` looks for, or a group of a regular
/// expression has its name: all but the keys that only speak of findings.
bool is_bound(const document::Value& rule, std::string_view metavariable);

/// Reads `fix` and `fix-regex`, the values of these keys of the mapping `rule`; null where absent.
/// kInvalidRule with the place of what is wrong: a metavariable that nothing in the rule binds is,
/// but in `languages` whose own variables look so.
Result<RuleFix> read_fix(const document::Document& document, const document::Value& rule,
                         const document::Value* fix, const document::Value* fix_regex,
                         const std::vector<std::string>& languages,
                         MetavariableTable& metavariables);

/// The edit that a rule's fix makes of one match in `text`; nullopt where nothing would change, a
/// metavariable of the fix is not bound, or a limit of the regular expression was hit.
///
/// The fix's further lines are indented as the line that the match begins in is up to it; its line
/// breaks become those of the file. An ellipsis metavariable that stands for nothing takes the
/// comma beside it with it. A line that the match begins and that nothing is left of goes whole.
/// `target` is as in message_of().
std::optional<Edit> edit_of(const RuleFix& fix, std::string_view text, const Target* target,
                            Span match, const Bindings& bindings);

/// Whether `a` leaves more of `text` as it is than `b`, where both replace the same code.
bool is_smaller(const Edit& a, const Edit& b, std::string_view text);

}  // namespace scan::sast
