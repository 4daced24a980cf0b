// The one list of subcommands and options. CLI11 stays in this file. A first word that is a
// subcommand is one; everything else is a scan, so `scan ./test` scans a folder of that name.
#include "arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>

#include "scan/report.h"
#include "scan/version.h"

namespace scan::cli {
namespace {

constexpr int kWrongUsage = 2;
// Each level has its reader and its buffers.
constexpr unsigned kDeepestArchive = 32;
// What --history means without a range; none itself.
constexpr std::string_view kWholeHistory = "..";

constexpr const char* kFooter = R"(
Exit status: 0 the gate passed, 1 it failed, 2 wrong usage, configuration or rule,
3 the scan is incomplete.

Other commands (scan COMMAND --help):
  scan test PATH ...             run rules against annotated files
  scan rules list|validate|show  what rules there are, and what is wrong with them
  scan db update|build|status    the advisory database
  scan gate REPORT               give the verdict on a stored report)";

std::string joined(const std::vector<std::string_view>& words) {
  std::string list;
  for (const std::string_view word : words) list += (list.empty() ? "" : ", ") + std::string(word);
  return list;
}

std::vector<std::string_view> format_names() {
  std::vector<std::string_view> names;
  for (const ReportFormat& format : report_formats()) names.push_back(format.name);
  return names;
}

bool is_format(std::string_view name) { return std::ranges::count(format_names(), name) > 0; }

// Where the user's own advisory database is, by the XDG base directory specification.
std::string default_database() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && *cache == '/') return std::string(cache) + "/scan/advisories.db";
  const char* home = std::getenv("HOME");
  return std::string(home != nullptr ? home : "") + "/.cache/scan/advisories.db";
}

// Where Maven keeps what it has downloaded, if nobody told it otherwise (maven.apache.org,
// "Settings").
std::string default_maven_repository() {
  const char* home = std::getenv("HOME");
  return home != nullptr && *home == '/' ? std::string(home) + "/.m2/repository" : std::string();
}

// CLI11's layout without what is for its programmers (types, validators), and wrapped.
class HelpFormatter : public CLI::Formatter {
 public:
  HelpFormatter() { column_width(30); }

  std::string make_option_opts(const CLI::Option* option) const override {
    if (option->get_positional()) return {};
    const std::string type = option->get_type_name();
    return type.empty() ? std::string() : " " + type.substr(0, type.find(':'));
  }

  std::string make_option_desc(const CLI::Option* option) const override {
    constexpr std::size_t kWidth = 68;
    std::string text = option->get_description();
    for (std::size_t line = 0; text.size() - line > kWidth;) {
      const std::size_t space = text.rfind(' ', line + kWidth);
      if (space == std::string::npos || space <= line) break;
      text[space] = '\n';
      line = space + 1;
    }
    return text;
  }
};

// One App and the arguments that it fills in. Each add_… is a group of options that belong
// together.
class Parser {
 public:
  Parser(std::string name, std::string description)
      : app_(std::move(description), std::move(name)) {
    app_.set_help_flag("-h,--help", "Print this help and exit");
    app_.formatter(std::make_shared<HelpFormatter>());
    app_.option_defaults()->always_capture_default(false);
    // Options must not take the paths that follow them.
    app_.positionals_at_end(false);
  }

  CLI::App& app() { return app_; }
  Arguments& arguments() { return arguments_; }

