// Reading a rule of `mode: join`.
#pragma once

#include <functional>
#include <vector>

#include "rules/fields.h"
#include "sast/join.h"
#include "sast/message.h"
#include "sast/rule.h"
#include "sast/rule_source.h"
#include "scan/result.h"

namespace scan::sast {

/// Where the rules come from that a join is made of.
struct JoinParts {
  /// Reads a rule that stands in a document, and need not say what to report.
  std::function<Result<Rule>(const document::Document&, const document::Value&)> read;
  /// Its files live as long as rules are read.
  const FindRuleFile& find;
};

/// Reads `join` among the keys of a rule: `rules` and `refs`, of which there is at least one, and
/// `on`. What is wrong is told to `source`. Of the result's rows also that is kept what `message`
/// speaks of.
JoinSpec read_join(RuleSource& source, rules::Fields& rule, const std::vector<MessagePart>& message,
                   const JoinParts& parts);

}  // namespace scan::sast
