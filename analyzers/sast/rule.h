// A rule in Semgrep's YAML, read and checked.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule_file.h"
#include "sast/extraction.h"
#include "sast/fix.h"
#include "sast/formula.h"
#include "sast/message.h"
#include "sast/rule_source.h"
#include "sast/taint_spec.h"
#include "scan/finding.h"
#include "scan/result.h"
#include "source/ignore_list.h"
#include "syntax/language.h"

namespace scan::sast {

/// The version of Semgrep whose rules are understood: what `min-version` and `max-version` are
/// compared with.
inline constexpr std::string_view kSemgrepVersion = "1.182.0";

/// `paths`: which files a rule is for, in .gitignore's syntax.
struct PathFilter {
  source::IgnoreList include, exclude;

  /// `path` is relative to the scanned root.
  bool admits(std::string_view path) const;
};

enum class RuleMode : std::uint8_t { kSearch, kTaint, kExtract, kJoin };

struct JoinSpec;

struct Rule {
  RuleInfo info;
  RuleMode mode = RuleMode::kSearch;
  std::vector<MessagePart> message;
  RuleFix fix;
  /// What its patterns are written in, with its options.
  Scope scope;
  /// Names of its languages that there is no grammar for.
  std::vector<std::string> missing_languages;
  /// Why it is loaded and never run, as "needs Semgrep 2.0.0 or later"; empty: it is run. All else
  /// but `info.id` is then unset.
  std::string skipped;
  Formula formula;                       ///< of kSearch and kExtract
  std::optional<TaintSpec> taint;        ///< of kTaint
  std::optional<ExtractSpec> extract;    ///< of kExtract, which reports nothing
  std::shared_ptr<const JoinSpec> join;  ///< of kJoin
  PathFilter paths;
};

/// The file that a rule's `refs` name, or why there is none.
using FindRuleFile = std::function<Result<const rules::RuleFile*>(std::string_view)>;

/// Reads one entry of `rules:`. kInvalidRule with the place of whatever is wrong with it. A rule
/// whose languages have no grammar is sound, and finds nothing.
Result<Rule> read_rule(const document::Document& document, const document::Value& value,
                       Validation validation, const syntax::ParserPool& parsers, RuleTables& tables,
                       const FindRuleFile& find);

}  // namespace scan::sast
