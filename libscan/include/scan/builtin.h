// The analyzers that come with the library, and their rules. Link scan::builtin for these.
//
//   auto analyzers = scan::make_builtin_analyzers({.rules = {"security/rules"}});
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scan/analyzer.h"
#include "scan/result.h"

namespace scan {

/// What to do with a rule file in which some rules are malformed.
enum class BadRules : std::uint8_t {
  kRefuse,  ///< the first error ends the loading
  kSkip,    ///< sound rules are loaded, the others are told of in `rejected`
};

/// What to do with rules that run only for others (Gitleaks' `skipReport`, Kingfisher's
/// `visible: false`).
enum class HelperRules : std::uint8_t {
  kHide,    ///< what they find is not reported
  kReport,  ///< it is, so that they can be tested
};

struct BuiltinOptions {
  /// Names of the analyzers to make, as in builtin_analyzer_names(); empty: all.
  std::vector<std::string> analyzers;
  /// Rule files, or directories of them, that replace the built-in rules; "default" stands for the
  /// built-in ones. Empty: the built-in ones. An analyzer for which there is no rule is left out.
  std::vector<std::string> rules;
  BadRules bad_rules = BadRules::kRefuse;
  HelperRules helper_rules = HelperRules::kHide;
  /// Keep only the rules with these ids or aliases; empty: all. An id that no rule has is
  /// kInvalidArgument.
  std::vector<std::string> keep_rules;
  /// Drop the rules with these ids or aliases.
  std::vector<std::string> drop_rules;
  /// The advisory index for `sca`. One that was named by the user must be there; the default one
  /// may be missing, which makes a scan that finds packages incomplete.
  std::string advisory_database;
  enum class DatabaseOrigin : std::uint8_t { kDefault, kNamed };
  DatabaseOrigin database_origin = DatabaseOrigin::kDefault;
  /// Maven's local repository (usually ~/.m2/repository), in which `sca` reads the POMs that those
  /// of the scanned tree name as their parent or import; empty: none. Read only, without a network.
  std::string maven_repository;
  /// An index that knows of nothing newer than so long ago (AdvisoryDatabaseStatus::known_until())
  /// makes a scan that finds packages incomplete. 0: no limit.
  std::chrono::hours max_database_age{0};
  /// How many encodings and escapes, one within the other, `secrets` looks through; 0: none.
  std::uint32_t max_decode_depth = 5;
};

struct BuiltinAnalyzers {
  std::vector<std::unique_ptr<Analyzer>> list;
  /// With BadRules::kSkip: what was wrong with each rule that was left out, with its place. A
  /// caller that scans gives rejected_rule_notice() of each to ScanOptions::notices.
  std::vector<Error> rejected;
  /// What to know of rule files that were read all the same. A caller that scans gives them to
  /// ScanOptions::notices.
  std::vector<Notice> notices;
};

/// The notice "rule-skipped" for a rule that was left out; it makes a scan incomplete.
Notice rejected_rule_notice(const Error& error);

/// "sast", "secrets", "sca", "iac": the words of --analyzers, in the order of reports.
std::vector<std::string_view> builtin_analyzer_names();

/// Makes the analyzers with their rules. kInvalidRule with the place in the rule file, kNotFound
/// for a named file that is not there, kInvalidArgument for an unknown analyzer or rule id.
Result<BuiltinAnalyzers> make_builtin_analyzers(const BuiltinOptions& options);

}  // namespace scan
