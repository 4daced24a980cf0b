// What a scan says about the code: findings, and the rules that they come from.
//
//   for (const scan::Finding& finding : result.findings)
//     std::cout << finding.rule_id << ' ' << finding.primary().path << '\n';
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scan/span.h"

namespace scan {

/// How bad it is if it is true. Ordered: kCritical is the greatest.
enum class Severity : std::uint8_t { kInfo, kLow, kMedium, kHigh, kCritical };

/// How sure the rule is that it is true. Ordered: kHigh is the greatest. Severity is not
/// confidence.
enum class Confidence : std::uint8_t { kLow, kMedium, kHigh };

/// The name used in every report and option: "critical", "high", "medium", "low", "info".
std::string_view to_string(Severity severity);
/// "high", "medium" or "low".
std::string_view to_string(Confidence confidence);
/// The inverse of to_string; nullopt for any other word. Case matters.
std::optional<Severity> parse_severity(std::string_view word);
std::optional<Confidence> parse_confidence(std::string_view word);

/// How much of the code a Location carries along for reports.
inline constexpr std::uint32_t kSnippetLines = 12;
inline constexpr std::uint32_t kSnippetBytes = 400;

/// Where in git's history a content comes from.
struct Revision {
  /// The commit in which the content first appeared, parents before children: 40 hexadecimal
  /// digits. Empty for what no commit has, as an object that nothing leads to.
  std::string commit;
  /// Of that commit; bytes as git has them, which need not be UTF-8.
  std::string author;
  std::string email;
  /// When the author made it: "2024-05-01T12:00:00Z".
  std::string date;
  /// The content itself, for `git show`.
  std::string blob;
  /// Some of the references from which the commit is reached, so that it is still there:
  /// "refs/heads/main", "stash@{0}". Empty where nothing leads to it.
  std::vector<std::string> refs;

  friend auto operator<=>(const Revision&, const Revision&) = default;
};

/// Where in a container image a content comes from.
struct Layer {
  /// Of the image's layers, from 1, the lowest.
  std::uint32_t number = 0;
  /// Of the layer's tar archive, uncompressed: "sha256:…", as the image's configuration lists it.
  std::string digest;
  /// That made it, as the image's history has it: "RUN /bin/sh -c apt-get install -y curl"; empty
  /// where that is not told.
  std::string command;
  /// Whether it is of the image that this one was built from, as far as the history shows that.
  bool base = false;
  /// Whether a later layer removes or replaces the file. It is in the image all the same, for
  /// whoever unpacks this layer.
  bool covered = false;

  friend auto operator<=>(const Layer&, const Layer&) = default;
};

/// A place in a file.
struct Location {
  /// Relative to the scanned root, with '/' between its parts, and '!' behind that of an archive in
  /// which the rest of it stands; bytes as the file system has them,
  /// which need not be UTF-8 (reports encode them, see report.h).
  std::string path;
  /// Byte offsets into Source::text(). Not stored in reports; {0,0} after reading one back.
  Span span;
  /// Filled in by the engine from `span`, while the text is at hand.
  Region region;
  /// The first lines of `region` (at most kSnippetLines, without the last line break), secrets
  /// masked. A line longer than kSnippetBytes is cut: to a window around the region where it is one
  /// line long, else at its end. Filled in by the engine.
  std::string snippet;
  /// The column at which the snippet begins: greater than 1 only where a long line was cut in
  /// front.
  std::uint32_t snippet_column = 1;
  /// The resource that a configuration finding is about, as "aws_s3_bucket.logs"; else empty.
  std::string logical_name;
  /// Set when the place is not in the scanned tree but in a content of git's history; `path` and
  /// `region` are those of that content.
  std::optional<Revision> revision;
  /// Set when the place is in a container image.
  std::optional<Layer> layer;

  friend bool operator==(const Location&, const Location&) = default;
};

/// Why a finding does not count: somebody wrote so, in the code or in a file.
struct Suppression {
  enum class Kind : std::uint8_t { kInSource, kExternal };
  Kind kind = Kind::kInSource;
  /// The directive as written, as "nosemgrep: python-weak-hash".
  std::string directive;
  /// The reason given with it; empty when none was given.
  std::string justification;

