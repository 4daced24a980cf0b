// Runs rules against annotated files: the proof that a rule does what it says.
//
//   # ruleid: python-weak-hash
//   hashlib.md5(data)                  <- a finding of that rule must start on this line
//
// `ruleid: A, B` demands findings on the next line, `ok: A` forbids them, `todoruleid:` and
// `todook:` note what is not so yet and are not counted. The words stand in any comment style.
//
// Formats that have examples in the rules themselves (Kingfisher's `examples` and
// `negative_examples`) need no such file: each is a file of its own, of which the rule is to find
// something, or nothing.
//
// Beside `x.py` or `x.test.py` a file `x.fixed.py` has what the fixes of the rules that are named
// in the annotations must make of it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "scan/engine.h"
#include "scan/result.h"

namespace scan {

/// One annotation that did not hold, one finding that nobody expected, or one fixed file that is
/// other than it should be.
struct RuleTestFailure {
  enum class Kind : std::uint8_t { kMissed, kUnexpected, kFixDiffers };
  Kind kind = Kind::kMissed;
  std::string path;
  /// The line on which the finding was expected, or is; of kFixDiffers the first that differs.
  std::uint32_t line = 0;
  /// Empty with kFixDiffers.
  std::string rule_id;
  /// Of kMissed: which part of the rule did not match there, where that can be told.
  std::string hint;
  /// Of kFixDiffers: a unified diff from what was expected to what the fixes made.
  std::string diff;
};

struct RuleTestReport {
  /// Annotations and examples that held: a `ruleid:` that was found, an `ok:` that was not; and
  /// fixed files that are as they should be.
  std::uint64_t passed = 0;
  /// Ordered by path, line, rule id.
  std::vector<RuleTestFailure> failures;
  /// Rules of the engine without an example, ordered.
  std::vector<std::string> untested;
  /// What the scan of the examples left out: an `ok:` there proves nothing.
  std::vector<Notice> left_out;
};

/// Scans the annotated files at `paths` and compares the findings with the annotations in them. A
/// path that is a rule file stands for the annotated files beside it that have its name but for the
/// extension. In an
/// annotated file a finding on a line that no annotation names is unexpected only if the file's
/// annotations name its rule somewhere. Suppressed findings count as findings. Fails as
/// Engine::scan does, and with kNotFound when there is neither an annotated file nor a rule with
/// examples of its own.
Result<RuleTestReport> test_rules(const Engine& engine, const std::vector<std::string>& paths);

/// Code from annotated files: what a rule finds, and what it does not.
struct RuleExamples {
  std::vector<std::string> bad;   ///< after `ruleid:`
  std::vector<std::string> good;  ///< after `ok:`
};

/// The examples of each rule in the annotated files at `paths`, by rule id: from the annotated line
/// to the next annotation or empty line, a few lines at most, without common indentation. In the
/// order of paths. Fails as test_rules().
Result<std::map<std::string, RuleExamples>> rule_examples(const std::vector<std::string>& paths);

}  // namespace scan
