// What a rule file says is no secret after all: Gitleaks' allowlists.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/literal_set.h"
#include "text/regex.h"

namespace scan::secrets {

/// A match of a rule, as allowlists see it.
struct Candidate {
  std::string_view secret;
  std::string_view match;
  /// The whole lines that the match is on, without the last line break.
  std::string_view line;
};

/// Conditions on a path, a commit or a candidate. Immutable and safe to share between threads.
struct Allowlist {
  enum class Condition : std::uint8_t { kAny, kAll };
  enum class Target : std::uint8_t { kSecret, kMatch, kLine };

  Condition condition = Condition::kAny;
  /// What `regexes` are searched in.
  Target target = Target::kSecret;
  /// In lower case. A file that is not of a commit has none of them.
  std::vector<std::string> commits;
  std::vector<text::Regex> paths;
  std::vector<text::Regex> regexes;
  /// Found anywhere in the secret, ASCII case ignored.
  std::optional<text::LiteralSet> stopwords;

  /// Whether nothing in the file at `path` is a secret, whatever it contains.
  bool admits_file(std::string_view path) const;
  /// Whether this candidate is none, in whatever commit. Asked when admits_file() is false.
  bool admits(std::string_view path, const Candidate& candidate) const;
  /// Whether this candidate is none because it was found in this commit. Asked when admits() is
  /// false; false for the empty commit.
  bool admits_in_commit(std::string_view commit, std::string_view path,
                        const Candidate& candidate) const;
};

using Allowlists = std::vector<std::shared_ptr<const Allowlist>>;

}  // namespace scan::secrets
