// The plugin interface: an analyzer is a pure function of one file, and a fold over all files.
//
//   class LongLines : public scan::Analyzer {
//     std::string_view name() const override { return "long-lines"; }
//     bool wants(std::string_view path) const override { return path.ends_with(".md"); }
//     void analyze(const scan::Source& source, const scan::FileContext&,
//                  scan::FileResult& out) const override { ... out.findings.push_back(...); }
//     std::vector<scan::RuleInfo> rules() const override { return {{.id = "long-line"}}; }
//   };
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scan/advisory.h"
#include "scan/cancellation.h"
#include "scan/effort.h"
#include "scan/finding.h"
#include "scan/notice.h"
#include "scan/package.h"
#include "scan/rule_trace.h"
#include "scan/shared_part.h"
#include "scan/source.h"
#include "scan/verification.h"

namespace scan {

/// A small serializable statement that one file makes for the whole project: a package it pins, an
/// import, a resource. Emitted by analyze(), read by every conclude() that names its kind.
struct Fact {
  /// As "package" or "import".
  std::string kind;
  /// Its path, region and snippet are filled in by the engine from its span.
  Location location;
  /// What is stated, in a form that the kind defines. Reaches conclude() as it is; secrets are
  /// masked in what conclude() says.
  std::string payload;

  friend bool operator==(const Fact&, const Fact&) = default;
};

/// What analysing one file yields. Appended to by each analyzer that wants the file.
struct FileResult {
  /// Each with rule_id, message, severity, confidence and the spans of its locations; the engine
  /// fills in the analyzer and the paths where they are empty, the regions, snippets and
  /// fingerprints.
  std::vector<Finding> findings;
  std::vector<Fact> facts;
  /// The path is filled in by the engine where it is empty.
  std::vector<Notice> notices;
  /// Where secrets stand in the text. The engine masks them in every snippet, message and property
  /// of the file, whichever analyzer made it.
  std::vector<Span> sensitive;
  /// What secrets say that stand in the text in an encoding: masked in words as those in
  /// `sensitive` are, in case somebody decodes them.
  std::vector<std::string> decoded_secrets;
  /// How it can be learned whether a secret is live, of findings that are here. Used only where the
  /// scan has a verifier.
  std::vector<LiveCheck> live_checks;
  /// What the analyzer that is running did; it adds to it. Summed for each analyzer by the engine.
  Effort effort;
};

/// What a text has in common with another one, for versions of a file, most of which differ in a
/// few lines: an analyzer may use what it learned of the base, with the same result as without.
struct Lineage {
  /// A source that this analyzer has seen before, with a lineage of its own; what it keeps of it
  /// stands in Source::derived(). Null where there is none.
  const Source* base = nullptr;
  /// In the order of the text, none overlapping another there.
  std::span<const SharedPart> shared;
};

/// What analyze() may ask while it runs.
struct FileContext {
  const CancellationToken& cancellation;
  /// analyze() should return by then, with a notice "time-limit" for what it left out.
  std::chrono::steady_clock::time_point deadline;
  /// Set where the source may be the base of another one later on.
  const Lineage* lineage = nullptr;

  /// True when analyze() should return as soon as it can. Cheap enough for an outer loop; calls the
  /// clock, so not for an inner one.
  bool should_stop() const {
    return cancellation.cancelled() || std::chrono::steady_clock::now() >= deadline;
  }
};

/// What the fold over all files yields.
struct ProjectResult {
  /// Complete, as in FileResult, except for fingerprints; locations copied from facts.
  std::vector<Finding> findings;
  /// Rules that exist only because of what was found, as one for each matching advisory.
  std::vector<RuleInfo> rules;
  std::vector<Package> packages;
  /// Each once.
  std::vector<Advisory> advisories;
  std::vector<Notice> notices;
};

/// One kind of analysis. Immutable once built: every member is const and may be called from several
/// threads at once. What it builds on first use it guards itself.
class Analyzer {
 public:
  virtual ~Analyzer() = default;

  /// As "sast": the word in --analyzers and in reports. Must outlive the analyzer (a literal).
  virtual std::string_view name() const = 0;

  /// Whether analyze() should see the file at `path` (relative, '/' between parts). Called for
  /// every file before it is opened, so: no regular expression, no allocation.
  virtual bool wants(std::string_view path) const = 0;

  /// Whether it matters what a file held in the past (ScanOptions::history): a secret that was
  /// committed is known to all who have the repository, a mistake that was corrected is gone.
  virtual bool reads_history() const { return false; }

  /// Whether it sees what stands in archives (ScanOptions::max_archive_depth), as files of their
  /// own under paths as "dist/app.zip!lib/settings.py". wants() is asked about them, too; of a
  /// compressed file, without the ending that says so.
  virtual bool reads_archives() const { return false; }

  /// Whether it sees the files in the layers of container images, whatever
  /// ScanOptions::max_archive_depth is, under paths as "app.tar!etc/passwd" and with the layer in
  /// their locations. What another layer covers it sees as well.
  virtual bool reads_images() const { return false; }

  /// Whether analyze() should see binary files of the tree as well, whose text is empty: for what
  /// their paths say, or their bytes.
  virtual bool reads_binary() const { return false; }

  /// Where reads_binary(): whether analyze() should see this one, which wants() its path. `head`:
  /// its first bytes, at least 512 unless it has fewer. What is not of use need not be read whole.
  virtual bool wants_binary(std::string_view path, std::string_view head) const {
    (void)path, (void)head;
    return true;
  }

  /// Adds what `source` shows to `out`. A pure function of the source and of this analyzer: same
  /// input, same output, in any order and on any thread. Must not throw. Sees a binary
  /// source only if reads_binary().
  virtual void analyze(const Source& source, const FileContext& context, FileResult& out) const = 0;

  /// The kinds of facts that conclude() reads, whoever emitted them. Literals.
  virtual std::vector<std::string_view> fact_kinds() const { return {}; }

  /// Called once after all files, with the facts of fact_kinds() ordered by path, then offset, then
  /// payload. Pure in the same sense. Must not throw.
  virtual void conclude(const std::vector<Fact>& facts, const FileContext& context,
                        ProjectResult& out) const {
    (void)facts, (void)context, (void)out;
  }

  /// All rules that it has loaded.
  virtual std::vector<RuleInfo> rules() const = 0;

  /// How a rule of this id fares in a file; nullopt where the analyzer has no such rule, or nothing
  /// to tell of it. Takes its time: not for scans.
  virtual std::optional<RuleTrace> explain(std::string_view rule_id, const Source& source) const {
    (void)rule_id, (void)source;
    return std::nullopt;
  }
};

}  // namespace scan
