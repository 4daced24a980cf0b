// Runs secret rules over one file.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "scan/analyzer.h"
#include "secrets/rule.h"
#include "secrets/rule_index.h"
#include "secrets/window_search.h"
#include "syntax/parser.h"

namespace scan::secrets {

/// A set of rules, ready to run. Immutable and safe to share between threads.
class Detector {
 public:
  /// Encoded and escaped texts are looked into up to `max_decode_depth` steps deep; 0: not at all.
  /// The findings do not depend on `portion`.
  explicit Detector(std::vector<Rule> rules, RuleIndex::Mode mode = RuleIndex::Mode::kWindows,
                    std::uint32_t max_decode_depth = 5, PortionSize portion = {});

  /// Adds the findings in `source` to `out`, the spans of the secrets, and a notice for each limit
  /// that was hit. What is about the path comes first, then view by view the order of rules, then
  /// of places.
  void detect(const Source& source, const FileContext& context, FileResult& out) const;

  const std::vector<Rule>& rules() const { return rules_; }

  /// Whether there are rules that are about the path alone, and whether one is about this path. The
  /// latter searches the path only where there are any.
  bool has_path_rules() const { return !path_rules_.empty(); }
  bool has_rule_about(std::string_view path) const;

 private:
  const RuleIndex& index() const;

  std::vector<Rule> rules_;
  syntax::ParserPool parsers_;
  // Made for the first source: it takes longer than all else in a scan of nothing.
  mutable std::once_flag index_once_;
  mutable std::optional<RuleIndex> index_;
  RuleIndex::Mode mode_;
  std::uint32_t max_decode_depth_;
  PortionSize portion_;
  bool any_unescapes_;
  // Their indices.
  std::vector<std::uint32_t> path_rules_;
};

}  // namespace scan::secrets
