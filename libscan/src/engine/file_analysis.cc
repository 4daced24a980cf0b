// All that needs a file's text is done here, while it is in memory: regions, excerpts, masks, the
// directives of its comments, and the content part of fingerprints. What remains is small,
// independent of every other file, and can be merged in any order.
#include "engine/file_analysis.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "base/hash.h"
#include "engine/excerpt.h"
#include "engine/masking.h"

namespace scan::engine {
namespace {

using Clock = std::chrono::steady_clock;

// A shorter secret may be an ordinary word of other files.
constexpr std::size_t kMinBytesElsewhere = 16;

void run_analyzer(const Analyzer& analyzer, const Source& source, const FileContext& context,
                  FileResult& result) {
  std::string reason;
  try {
    analyzer.analyze(source, context, result);
    return;
  } catch (const std::exception& exception) {
    reason = exception.what();
  } catch (...) {
    reason = "unknown exception";
  }
  result.notices.push_back({.code = "analyzer-failed",
                            .message = std::string(analyzer.name()) + " failed: " + reason,
                            .path = source.path(),
                            .rule_id = {},
                            .incomplete = true});
}

// Identifies a finding by its rule, its file and the code that it matched, white space folded: so
// that lines inserted above, a changed indentation and a run on another machine do not change it.
std::string content_fingerprint(const Source& source, const Finding& finding) {
  const Span span = finding.primary().span;
  const std::string_view text = source.text();
  std::string folded;
  bool in_space = false;
  for (char c : text.substr(std::min<std::size_t>(span.begin, text.size()), span.size())) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space)
      folded.push_back(c);
    else if (!in_space)
      folded.push_back(' ');
    in_space = space;
  }
  return base::StableHash()
      .add(finding.analyzer)
      .add(finding.rule_id)
      .add(finding.primary().path)
      .add(folded)
      .hex();
}

// Fills in what the engine knows of a fix. One that carries a secret is withheld: masked it would
// be wrong code, and as it is it would stand in reports.
void resolve_fix(const Source& source, const Masking& masking, const std::string& hash,
                 Finding& finding, std::vector<Notice>& notices) {
  Fix& fix = *finding.fix;
  if (fix.path.empty()) fix.path = source.path();
  fix.source_hash = hash;
  bool withheld = false;
  for (Edit& edit : fix.edits) {
    edit.region = source.region(edit.span);
    std::string masked = edit.replacement;
    masking.mask(masked);
    withheld |= masked != edit.replacement;
  }
  if (!withheld) return;
  finding.fix.reset();
  notices.push_back(fix_withheld(finding));
}

void resolve_finding(const Source& source, const Masking& masking, Finding& finding) {
  if (finding.locations.empty()) finding.locations.emplace_back();
  for (Location& location : finding.locations) resolve(source, masking, location);
  if (finding.fingerprint.empty() && finding.identity.empty())
    finding.fingerprint = content_fingerprint(source, finding);
  if (masking.empty()) return;
  masking.mask(finding.message);
  for (Location& location : finding.locations) masking.mask(location.logical_name);
  for (auto& [name, value] : finding.properties) masking.mask(value);
}

}  // namespace

Notice fix_withheld(const Finding& finding) {
  return {.code = "fix-withheld",
          .message = "the fix would carry a secret and is left out; take the secret out first",
          .path = finding.primary().path,
          .rule_id = finding.rule_id};
}

std::uint64_t wanted_by(std::span<const std::unique_ptr<Analyzer>> all, std::string_view path) {
  std::uint64_t wanted = 0;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i]->wants(path)) wanted |= std::uint64_t{1} << i;
  return wanted;
}

FileOutcome analyze_file(std::span<const std::unique_ptr<Analyzer>> all, std::uint64_t wanted,
                         const Source& source, const CancellationToken& cancellation,
                         Clock::time_point scan_deadline, const ScanOptions& options,
                         std::array<Effort, kMaxAnalyzers>& effort, const Lineage* lineage) {
  FileResult result;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if ((wanted >> i & 1) == 0) continue;
    const FileContext context{
        cancellation, std::min(scan_deadline, Clock::now() + options.file_timeout), lineage};
    const std::size_t before = result.findings.size();
    run_analyzer(*all[i], source, context, result);
    effort[i] += std::exchange(result.effort, {});
    for (std::size_t f = before; f < result.findings.size(); ++f)
      if (result.findings[f].analyzer.empty()) result.findings[f].analyzer = all[i]->name();
  }

  FileOutcome outcome{.path = source.path()};
  outcome.notices = std::move(result.notices);
  for (Notice& notice : outcome.notices)
    if (notice.path.empty()) notice.path = source.path();
  if (options.secrets == SecretsInReports::kShow) {
    result.sensitive.clear();
    result.decoded_secrets.clear();
  }
  for (const std::string_view text :
       Masking::texts_of(source.text(), result.sensitive, result.decoded_secrets))
    if (text.size() >= kMinBytesElsewhere) outcome.secrets.emplace_back(text);
  const Masking masking(source.text(), std::move(result.sensitive), result.decoded_secrets);
  for (Notice& notice : outcome.notices) masking.mask(notice.message);
  if (result.findings.empty() && result.facts.empty()) return outcome;

  std::string hash;  // of the bytes; of use to fixes alone
  for (Finding& finding : result.findings) {
    resolve_finding(source, masking, finding);
    if (!finding.fix) continue;
    if (hash.empty()) hash = base::StableHash().add(source.bytes()).hex();
    resolve_fix(source, masking, hash, finding, outcome.notices);
  }
  for (Fact& fact : result.facts) resolve(source, masking, fact.location);
  outcome.findings = std::move(result.findings);
  outcome.facts = std::move(result.facts);
  if (options.verifier != nullptr) outcome.live_checks = std::move(result.live_checks);
  outcome.directives = find_directives(source);
  for (Directive& directive : outcome.directives) {
    masking.mask(directive.text);
    masking.mask(directive.reason);
  }
  return outcome;
}

}  // namespace scan::engine
