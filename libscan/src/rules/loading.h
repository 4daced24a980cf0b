// What an analyzer is made from: rule files of its format, and how to treat what is wrong with them.
#pragma once

#include <string>
#include <vector>

#include "rules/rule_file.h"
#include "rules/selection.h"
#include "scan/builtin.h"
#include "scan/notice.h"

namespace scan::rules {

/// Handed to an analyzer's make_analyzer(), which keeps what it needs of it.
struct Loading {
  /// Files of the analyzer's format only, in the order in which they were named.
  std::vector<RuleFile> files;
  Selection selection;
  BadRules bad_rules = BadRules::kRefuse;
  /// With BadRules::kSkip: where an analyzer leaves a notice "rule-skipped" for each malformed rule.
  std::vector<Notice> notices;

  /// With kSkip notes the error and succeeds; with kRefuse returns it.
  Status reject(Error error);
};

}  // namespace scan::rules
