// Suppression in the source: which directive silences which finding.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/directives.h"
#include "scan/finding.h"

namespace scan::engine {

/// The directives of one file, as findings ask for them: a file may have thousands of each. Refers
/// to the list that it is given. Not to be shared between threads.
class Suppressions {
 public:
  explicit Suppressions(const std::vector<Directive>& directives) : directives_(directives) {}

  /// What suppresses a finding of a rule at `region`; nullopt when nothing does. A rule's aliases
  /// are always the same.
  std::optional<Suppression> find(std::string_view analyzer, std::string_view rule_id,
                                  const std::vector<std::string>& aliases, const Region& region);
  /// How often a directive was looked at since it was made.
  std::uint64_t looked_at() const { return looked_at_; }

 private:
  struct Candidate {
    const Directive* directive;
    std::uint32_t reaches;  // the greatest last line of this one and those before it
  };
  std::vector<Candidate> candidates_for(std::string_view analyzer, std::string_view rule_id,
                                        const std::vector<std::string>& aliases);

  const std::vector<Directive>& directives_;
  // The directives that may silence a rule, by first line. By analyzer and id.
  std::map<std::pair<std::string, std::string>, std::vector<Candidate>> by_rule_;
  std::uint64_t looked_at_ = 0;
};

}  // namespace scan::engine
