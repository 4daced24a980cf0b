// Runs rules against the annotated files beside them, and against the examples in their own files.
// Only files with an annotation are scanned: a rule's own file, or a helper that an example needs,
// is not judged.
#include "scan/rule_test.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/fixed_text.h"
#include "engine/rule_annotations.h"
#include "engine/scan_run.h"
#include "source/walk.h"
#include "text/line_diff.h"

namespace scan {
namespace {

using engine::RuleAnnotation;

// An example larger than this is none.
constexpr std::uint64_t kMaxExample = 64u << 20;

struct Examples {
  std::vector<Source> sources;
  std::map<std::string, std::vector<RuleAnnotation>> annotations;  // by path; never empty
  std::map<std::string, Source> fixed;                             // by the path of the example
};

// The example that a file shows the fixed state of: "a/x.py" or "a/x.test.py" of "a/x.fixed.py".
// Empty: it is no such file.
std::vector<std::string> fixed_names(std::string_view path) {
  constexpr std::string_view kFixed = ".fixed";
  const std::size_t name = path.rfind('/') + 1;  // npos + 1 is 0
  const std::size_t at = path.find(kFixed, name);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = path.substr(at + kFixed.size());
  if (!rest.empty() && rest.front() != '.') return {};
  const std::string begin(path.substr(0, at));
  return {begin + std::string(rest), begin + ".test" + std::string(rest)};
}

// Takes one file in, if it is an example or the fixed state of one.
void add_file(Source source, Examples& examples) {
  const std::vector<std::string> fixed = fixed_names(source.path());
  for (const std::string& name : fixed)
    examples.fixed.insert_or_assign(name, Source(name, std::string(source.bytes())));
  if (!fixed.empty()) return;
  std::vector<RuleAnnotation> annotations = engine::find_annotations(source.text());
  if (annotations.empty()) return;
  if (examples.annotations.emplace(source.path(), std::move(annotations)).second)
    examples.sources.push_back(std::move(source));
}

// Reads the annotated files below one path. What cannot be read is an error here, not a notice: a
// proof with a hole in it is none.
Status collect_tree(const std::string& root, const std::string& prefix, Examples& examples) {
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
    add_file(Source(prefix.empty() ? file.path
                    : is_root      ? prefix
                                   : prefix + '/' + file.path,
                    *std::move(bytes)),
             examples);
  };
  const Result<source::WalkSummary> walked = source::walk(root, options, on_file);
  if (!walked.ok()) return walked.error();
  if (status.ok() && !walked->notices.empty()) {
    const Notice& notice = walked->notices.front();
    return Error{.code = ErrorCode::kIo, .message = notice.message, .path = notice.path};
  }
  return status;
}

// "rules/x" of "rules/x.yaml" and "rules/x.test.py": what the files of one rule have in common.
std::string stem_of(const std::string& path) {
  return path.substr(0, path.find('.', path.rfind('/') + 1));
}

// The files of the same stem beside a file: of a rule file its examples, of an example the file
// that shows it fixed.
std::vector<std::string> files_beside(const std::string& path) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(path).parent_path();
  std::vector<std::string> found;
  std::error_code error;
  for (fs::directory_iterator it(folder.empty() ? "." : folder, error);
       !error && it != fs::directory_iterator(); it.increment(error)) {
    const std::string beside = (folder / it->path().filename()).string();
    std::error_code gone;
    if (beside != path && stem_of(beside) == stem_of(path) && it->is_regular_file(gone))
      found.push_back(beside);
  }
  std::ranges::sort(found);
  return found;
}

Status collect(const std::string& path, const std::string& prefix, Examples& examples) {
  const std::size_t before = examples.sources.size();
  if (Status status = collect_tree(path, prefix, examples); !status.ok()) return status;
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return {};
  const bool is_example = examples.sources.size() > before;
  const std::string folder = prefix.substr(0, prefix.rfind('/') + 1);
  for (const std::string& beside : files_beside(path)) {
    if (is_example && fixed_names(beside).empty()) continue;
    const std::string name = beside.substr(beside.rfind('/') + 1);
    Status status = collect_tree(beside, prefix.empty() ? prefix : folder + name, examples);
    if (!status.ok()) return status;
  }
  return {};
}

// An example of a rule's own file, as a source.
struct OwnExample {
  std::string rule_id;
  RuleExample example;
  std::string path;  // of the source
};

