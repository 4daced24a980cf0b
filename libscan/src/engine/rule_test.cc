// Runs rules against the annotated files beside them. Only files with an annotation are scanned: a
// rule's own file, or a helper that an example needs, is not judged.
#include "scan/rule_test.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/rule_annotations.h"
#include "engine/scan_run.h"
#include "source/walk.h"

namespace scan {
namespace {

using engine::RuleAnnotation;

// An example larger than this is none.
constexpr std::uint64_t kMaxExample = 64u << 20;

struct Examples {
  std::vector<Source> sources;
  std::map<std::string, std::vector<RuleAnnotation>> annotations;  // by path; never empty
};

// Reads the annotated files below one path. What cannot be read is an error here, not a notice: a
// proof with a hole in it is none.
Status collect(const std::string& root, const std::string& prefix, Examples& examples) {
  Status status;
  const source::WalkOptions options{.ignore_files = IgnoreFiles::kDisregard};
  const auto on_file = [&](const source::FoundFile& file) {
    if (!status.ok() || file.size > kMaxExample) return;
    Result<std::string> bytes = source::read_file(file.system_path, kMaxExample, file.link);
    if (!bytes.ok()) {
      status = bytes.error();
      return;
    }
    const bool is_root = file.system_path == root;
    Source source(prefix.empty() ? file.path
                  : is_root      ? prefix
                                 : prefix + '/' + file.path,
                  *std::move(bytes));
    std::vector<RuleAnnotation> annotations = engine::find_annotations(source.text());
    if (annotations.empty()) return;
    if (examples.annotations.emplace(source.path(), std::move(annotations)).second)
      examples.sources.push_back(std::move(source));
  };
  const Result<source::WalkSummary> walked = source::walk(root, options, on_file);
  if (!walked.ok()) return walked.error();
  if (status.ok() && !walked->notices.empty()) {
    const Notice& notice = walked->notices.front();
    return Error{.code = ErrorCode::kIo, .message = notice.message, .path = notice.path};
  }
  return status;
}

using LineAndRule = std::pair<std::uint32_t, std::string_view>;

// Compares one file's annotations with the findings in it.
void judge(const std::string& path, const std::vector<RuleAnnotation>& annotations,
           const std::set<LineAndRule>& found, RuleTestReport& report) {
  std::set<std::string_view> named;
  std::set<LineAndRule> spoken_for;  // findings that are expected, or failures already
  for (const RuleAnnotation& annotation : annotations) {
    const LineAndRule place{annotation.line, annotation.rule_id};
    named.insert(annotation.rule_id);
    spoken_for.insert(place);
    using Kind = RuleAnnotation::Kind;
    if (annotation.kind != Kind::kExpected && annotation.kind != Kind::kForbidden) continue;
    const bool expected = annotation.kind == Kind::kExpected;
    if (found.contains(place) == expected) {
      ++report.passed;
    } else {
      report.failures.push_back(
          {expected ? RuleTestFailure::Kind::kMissed : RuleTestFailure::Kind::kUnexpected, path,
           annotation.line, annotation.rule_id});
    }
  }
  for (const auto& [line, rule] : found)
    if (named.contains(rule) && !spoken_for.contains({line, rule}))
      report.failures.push_back(
          {RuleTestFailure::Kind::kUnexpected, path, line, std::string(rule)});
}

std::vector<std::string> untested_rules(const Engine& engine, const Examples& examples) {
  std::set<std::string> ids;
  for (const RuleInfo& rule : engine.rules()) ids.insert(rule.id);
  for (const auto& [path, annotations] : examples.annotations)
    for (const RuleAnnotation& annotation : annotations) ids.erase(annotation.rule_id);
  return {ids.begin(), ids.end()};
}

}  // namespace

Result<RuleTestReport> test_rules(const Engine& engine, const std::vector<std::string>& paths) {
  Examples examples;
  for (const std::string& path : paths) {
    const std::string prefix = paths.size() > 1 ? engine::prefix_of(path) : std::string();
    const Status status = collect(path, prefix, examples);
    if (!status.ok()) return status.error();
  }
  RuleTestReport report;
  report.untested = untested_rules(engine, examples);

  const Result<ScanResult> scanned = engine.scan_sources(std::move(examples.sources));
  if (!scanned.ok()) return scanned.error();
  std::ranges::copy_if(scanned->notices, std::back_inserter(report.left_out), &Notice::incomplete);
  std::map<std::string_view, std::set<LineAndRule>> found;  // by path
  for (const Finding& finding : scanned->findings)
    for (const Location& location : finding.locations)
      found[location.path].emplace(location.region.start_line, finding.rule_id);
  for (const auto& [path, annotations] : examples.annotations)
    judge(path, annotations, found[path], report);
  std::sort(report.failures.begin(), report.failures.end(),
            [](const RuleTestFailure& a, const RuleTestFailure& b) {
              return std::tie(a.path, a.line, a.rule_id) < std::tie(b.path, b.line, b.rule_id);
            });
  return report;
}

}  // namespace scan