  friend bool operator==(const Suppression&, const Suppression&) = default;
};

/// One stretch of a file's text and what is to stand in its place.
struct Edit {
  /// Byte offsets into Source::text(); empty where something is only added.
  Span span;
  /// Filled in by the engine from `span`.
  Region region;
  /// UTF-8, with the line breaks that the file has.
  std::string replacement;

  friend bool operator==(const Edit&, const Edit&) = default;
};

/// How the code can be changed so that the finding goes away. apply_fixes() of fix.h does it.
struct Fix {
  /// The file to change, as in Location; filled in by the engine where it is empty.
  std::string path;
  /// Ordered, none overlapping another. They belong together: all of them or none.
  std::vector<Edit> edits;
  /// Of the bytes that the edits were made for, so that a file that has changed since is left
  /// alone. 32 hexadecimal digits, filled in by the engine.
  std::string source_hash;

  friend bool operator==(const Fix&, const Fix&) = default;
};

/// One statement of a rule about the code. A plain value; owns all that it refers to.
struct Finding {
  /// The rule's id as written in its file. Its RuleInfo is in ScanResult::rules.
  std::string rule_id;
  /// The name of the analyzer that made it: "sast", "secrets", "sca", "iac", or a plugin's.
  std::string analyzer;
  /// What is wrong here, with metavariables filled in. Plain text, UTF-8.
  std::string message;
  Severity severity = Severity::kMedium;
  Confidence confidence = Confidence::kMedium;
  /// At least one; the first is the primary one. A finding with the same `identity` in several
  /// places has them all, ordered by path and offset; those in the tree before those in its
  /// history.
  std::vector<Location> locations;
  /// Findings of one rule whose identity is equal and not empty are one finding (one secret in
  /// forty files). The analyzer sets it; a hash, never the secret itself.
  std::string identity;
  /// Stable across runs, machines and unrelated edits of the file: 32 hexadecimal digits.
  /// Filled in by the engine.
  std::string fingerprint;
  /// Set when the finding is suppressed: it is counted, kept in `json`, and does not reach a gate.
  std::optional<Suppression> suppression;
  /// Absent where the rule has none, and where it would carry a secret into reports.
  std::optional<Fix> fix;
  /// What else the analyzer knows, for reports that show it: "purl", "fixed_version", "advisory" …
  std::map<std::string, std::string> properties;

  const Location& primary() const { return locations.front(); }
  friend bool operator==(const Finding&, const Finding&) = default;
};

/// A text in a rule's own file that the rule finds, or must not find. test_rules() sees to it.
struct RuleExample {
  enum class Kind : std::uint8_t { kFound, kNotFound };
  Kind kind = Kind::kFound;
  std::string text;
  /// The rule file as it was named, and the line on which the example begins there.
  std::string path;
  std::uint32_t line = 0;

  friend bool operator==(const RuleExample&, const RuleExample&) = default;
};

/// What a report says about a rule. The rule itself stays in its analyzer.
struct RuleInfo {
  std::string id;
  /// The ids by which the same check is known elsewhere: "B303", "G401", "CKV_DOCKER_3".
  std::vector<std::string> aliases;
  std::string analyzer;
  /// One line: what the rule looks for.
  std::string title;
  /// Markdown: what is wrong, why, what to do. Shown by `scan rules show`.
  std::string help;
  /// Severity and confidence of its findings unless a finding says otherwise.
  Severity severity = Severity::kMedium;
  Confidence confidence = Confidence::kMedium;
  /// As "python"; empty when the rule is not about a language.
  std::vector<std::string> languages;
  /// As "CWE-89".
  std::vector<std::string> cwe;
  /// As "A03:2021".
  std::vector<std::string> owasp;
  /// URLs.
  std::vector<std::string> references;
  /// The rule's fix as its file has it, with metavariables; empty when it has none.
  std::string fix;
  /// Those of its own file; the annotated files beside it have others.
  std::vector<RuleExample> examples;

  friend bool operator==(const RuleInfo&, const RuleInfo&) = default;
};

}  // namespace scan
