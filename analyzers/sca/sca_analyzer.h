// The analyzer "sca": packages of lockfiles against an advisory index.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "rules/selection.h"
#include "sca/projects.h"
#include "scan/analyzer.h"
#include "scan/builtin.h"
#include "scan/result.h"

namespace scan::sca {

struct Options {
  /// The advisory index. It is opened when a package was found, and then anew by each scan.
  std::string database;
  /// A named one that is not there is kNotFound now; a default one is a notice of the scan that
  /// needs it.
  BuiltinOptions::DatabaseOrigin origin = BuiltinOptions::DatabaseOrigin::kDefault;
  /// BuiltinOptions::max_database_age.
  std::chrono::hours max_age{0};
  /// Which vulnerabilities are reported, by any of their ids, and which of the built-in rules.
  rules::Selection selection;
  /// Whether there are built-in rules (supply_chain.h) besides the advisories.
  bool builtin_rules = true;
  /// What is read beside the scanned tree.
  ProjectSources projects = {};
};

Result<std::unique_ptr<Analyzer>> make_analyzer(Options options);

}  // namespace scan::sca