std::vector<OwnExample> own_examples(const Engine& engine) {
  std::vector<OwnExample> own;
  for (RuleInfo& rule : engine.rules())
    for (RuleExample& example : rule.examples) {
      std::string path =
          example.path + ':' + std::to_string(example.line) + ':' + std::to_string(own.size());
      own.push_back({rule.id, std::move(example), std::move(path)});
    }
  return own;
}

using LineAndRule = std::pair<std::uint32_t, std::string_view>;

// Which part of a rule kept it from finding something; empty where that cannot be told.
std::string hint_of(const Engine& engine, const Source& source, const RuleAnnotation& annotation) {
  const Result<RuleTrace> trace = engine.explain(annotation.rule_id, source);
  if (trace.ok()) return why_nothing_at(*trace, annotation.line);
  return trace.error().code == ErrorCode::kNotFound ? trace.error().message : std::string();
}

// Compares what the fixes make of an example with what they should make of it.
void judge_fixes(const Source& source, const Source& expected,
                 const std::vector<RuleAnnotation>& annotations,
                 const std::vector<const Finding*>& findings, RuleTestReport& report) {
  std::vector<const Finding*> fixable;
  for (const Finding* finding : findings) {
    const bool named = std::ranges::any_of(annotations, [&](const RuleAnnotation& annotation) {
      return annotation.rule_id == finding->rule_id;
    });
    if (named && finding->fix && finding->fix->path == source.path()) fixable.push_back(finding);
  }
  const std::string made = engine::fixed_text(source.text(), std::move(fixable)).text;
  const auto changes = text::line_changes(text::lines_of(expected.text()), text::lines_of(made));
  if (changes.empty()) {
    ++report.passed;
    return;
  }
  report.failures.push_back(
      {.kind = RuleTestFailure::Kind::kFixDiffers,
       .path = source.path(),
       .line = static_cast<std::uint32_t>(changes.front().new_begin + 1),
       .diff = text::unified_diff("expected", "fixed", expected.text(), made)});
}

// Compares one file's annotations with the findings in it.
void judge(const std::string& path, const std::vector<RuleAnnotation>& annotations,
           const std::set<LineAndRule>& found,
           const std::function<std::string(const RuleAnnotation&)>& hint, RuleTestReport& report) {
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
          {.kind = expected ? RuleTestFailure::Kind::kMissed : RuleTestFailure::Kind::kUnexpected,
           .path = path,
           .line = annotation.line,
           .rule_id = annotation.rule_id,
           .hint = expected ? hint(annotation) : std::string()});
    }
  }
  for (const auto& [line, rule] : found)
    if (named.contains(rule) && !spoken_for.contains({line, rule}))
      report.failures.push_back({.kind = RuleTestFailure::Kind::kUnexpected,
                                 .path = path,
                                 .line = line,
                                 .rule_id = std::string(rule)});
}

// Compares what was found in the examples of rules' own files with what they are examples of.
void judge_own(const std::vector<OwnExample>& own,
               const std::map<std::string_view, std::set<LineAndRule>>& found,
               RuleTestReport& report) {
  for (const OwnExample& each : own) {
    const auto findings = found.find(each.path);
    const bool is_found = findings != found.end() &&
                          std::ranges::any_of(findings->second, [&](const LineAndRule& finding) {
                            return finding.second == each.rule_id;
                          });
    const bool expected = each.example.kind == RuleExample::Kind::kFound;
    if (is_found == expected)
      ++report.passed;
    else
      report.failures.push_back(
          {.kind = expected ? RuleTestFailure::Kind::kMissed : RuleTestFailure::Kind::kUnexpected,
           .path = each.example.path,
           .line = each.example.line,
           .rule_id = each.rule_id});
  }
}

std::vector<std::string> untested_rules(const Engine& engine, const Examples& examples) {
  std::set<std::string> ids;
  for (const RuleInfo& rule : engine.rules())
    if (rule.examples.empty()) ids.insert(rule.id);
  for (const auto& [path, annotations] : examples.annotations)
    for (const RuleAnnotation& annotation : annotations) ids.erase(annotation.rule_id);
  return {ids.begin(), ids.end()};
}

constexpr std::uint32_t kMaxExampleLines = 8;

