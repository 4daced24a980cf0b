// What an analyzer is made from: rule files of its format, and how to treat what is wrong with
// them.
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
  /// The built-in files of every format, for a file that extends the built-in rules. Not owned;
  /// null: there are none.
  const std::vector<EmbeddedFile>* embedded = nullptr;
  BadRules bad_rules = BadRules::kRefuse;
  HelperRules helper_rules = HelperRules::kHide;
  /// Where kSkip puts the first error of each malformed rule that was left out. Not owned; must be
  /// set with kSkip.
  std::vector<Error>* rejected = nullptr;
  /// Where note() puts what a user should know of files that are read all the same. Not owned;
  /// null: nobody is told.
  std::vector<Notice>* notices = nullptr;

  /// With kSkip notes the error and succeeds; with kRefuse returns it.
  Status reject(Error error);
  /// Each notice once, however often it is given.
  void note(Notice notice);
};

}  // namespace scan::rules
