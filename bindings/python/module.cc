// The Python module: each public struct as a class whose attributes are its fields, and one
// function.
//
// A scan runs on a thread of its own while the calling thread, without the interpreter's lock,
// wakes a few times a second to ask Python for signals: only that thread may run Python's handlers,
// so only so does Ctrl-C stop a scan. Paths are bytes on their way in and `os.fsdecode`d on their
// way out, so that a name that is not UTF-8 survives.
#include <nanobind/nanobind.h>
#include <nanobind/operators.h>
#include <nanobind/stl/map.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/vector.h>

#include <chrono>
#include <future>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scan/builtin.h"
#include "scan/engine.h"
#include "scan/fix.h"
#include "scan/gate.h"
#include "scan/report.h"
#include "scan/version.h"

namespace nb = nanobind;
using namespace nb::literals;

namespace {

/// How long Ctrl-C may go unnoticed.
constexpr std::chrono::milliseconds kSignalInterval{50};

std::string_view code_name(scan::ErrorCode code) {
  switch (code) {
    case scan::ErrorCode::kInvalidArgument:
      return "invalid-argument";
    case scan::ErrorCode::kNotFound:
      return "not-found";
    case scan::ErrorCode::kIo:
      return "io";
    case scan::ErrorCode::kInvalidRule:
      return "invalid-rule";
    case scan::ErrorCode::kInvalidData:
      return "invalid-data";
    case scan::ErrorCode::kCancelled:
      return "cancelled";
  }
  return "";
}

nb::object fs_decode(std::string_view path) {
  return nb::steal(
      PyUnicode_DecodeFSDefaultAndSize(path.data(), static_cast<Py_ssize_t>(path.size())));
}

nb::object or_none(bool present, nb::object value) { return present ? value : nb::none(); }

[[noreturn]] void raise(const scan::Error& error) {
  const nb::object type = nb::module_::import_("libscan._error").attr("ScanError");
  const bool placed = error.region.start_line != 0;
  const nb::object exception =
      type(error.message, "code"_a = code_name(error.code),
           "path"_a = or_none(!error.path.empty(), fs_decode(error.path)),
           "line"_a = or_none(placed, nb::int_(error.region.start_line)),
           "column"_a = or_none(placed, nb::int_(error.region.start_column)),
           "hint"_a = or_none(!error.hint.empty(), nb::str(error.hint.c_str())));
  PyErr_SetObject(type.ptr(), exception.ptr());
  throw nb::python_error();
}

template <typename T>
T value_or_raise(scan::Result<T> result) {
  if (!result.ok()) raise(result.error());
  return std::move(result).value();
}

std::vector<std::string> to_strings(const std::vector<nb::bytes>& list) {
  std::vector<std::string> strings;
  strings.reserve(list.size());
  for (const nb::bytes& bytes : list) strings.emplace_back(bytes.c_str(), bytes.size());
  return strings;
}

/// Runs `work` on another thread until it is done. When Python has an exception to raise meanwhile
/// (the handler of a signal raised it), cancels, waits for `work` to give up, and raises it.
template <typename Work>
auto run_interruptibly(scan::CancellationToken& cancellation, Work work) {
  auto future = std::async(std::launch::async, std::move(work));
  while (true) {
    {
      const nb::gil_scoped_release unlocked;
      if (future.wait_for(kSignalInterval) == std::future_status::ready) return future.get();
    }
    if (PyErr_CheckSignals() == 0) continue;
    cancellation.cancel();
    {
      const nb::gil_scoped_release unlocked;
      future.wait();
    }
    throw nb::python_error();
  }
}

scan::ScanResult scan_paths(const std::vector<nb::bytes>& paths,
                            const std::vector<std::string>& analyzers,
                            const std::vector<nb::bytes>& rules,
                            const std::vector<std::string>& include,
                            const std::vector<std::string>& exclude, unsigned threads,
                            std::uint64_t timeout_ms, const nb::bytes& database) {
  scan::BuiltinOptions builtin;
  builtin.analyzers = analyzers;
  builtin.rules = to_strings(rules);
  if (database.size() != 0) {
    builtin.advisory_database = std::string(database.c_str(), database.size());
    builtin.database_origin = scan::BuiltinOptions::DatabaseOrigin::kNamed;
  }
  scan::CancellationToken cancellation;
  scan::ScanOptions options;
  options.include = include;
  options.exclude = exclude;
  options.threads = threads;
  options.timeout = std::chrono::milliseconds(timeout_ms);
  options.cancellation = &cancellation;

  const auto work = [&builtin, &options,
                     roots = to_strings(paths)]() -> scan::Result<scan::ScanResult> {
    auto made = scan::make_builtin_analyzers(builtin);
    if (!made.ok()) return made.error();
    const auto engine = scan::Engine::create(std::move(made->list));
    if (!engine.ok()) return engine.error();
    return engine->scan(roots, options);
  };
  return value_or_raise(run_interruptibly(cancellation, work));
}

scan::Verdict judge(const scan::ScanResult& result, scan::Severity fail_on,
                    scan::Confidence min_confidence) {
  return scan::evaluate({.fail_on = fail_on, .min_confidence = min_confidence}, result);
}

std::string report(const scan::ScanResult& result, std::string_view format,
                   const scan::Verdict* verdict) {
  const scan::Verdict& judged = verdict != nullptr ? *verdict : scan::evaluate({}, result);
  return value_or_raise(scan::write_report(format, result, judged));
}

std::string represent(const scan::Finding& finding) {
  const scan::Region& region = finding.primary().region;
  return "<Finding " + finding.rule_id + " at " + finding.primary().path + ":" +
         std::to_string(region.start_line) + ":" + std::to_string(region.start_column) + ">";
}

/// Compared by value, as in C++; equal objects may be changed by nobody, but are not hashable.
template <typename T>
nb::class_<T> value_class(nb::module_& module, const char* name, const char* doc) {
  return nb::class_<T>(module, name, doc)
      .def(nb::self == nb::self, nb::sig("def __eq__(self, arg: object, /) -> bool"));
}

void define_places(nb::module_& m) {
  value_class<scan::Span>(m, "Span", "A half-open range of byte offsets into the file's text.")
      .def_ro("begin", &scan::Span::begin)
      .def_ro("end", &scan::Span::end);
  value_class<scan::Region>(m, "Region",
                            "Lines and columns, 1-based; columns count UTF-16 code units, and "
                            "`end_column` is exclusive. A `start_line` of 0 means the whole file.")
      .def_ro("start_line", &scan::Region::start_line)
      .def_ro("start_column", &scan::Region::start_column)
      .def_ro("end_line", &scan::Region::end_line)
      .def_ro("end_column", &scan::Region::end_column);
  value_class<scan::Layer>(m, "Layer", "Where in a container image a content comes from.")
      .def_ro("number", &scan::Layer::number, "From 1, the lowest.")
      .def_ro("digest", &scan::Layer::digest, "Of its archive, uncompressed: \"sha256:…\".")
      .def_ro("command", &scan::Layer::command, "That made it, or empty.")
      .def_ro("base", &scan::Layer::base, "Whether it is of the base image.")
      .def_ro("covered", &scan::Layer::covered,
              "Whether a later layer removes or replaces the file.");
  value_class<scan::Location>(m, "Location", "A place in a file.")
      .def_prop_ro(
          "path", [](const scan::Location& self) { return fs_decode(self.path); },
          nb::sig("def path(self) -> str"), "Relative to the scanned root.")
      .def_ro("span", &scan::Location::span)
      .def_ro("region", &scan::Location::region)
      .def_ro("snippet", &scan::Location::snippet, "The lines of the region, secrets masked.")
      .def_ro("snippet_column", &scan::Location::snippet_column)
      .def_ro("layer", &scan::Location::layer, "Set when the place is in a container image.")
      .def_ro("logical_name", &scan::Location::logical_name,
              "The resource that a configuration finding is about, or empty.");
}

void define_findings(nb::module_& m) {
  nb::enum_<scan::Severity>(m, "Severity", nb::is_arithmetic(), "How bad it is if it is true.")
      .value("INFO", scan::Severity::kInfo)
      .value("LOW", scan::Severity::kLow)
      .value("MEDIUM", scan::Severity::kMedium)
      .value("HIGH", scan::Severity::kHigh)
      .value("CRITICAL", scan::Severity::kCritical);
  nb::enum_<scan::Confidence>(m, "Confidence", nb::is_arithmetic(),
                              "How sure the rule is that it is true.")
      .value("LOW", scan::Confidence::kLow)
      .value("MEDIUM", scan::Confidence::kMedium)
      .value("HIGH", scan::Confidence::kHigh);

  value_class<scan::Edit>(m, "Edit", "A stretch of a file's text and what is to stand there.")
      .def_ro("span", &scan::Edit::span)
      .def_ro("region", &scan::Edit::region)
      .def_ro("replacement", &scan::Edit::replacement);
  value_class<scan::Fix>(m, "Fix", "How the code can be changed so that a finding goes away.")
      .def_prop_ro(
          "path", [](const scan::Fix& self) { return fs_decode(self.path); },
          nb::sig("def path(self) -> str"))
      .def_ro("edits", &scan::Fix::edits, "All of them or none.")
      .def_ro("source_hash", &scan::Fix::source_hash, "Of the file that they were made for.");
  value_class<scan::Suppression>(m, "Suppression",
                                 "Why a finding does not count: somebody wrote so.")
      .def_ro("directive", &scan::Suppression::directive, "As written.")
      .def_ro("justification", &scan::Suppression::justification, "The reason given, or empty.");
  value_class<scan::Finding>(m, "Finding", "One statement of a rule about the code.")
      .def_ro("rule_id", &scan::Finding::rule_id)
      .def_ro("analyzer", &scan::Finding::analyzer)
      .def_ro("message", &scan::Finding::message)
      .def_ro("severity", &scan::Finding::severity)
      .def_ro("confidence", &scan::Finding::confidence)
      .def_ro("locations", &scan::Finding::locations, "At least one; the first is the primary.")
      .def_ro("identity", &scan::Finding::identity)
      .def_ro("fingerprint", &scan::Finding::fingerprint,
              "Stable across runs, machines and unrelated edits of the file.")
      .def_ro("suppression", &scan::Finding::suppression)
      .def_ro("fix", &scan::Finding::fix, "The change that the rule proposes, or None.")
      .def_ro("properties", &scan::Finding::properties)
      .def_prop_ro(
          "path", [](const scan::Finding& self) { return fs_decode(self.primary().path); },
          nb::sig("def path(self) -> str"), "Of the primary location.")
      .def_prop_ro(
          "line", [](const scan::Finding& self) { return self.primary().region.start_line; },
          "Of the primary location, 1-based; 0 is the whole file.")
      .def_prop_ro(
          "column", [](const scan::Finding& self) { return self.primary().region.start_column; },
          "Of the primary location, 1-based.")
      .def("__repr__", &represent);
  value_class<scan::RuleInfo>(m, "RuleInfo", "What a report says about a rule.")
      .def_ro("id", &scan::RuleInfo::id)
      .def_ro("aliases", &scan::RuleInfo::aliases)
      .def_ro("analyzer", &scan::RuleInfo::analyzer)
      .def_ro("title", &scan::RuleInfo::title)
      .def_ro("help", &scan::RuleInfo::help, "Markdown.")
      .def_ro("severity", &scan::RuleInfo::severity)
      .def_ro("confidence", &scan::RuleInfo::confidence)
      .def_ro("languages", &scan::RuleInfo::languages)
      .def_ro("cwe", &scan::RuleInfo::cwe)
      .def_ro("owasp", &scan::RuleInfo::owasp)
      .def_ro("references", &scan::RuleInfo::references)
      .def_ro("fix", &scan::RuleInfo::fix, "As the rule's file has it, or empty.");
}

void define_results(nb::module_& m) {
  value_class<scan::Package>(m, "Package", "One package that the scanned tree depends on.")
      .def_ro("ecosystem", &scan::Package::ecosystem)
      .def_ro("name", &scan::Package::name)
      .def_ro("version", &scan::Package::version)
      .def_ro("purl", &scan::Package::purl)
      .def_ro("scope", &scan::Package::scope, "\"runtime\", \"dev\" or \"optional\".")
      .def_ro("direct", &scan::Package::direct)
      .def_ro("license", &scan::Package::license, "As stated, or empty.")
      .def_ro("origin", &scan::Package::origin, "The URL that it comes from, or empty.")
      .def_ro("hashes", &scan::Package::hashes, "\"SHA-512:9b71…\" of its artifacts.")
      .def_ro("source_name", &scan::Package::source_name,
              "What it was built from, or empty: Debian's source package.")
      .def_ro("source_version", &scan::Package::source_version)
      .def_ro("location", &scan::Package::location)
      .def_ro("dependencies", &scan::Package::dependencies, "Package URLs.");
  value_class<scan::CvssRating>(m, "CvssRating", "A CVSS vector and its score.")
      .def_ro("vector", &scan::CvssRating::vector)
      .def_prop_ro(
          "score",
          [](const scan::CvssRating& self) -> std::optional<double> {
            if (!self.score_tenths) return std::nullopt;
            return *self.score_tenths / 10.0;
          },
          "From 0 to 10; None where the vector cannot be read.");
  value_class<scan::AffectedPackage>(m, "AffectedPackage", "One package that an advisory is about.")
      .def_ro("purl", &scan::AffectedPackage::purl)
      .def_ro("fixed_version", &scan::AffectedPackage::fixed_version, "Empty: none is named.")
      .def_ro("finding", &scan::AffectedPackage::finding,
              "The `identity` of the finding that tells of it.");
  value_class<scan::Advisory>(m, "Advisory", "One advisory, as its database has it.")
      .def_ro("id", &scan::Advisory::id)
      .def_ro("rule_id", &scan::Advisory::rule_id, "The rule of its findings.")
      .def_ro("aliases", &scan::Advisory::aliases, "All other ids of the vulnerability.")
      .def_ro("title", &scan::Advisory::title)
      .def_ro("details", &scan::Advisory::details, "Markdown.")
      .def_ro("severity", &scan::Advisory::severity, "As it states it itself, or None.")
      .def_ro("ratings", &scan::Advisory::ratings)
      .def_ro("cwe", &scan::Advisory::cwe)
      .def_ro("references", &scan::Advisory::references)
      .def_ro("published", &scan::Advisory::published, "\"2024-05-01T12:00:00Z\", or empty.")
      .def_ro("modified", &scan::Advisory::modified)
      .def_ro("affects", &scan::Advisory::affects);
  value_class<scan::Notice>(m, "Notice", "What a scan could not do, or what one should know of it.")
      .def_ro("code", &scan::Notice::code)
      .def_ro("message", &scan::Notice::message)
      .def_prop_ro(
          "path", [](const scan::Notice& self) { return fs_decode(self.path); },
          nb::sig("def path(self) -> str"), "Empty when it is about the scan.")
      .def_ro("rule_id", &scan::Notice::rule_id)
      .def_ro("incomplete", &scan::Notice::incomplete,
              "True when something that should have been looked at was not.");
  value_class<scan::Effort>(m, "Effort", "How much of its rules an analyzer really tried.")
      .def_ro("files", &scan::Effort::files)
      .def_ro("files_parsed", &scan::Effort::files_parsed)
      .def_ro("rule_files", &scan::Effort::rule_files)
      .def_ro("rule_files_tried", &scan::Effort::rule_files_tried)
      .def_ro("nodes", &scan::Effort::nodes)
      .def_ro("nodes_tried", &scan::Effort::nodes_tried);
  value_class<scan::AnalyzerStatistics>(m, "AnalyzerStatistics", "What one analyzer looked at.")
      .def_ro("name", &scan::AnalyzerStatistics::name)
      .def_ro("rules", &scan::AnalyzerStatistics::rules)
      .def_ro("files", &scan::AnalyzerStatistics::files)
      .def_ro("bytes", &scan::AnalyzerStatistics::bytes)
      .def_ro("effort", &scan::AnalyzerStatistics::effort);
  value_class<scan::Statistics>(m, "Statistics", "What was looked at.")
      .def_ro("files", &scan::Statistics::files)
      .def_ro("bytes", &scan::Statistics::bytes)
      .def_ro("skipped", &scan::Statistics::skipped, "Files left out, by reason.")
      .def_ro("analyzers", &scan::Statistics::analyzers);

  value_class<scan::FixedFile>(m, "FixedFile", "What fixing comes to in one file.")
      .def_prop_ro(
          "path", [](const scan::FixedFile& self) { return fs_decode(self.path); },
          nb::sig("def path(self) -> str"))
      .def_ro("fixes", &scan::FixedFile::fixes, "Findings whose fix is in it.")
      .def_prop_ro(
          "diff",
          [](const scan::FixedFile& self) { return nb::bytes(self.diff.data(), self.diff.size()); },
          nb::sig("def diff(self) -> bytes"), "Unified, for `patch -p1`.");
  value_class<scan::FixReport>(m, "FixReport", "What became of the fixes of a scan.")
      .def_ro("files", &scan::FixReport::files, "Those that were changed, or would be.")
      .def_ro("notices", &scan::FixReport::notices, "What was left out, and why.");

  nb::enum_<scan::Outcome>(m, "Outcome", "What a gate decides.")
      .value("PASSED", scan::Outcome::kPassed)
      .value("FAILED", scan::Outcome::kFailed)
      .value("INCOMPLETE", scan::Outcome::kIncomplete);
  value_class<scan::Verdict>(m, "Verdict", "A gate's decision, and why.")
      .def_ro("outcome", &scan::Verdict::outcome)
      .def_ro("reason", &scan::Verdict::reason)
      .def_ro("failing", &scan::Verdict::failing, "Fingerprints of the findings that fail it.");

  value_class<scan::ScanResult>(m, "ScanResult", "What a scan found, and how complete it is.")
      .def_prop_ro(
          "roots",
          [](const scan::ScanResult& self) {
            nb::list roots;
            for (const std::string& root : self.roots) roots.append(fs_decode(root));
            return roots;
          },
          nb::sig("def roots(self) -> list[str]"), "As the caller named them.")
      .def_ro("findings", &scan::ScanResult::findings,
              "Ordered by path, offset, rule id. Suppressed ones are among them.")
      .def_ro("rules", &scan::ScanResult::rules, "Those that the findings name.")
      .def_ro("packages", &scan::ScanResult::packages)
      .def_ro("advisories", &scan::ScanResult::advisories, "Those that affect the packages.")
      .def_ro("notices", &scan::ScanResult::notices)
      .def_ro("statistics", &scan::ScanResult::statistics)
      .def_prop_ro("incomplete", &scan::ScanResult::incomplete,
                   "True when something that should have been looked at was not.")
      .def("evaluate", &judge, "fail_on"_a = scan::Severity::kHigh,
           "min_confidence"_a = scan::Confidence::kMedium,
           "Judges the result: a finding of severity `fail_on` or above fails, unless its rule is "
           "less confident than `min_confidence`; an incomplete scan never passes.")
      .def(
          "apply_fixes",
          [](const scan::ScanResult& self, bool dry_run) {
            const nb::gil_scoped_release unlocked;
            return scan::apply_fixes(self, dry_run ? scan::FixMode::kShow : scan::FixMode::kApply);
          },
          nb::kw_only(), "dry_run"_a = false,
          "Applies the fixes of all findings that are not suppressed; with `dry_run` it only tells "
          "what they would change. A file that changed since the scan is left alone.")
      .def("report", &report, "format"_a, "verdict"_a = nb::none(),
           "The report as text: \"json\", \"sarif\", \"text\" and so on, as of `scan --format`. "
           "Without a verdict, that of the default policy.");
}

}  // namespace

NB_MODULE(_libscan, m) {
  m.attr("__version__") = scan::version();
  define_places(m);
  define_findings(m);
  define_results(m);
  m.def("_scan", &scan_paths, "paths"_a, nb::kw_only(), "analyzers"_a, "rules"_a, "include"_a,
        "exclude"_a, "threads"_a, "timeout_ms"_a, "database"_a);
}