  CLI::Option* repeated(const std::string& names, std::vector<std::string>& values,
                        const std::string& help) {
    return app_.add_option(names, values, help)
        ->allow_extra_args(false)
        ->type_size(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }

  void add_rule_options() {
    app_.add_option("--analyzers", arguments_.builtin.analyzers,
                    "Analyzers to run, separated by commas: " + joined(builtin_analyzer_names()) +
                        "; all by default")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("NAMES");
    repeated(
        "--rules", arguments_.builtin.rules,
        "Load these rules (file or directory) instead of the built-in ones; `default` adds the "
        "built-in ones back; may be repeated")
        ->type_name("PATH");
    app_.add_flag_callback(
        "--keep-going", [this] { arguments_.builtin.bad_rules = BadRules::kSkip; },
        "Load the sound rules of a file and give a notice for each that is not");
    repeated("--rule", arguments_.builtin.keep_rules,
             "Keep only this rule, by id or alias; may be repeated")
        ->type_name("ID");
    repeated("--exclude-rule", arguments_.builtin.drop_rules,
             "Drop this rule, by id or alias; may be repeated")
        ->type_name("ID");
  }

  void add_database_option() {
    app_.add_option(
            "--db", arguments_.builtin.advisory_database,
            "The advisory database to use (default: scan/advisories.db in the user's cache)")
        ->type_name("FILE");
  }

  void add_database_age_option() {
    app_.add_option_function<double>(
            "--max-db-age",
            [this](double days) {
              arguments_.builtin.max_database_age = std::chrono::hours(
                  std::max(static_cast<std::int64_t>(days * 24), std::int64_t{1}));
            },
            "An advisory database that knows of nothing newer than so many days ago makes the scan "
            "incomplete (default: no limit)")
        ->check(CLI::Range(0.01, 36500.0) & not_nan())
        ->type_name("DAYS");
  }

  void add_update_options() {
    AdvisoryUpdateOptions& update = arguments_.database_update;
    app_.add_option("--url", update.source,
                    "A mirror of the export: the folder with ECOSYSTEM/all.zip (default: "
                    "https://osv-vulnerabilities.storage.googleapis.com)")
        ->type_name("URL");
    app_.add_option("--ecosystems", update.ecosystems,
                    "Only these, as OSV spells them, separated by commas; `all`: also those that "
                    "scans find no packages of")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("NAMES");
    app_.add_option("-o,--output", arguments_.database_output,
                    "The index to renew (default: where scans look for it)")
        ->type_name("FILE");
    app_.add_option("--downloads", update.folder,
                    "Where downloads are kept, so that the next update needs changes only "
                    "(default: the index's name and `.downloads`)")
        ->type_name("DIR");
    add_exploitation_options(update.epss, update.kev, "FILE|URL");
    app_.add_flag_callback(
        "--force", [this] { arguments_.database_update.shrinking = ShrinkingDatabase::kAccept; },
        "Replace the index even where the new one knows of far less");
  }

  void add_status_format_option() {
    app_.add_option("--format", arguments_.format, "text or json (default: text)")
        ->check(CLI::IsMember({"text", "json"}))
        ->type_name("FORMAT");
  }

  void add_exploitation_options(std::string& epss, std::string& kev, const std::string& type) {
    app_.add_option("--epss", epss, "EPSS scores to merge in: FIRST's CSV, plain or gzip")
        ->type_name(type);
    app_.add_option("--kev", kev,
                    "Known exploited vulnerabilities to merge in: CISA's catalogue, as JSON")
        ->type_name(type);
  }

  void add_walk_options() {
    repeated("--exclude", arguments_.scan.exclude,
             "Leave out what matches, as in .gitignore; may be repeated")
        ->type_name("GLOB");
    repeated("--include", arguments_.scan.include, "Scan only what matches; may be repeated")
        ->type_name("GLOB");
    app_.add_flag_callback(
        "--no-ignore", [this] { arguments_.scan.ignore_files = IgnoreFiles::kDisregard; },
        "Take no notice of .gitignore, .scanignore and their kin");
  }

  void add_history_options() {
    CLI::Option* history =
        app_.add_flag("--history{" + std::string(kWholeHistory) + "}", history_,
                      "Look for secrets in git's history as well: in all of it, or in the "
                      "commits of a range (A..B)")
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    app_.add_flag("--unreachable", unreachable_,
                  "With --history: also in objects that no reference leads to")
        ->needs(history);
  }

  void add_secret_options() {
    app_.add_flag_callback(
        "--show-secrets", [this] { arguments_.scan.secrets = SecretsInReports::kShow; },
        "Do not mask secrets in reports");
    app_.add_flag(
        "--verify", arguments_.verify,
        "Ask the issuers of secrets, by the requests that rules describe, whether they are "
        "live: the only connections that a scan can make");
  }

  void add_budget_options() {
    app_.add_option("-j,--jobs", arguments_.scan.threads,
                    "Worker threads; one for each processor by default")
        ->check(CLI::Range(1u, 1024u))
        ->type_name("N");
    app_.add_option_function<double>(
            "--timeout",
            [this](double seconds) {
              arguments_.scan.timeout =
                  std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
            },
            "Seconds for the whole scan; what is not done by then makes it incomplete")
        ->check(CLI::Range(0.001, 1e9) & not_nan())
        ->type_name("S");
    app_.add_option(
            "--max-file-size", arguments_.scan.max_file_size,
            "A larger text file is left out, and makes the scan incomplete (default: 64 MB)")
        ->check(not_negative())
        ->type_name("BYTES");
    app_.add_option("--max-decode-depth", arguments_.builtin.max_decode_depth,
                    "Look for secrets in so many encodings within one another; 0 in none")
        ->check(CLI::Range(0u, 100u))
        ->capture_default_str()
        ->type_name("N");
    app_.add_option("--max-archive-depth", arguments_.scan.max_archive_depth,
                    "Look for secrets in archives as well, and in archives in these, so many "
                    "levels deep (default: 0, only in one that is named as PATH)")
        ->check(CLI::Range(0u, kDeepestArchive))
        ->type_name("N");
  }

  void add_policy_options() {
    app_.add_option_function<std::string>(
            "--fail-on",
            [this](const std::string& word) { arguments_.policy.fail_on = *parse_severity(word); },
            "Fail on findings of this severity or above: critical, high, medium, low, info "
            "(default: "
            "high)")
        ->check(one_of([](const std::string& word) { return parse_severity(word).has_value(); },
                       "critical, high, medium, low or info"))
        ->type_name("SEVERITY");
    app_.add_flag_callback(
        "--fail-on-kev", [this] { arguments_.policy.known_exploited = KnownExploited::kFail; },
        "Fail, whatever the severity, on vulnerabilities that are known to be exploited");
    app_.add_option_function<double>(
            "--fail-on-epss", [this](double score) { arguments_.policy.fail_on_epss = score; },
            "Fail, whatever the severity, on vulnerabilities of this EPSS score or above (0 to 1)")
        ->check(CLI::Range(0.0, 1.0) & not_nan())
        ->type_name("SCORE");
  }

  void add_baseline_option() {
    app_.add_option("--baseline", arguments_.scan.baseline,
                    "Suppress what a stored report has: our own (format json), or Gitleaks' JSON")
        ->type_name("REPORT");
  }

  void add_exceptions_option() {
    repeated("--exceptions,--vex", arguments_.scan.exceptions,
             "Suppress what a file lists as accepted or not affected: OpenVEX, CSAF or CycloneDX "
             "VEX, .scan-exceptions.yaml, osv-scanner.toml, .trivyignore; may be repeated")
        ->type_name("FILE");
  }

  void add_report_options() {
    repeated("-o,--output", output_words_,
             "Write a report to a file (`-`: standard output); may be repeated")
        ->check([](const std::string& word) -> std::string {
          const std::size_t equals = word.find('=');
          if (equals == std::string::npos || equals + 1 == word.size())
            return "`" + word + "` is not of the form FORMAT=FILE";
          if (!is_format(word.substr(0, equals)))
            return "unknown format `" + word.substr(0, equals) + "`; there are " +
                   joined(format_names());
          return {};
        })
        ->type_name("FORMAT=FILE");
    app_.add_option("--format", arguments_.format,
                    "The report on standard output: " + joined(format_names()) + " (default: text)")
        ->check(one_of(is_format, joined(format_names())))
        ->type_name("FORMAT");
    app_.add_flag("--show-suppressed", arguments_.show_suppressed,
                  "Keep suppressed findings in text and SARIF, marked as such");
  }

  void add_fix_options() {
    CLI::Option* fix = app_.add_flag(
        "--fix", arguments_.fix, "Apply the fixes that findings carry, and report what is left");
    app_.add_flag("--dry-run", arguments_.dry_run,
                  "With --fix: change nothing, print the changes on standard output as a diff for "
                  "`patch -p1`")
        ->needs(fix);
  }

  void add_color_option() { app_.add_flag("--no-color", arguments_.no_color, "No colours"); }

  void add_quiet_option() {
    app_.add_flag("-q,--quiet", arguments_.quiet, "Print nothing on standard error but errors");
  }

  void add_person_options() {
    add_quiet_option();
    app_.add_flag("-v,--verbose", arguments_.verbosity,
                  "Print on standard error what is done, and how long it takes");
    add_color_option();
    add_progress_option();
  }

  void add_progress_option() {
    app_.add_option("--progress", arguments_.progress,
                    "Show progress on standard error: auto, always, never")
        ->transform(
            CLI::Transformer(std::map<std::string, ProgressMode>{{"auto", ProgressMode::kAuto},
                                                                 {"always", ProgressMode::kAlways},
                                                                 {"never", ProgressMode::kNever}}))
        ->type_name("WHEN");
  }

  std::variant<Arguments, int> parse(Command command, std::vector<std::string> words) {
    std::ranges::reverse(words);  // as CLI11 takes them
    try {
      app_.parse(std::move(words));
    } catch (const CLI::ParseError& error) {
      return app_.exit(error, std::cout, std::cerr) == 0 ? 0 : kWrongUsage;
    }
    arguments_.command = command;
    for (const std::string& word : output_words_) {
      const std::size_t equals = word.find('=');
      arguments_.outputs.push_back({word.substr(0, equals), word.substr(equals + 1)});
    }
    if (!history_.empty())
      arguments_.scan.history = {
          .range = history_ == kWholeHistory ? std::string() : history_,
          .unreachable = unreachable_ ? Unreachable::kInclude : Unreachable::kSkip};
    BuiltinOptions& builtin = arguments_.builtin;
    builtin.database_origin = builtin.advisory_database.empty()
                                  ? BuiltinOptions::DatabaseOrigin::kDefault
                                  : BuiltinOptions::DatabaseOrigin::kNamed;
    if (builtin.advisory_database.empty()) builtin.advisory_database = default_database();
    builtin.maven_repository = default_maven_repository();
    if (arguments_.database_output.empty()) arguments_.database_output = default_database();
    return std::move(arguments_);
  }

 private:
  template <typename Predicate>
  static CLI::Validator one_of(Predicate accepts, std::string choices) {
    return CLI::Validator(
        [accepts, choices = std::move(choices)](std::string& word) -> std::string {
          return accepts(word) ? std::string() : "`" + word + "` is not one of " + choices;
        },
        "");
  }

  // CLI11 reads "-5" into an unsigned number as strtoull does, which wraps it.
  static CLI::Validator not_negative() {
    return CLI::Validator(
        [](std::string& word) {
          return word.starts_with('-') ? "`" + word + "` is negative" : std::string();
        },
        "");
  }

  // No bound of a range excludes it.
  static CLI::Validator not_nan() {
    return CLI::Validator(
        [](std::string& word) {
          return std::isnan(std::strtod(word.c_str(), nullptr)) ? "`" + word + "` is not a number"
                                                                : std::string();
        },
        "");
  }

  CLI::App app_;
  Arguments arguments_;
  std::vector<std::string> output_words_;
  std::string history_;
  bool unreachable_ = false;
};

// `--history A..B` as `--history=A..B`. The range may be left out, so a path may follow; of the two
// only a range has ".." in its middle or at an end that is no part of a path.
bool is_range(const std::string& word) {
  if (word.starts_with('-') || word.starts_with("../") || word.starts_with("./") ||
      word.starts_with('/') || word == ".." || word.find("/..") != word.npos)
    return false;
  return word.find("..") != word.npos;
}

std::vector<std::string> with_ranges_attached(std::vector<std::string> words) {
  std::vector<std::string> attached;
  for (std::string& word : words) {
    if (!attached.empty() && attached.back() == "--history" && is_range(word))
      attached.back() += "=" + word;
    else
      attached.push_back(std::move(word));
  }
  return attached;
}

std::variant<Arguments, int> parse_scan(std::vector<std::string> words) {
  Parser parser(
      "scan", "Finds insecure code, secrets, vulnerable dependencies and insecure configuration.");
  CLI::App& app = parser.app();
  app.set_version_flag("--version", "scan " + std::string(version()), "Print the version and exit");
  app.footer(kFooter);
  app.add_option("PATH", parser.arguments().paths, "Directories and files to scan (default: .)");
  parser.add_rule_options();
  parser.add_database_option();
  parser.add_database_age_option();
  parser.add_report_options();
  parser.add_fix_options();
  parser.add_policy_options();
  parser.add_baseline_option();
  parser.add_exceptions_option();
  parser.add_walk_options();
  parser.add_history_options();
  parser.add_secret_options();
  parser.add_budget_options();
  parser.add_person_options();
  return parser.parse(Command::kScan, with_ranges_attached(std::move(words)));
}

std::variant<Arguments, int> parse_test(std::vector<std::string> words) {
  Parser parser("scan test",
                "Runs rules against the annotated files beside them (`ruleid: ID`, `ok: ID`, "
                "`todoruleid: ID`, `todook: ID` on the line above).");
  parser.app()
      .add_option("PATH", parser.arguments().paths,
                  "Annotated files, or directories of rules and annotated files")
      ->required();
  parser.add_rule_options();
  parser.add_color_option();
  return parser.parse(Command::kTest, std::move(words));
}

std::variant<Arguments, int> parse_rules(std::vector<std::string> words) {
  const std::string verb = words.empty() ? "" : words.front();
  if (!words.empty()) words.erase(words.begin());
  if (verb == "list") {
    Parser parser("scan rules list", "Lists the rules that a scan would load.");
    parser.add_rule_options();
    parser.app()
        .add_option("--format", parser.arguments().format, "text, json or markdown (default: text)")
        ->check(CLI::IsMember({"text", "json", "markdown"}))
        ->type_name("FORMAT");
    return parser.parse(Command::kRulesList, std::move(words));
  }
  if (verb == "validate") {
    Parser parser("scan rules validate", "Tells what is wrong with rule files.");
    parser.app()
        .add_option("PATH", parser.arguments().paths, "Rule files, or directories of them")
        ->required();
    return parser.parse(Command::kRulesValidate, std::move(words));
  }
  if (verb == "show") {
    Parser parser("scan rules show",
                  "Prints one rule's documentation; with --explain, how it fares in a file.");
    parser.app()
        .add_option("ID", parser.arguments().paths,
                    "Id or alias of the rule; then, with --explain, a file")
        ->required()
        ->expected(1, 2);
    parser.app().add_flag("--explain", parser.arguments().explain,
                          "Show what each part of the rule matches in FILE, and where it fails");
    parser.add_rule_options();
    return parser.parse(Command::kRulesShow, std::move(words));
  }
  const bool help = verb == "--help" || verb == "-h";
  (help ? std::cout : std::cerr) << "usage: scan rules (list|validate|show) [OPTIONS] ...\n";
  return help ? 0 : kWrongUsage;
}

std::variant<Arguments, int> parse_database(std::vector<std::string> words) {
  const std::string verb = words.empty() ? "" : words.front();
  if (!words.empty()) words.erase(words.begin());
  if (verb == "build") {
    Parser parser("scan db build", "Compiles OSV advisories into one memory-mapped index.");
    parser.app()
        .add_option("--from", parser.arguments().database_inputs,
                    "OSV records: JSON files, zip archives of them, directories of either")
        ->required()
        ->type_name("DIR|ZIP");
    parser.app()
        .add_option("-o,--output", parser.arguments().database_output,
                    "The index to write (default: where scans look for it)")
        ->type_name("FILE");
    parser.add_exploitation_options(parser.arguments().database_build.epss,
                                    parser.arguments().database_build.kev, "FILE");
    parser.add_quiet_option();
    parser.add_color_option();
    return parser.parse(Command::kDatabaseBuild, std::move(words));
  }
  if (verb == "status") {
    Parser parser("scan db status", "Verifies the advisory database and tells what is in it.");
    parser.add_database_option();
    parser.add_database_age_option();
    parser.add_status_format_option();
    parser.add_color_option();
    return parser.parse(Command::kDatabaseStatus, std::move(words));
  }
  if (verb == "update") {
    Parser parser("scan db update",
                  "Downloads what changed of the public OSV export, or of a mirror, and renews the "
                  "advisory database.");
    parser.add_update_options();
    parser.add_quiet_option();
    parser.add_color_option();
    parser.add_progress_option();
    return parser.parse(Command::kDatabaseUpdate, std::move(words));
  }
  const bool help = verb == "--help" || verb == "-h";
  (help ? std::cout : std::cerr) << "usage: scan db (update|build|status) [OPTIONS] ...\n";
  return help ? 0 : kWrongUsage;
}

std::variant<Arguments, int> parse_gate(std::vector<std::string> words) {
  Parser parser("scan gate", "Gives the verdict on a stored report (format json).");
  parser.app()
      .add_option("REPORT", parser.arguments().paths, "The stored report")
      ->required()
      ->expected(1);
  parser.add_policy_options();
  return parser.parse(Command::kGate, std::move(words));
}

}  // namespace

std::variant<Arguments, int> parse_arguments(int argc, const char* const* argv) {
  static constexpr struct {
    std::string_view name;
    std::variant<Arguments, int> (*parse)(std::vector<std::string>);
  } kSubcommands[] = {
      {"test", parse_test}, {"rules", parse_rules}, {"db", parse_database}, {"gate", parse_gate}};
  std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  for (const auto& subcommand : kSubcommands) {
    if (words.empty() || words.front() != subcommand.name) continue;
    words.erase(words.begin());
    return subcommand.parse(std::move(words));
  }
  return parse_scan(std::move(words));
}

}  // namespace scan::cli