// The code that an annotation is about, as far as it is plain where that ends.
std::string example_at(const Source& source, const std::vector<RuleAnnotation>& annotations,
                       std::uint32_t first) {
  std::vector<std::string_view> lines;
  std::size_t indent = std::string_view::npos;
  for (std::uint32_t i = first; i < first + kMaxExampleLines; ++i) {
    const std::string_view line = source.line(i);
    const std::size_t begin = line.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) break;
    // The comment above the next annotated line belongs to that one.
    const bool next = std::ranges::any_of(annotations, [&](const RuleAnnotation& each) {
      return each.line > first && (each.line == i || each.line == i + 1);
    });
    if (next && i > first) break;
    lines.push_back(line);
    indent = std::min(indent, begin);
  }
  std::string code;
  for (const std::string_view line : lines) code.append(line.substr(indent)).push_back('\n');
  return code;
}

}  // namespace

Result<RuleTestReport> test_rules(const Engine& engine, const std::vector<std::string>& paths) {
  Examples examples;
  for (const std::string& path : paths) {
    const std::string prefix = paths.size() > 1 ? engine::prefix_of(path) : std::string();
    const Status status = collect(path, prefix, examples);
    if (!status.ok()) return status.error();
  }
  const std::vector<OwnExample> own = own_examples(engine);
  if (examples.sources.empty() && own.empty()) {
    return Error{.code = ErrorCode::kNotFound,
                 .message = "there is no annotated file (`ruleid: ID`, `ok: ID` in comments)",
                 .path = paths.empty() ? std::string() : paths.front()};
  }
  RuleTestReport report;
  report.untested = untested_rules(engine, examples);

  std::map<std::string_view, std::string> bytes;  // by path: the scan takes the sources
  for (const Source& source : examples.sources)
    bytes.emplace(examples.annotations.find(source.path())->first, source.bytes());
  for (const OwnExample& each : own) examples.sources.emplace_back(each.path, each.example.text);
  const Result<ScanResult> scanned = engine.scan_sources(std::move(examples.sources));
  if (!scanned.ok()) return scanned.error();
  std::ranges::copy_if(scanned->notices, std::back_inserter(report.left_out), &Notice::incomplete);
  std::map<std::string_view, std::set<LineAndRule>> found;  // by path
  std::map<std::string_view, std::vector<const Finding*>> findings;
  for (const Finding& finding : scanned->findings) {
    findings[finding.primary().path].push_back(&finding);
    for (const Location& location : finding.locations)
      found[location.path].emplace(location.region.start_line, finding.rule_id);
  }
  for (const auto& [path, annotations] : examples.annotations) {
    const Source source(path, bytes[path]);
    const auto hint = [&](const RuleAnnotation& annotation) {
      return hint_of(engine, source, annotation);
    };
    judge(path, annotations, found[path], hint, report);
    const auto fixed = examples.fixed.find(path);
    if (fixed != examples.fixed.end())
      judge_fixes(source, fixed->second, annotations, findings[path], report);
  }
  judge_own(own, found, report);
  std::sort(report.failures.begin(), report.failures.end(),
            [](const RuleTestFailure& a, const RuleTestFailure& b) {
              return std::tie(a.path, a.line, a.rule_id) < std::tie(b.path, b.line, b.rule_id);
            });
  return report;
}

Result<std::map<std::string, RuleExamples>> rule_examples(const std::vector<std::string>& paths) {
  Examples examples;
  for (const std::string& path : paths) {
    const std::string prefix = paths.size() > 1 ? engine::prefix_of(path) : std::string();
    if (Status status = collect(path, prefix, examples); !status.ok()) return status.error();
  }
  std::ranges::sort(examples.sources, {}, &Source::path);
  std::map<std::string, RuleExamples> out;
  for (const Source& source : examples.sources) {
    const std::vector<RuleAnnotation>& annotations = examples.annotations[source.path()];
    for (const RuleAnnotation& annotation : annotations) {
      using Kind = RuleAnnotation::Kind;
      if (annotation.kind != Kind::kExpected && annotation.kind != Kind::kForbidden) continue;
      RuleExamples& rule = out[annotation.rule_id];
      (annotation.kind == Kind::kExpected ? rule.bad : rule.good)
          .push_back(example_at(source, annotations, annotation.line));
    }
  }
  return out;
}

}  // namespace scan
