// What detectRule() of Gitleaks' detect.go does, on the windows of a RuleIndex: matches, from left
// to right and not overlapping; the secret is a group of the match; entropy and allowlists decide;
// a finding of a "generic" rule gives way to one that knows what the secret is.
#include "secrets/detector.h"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/hash.h"
#include "secrets/precedence.h"
#include "text/entropy.h"

namespace scan::secrets {
namespace {

// Of one rule in one file; a generated file may have millions.
constexpr std::size_t kMaxFindings = 10'000;
// How far from a match its line is followed for allowlists: else a line of 100 MB with many matches
// would be read once for each.
constexpr std::uint32_t kLineReach = 4096;

struct Match {
  std::uint32_t rule = 0;
  Span match;
  Span secret;
  bool known = false;  // an allowlist names the commit
};

std::string_view slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

// Of what is drawn at random from letters and digits nearly all have one; identifiers have none.
bool has_digit(std::string_view text) { return std::ranges::any_of(text, base::is_digit); }

// The lines that `match` is on, within kLineReach.
std::string_view lines_around(std::string_view text, Span match) {
  const std::uint32_t first = match.begin - std::min(match.begin, kLineReach);
  const std::string_view before = text.substr(first, match.begin - first);
  const std::string_view after = text.substr(match.end, kLineReach);
  const std::size_t begin = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
  const std::size_t end = std::min(after.find('\n'), after.size());
  return text.substr(first + begin, match.end + end - first - begin);
}

// The runs of one file.
class FileRun {
 public:
  FileRun(const std::vector<Rule>& rules, const Source& source, const FileContext& context,
          FileResult& out)
      : rules_(rules), source_(source), text_(source.text()), context_(context), out_(out) {}

  void run(const RuleIndex& index);

 private:
  void run_rule(std::uint32_t index, std::span<const Window> windows);
  void run_regex(std::uint32_t index, std::span<const Window> windows);
  void consider(std::uint32_t index, const Rule& rule, const std::vector<Span>& groups);
  enum class Admission { kNone, kOfCommit, kAnywhere };
  Admission admission(const Rule& rule, const Match& match) const;
  bool admits_file(const Rule& rule) const;
  void report();
  void report_path(const Rule& rule);
  void notice(std::string code, std::string message, const Rule* rule);
  bool stopped();

  const std::vector<Rule>& rules_;
  const Source& source_;
  const std::string_view text_;
  const FileContext& context_;
  FileResult& out_;
  std::vector<Match> matches_;
  bool stopped_ = false;
};

bool FileRun::stopped() {
  if (!stopped_ && context_.should_stop()) {
    stopped_ = true;
    notice("time-limit", "secret rules were not run to their end: the time for this file was over",
           nullptr);
  }
  return stopped_;
}

void FileRun::notice(std::string code, std::string message, const Rule* rule) {
  Notice notice{.code = std::move(code), .message = std::move(message), .incomplete = true};
  if (rule != nullptr) notice.rule_id = rule->info.id;
  out_.notices.push_back(std::move(notice));
}

void FileRun::run(const RuleIndex& index) {
  std::vector<Window> windows;
  index.find_windows(
      text_, [this] { return stopped(); }, windows);
  std::span<const Window> rest = windows;
  for (std::uint32_t i = 0; i < rules_.size() && !stopped_; ++i) {
    if (!rules_[i].regex) {
      if (rules_[i].path) run_rule(i, {});
      continue;
    }
    std::size_t count = 0;
    while (count < rest.size() && rest[count].rule == i) ++count;
    if (count > 0) run_rule(i, rest.first(count));
    rest = rest.subspan(count);
  }
  report();
}

bool FileRun::admits_file(const Rule& rule) const {
  const auto admits = [this](const auto& allowlist) {
    return allowlist->admits_file(source_.path());
  };
  return std::ranges::any_of(*rule.global_allowlists, admits) ||
         std::ranges::any_of(rule.allowlists, admits);
}

void FileRun::run_rule(std::uint32_t index, std::span<const Window> windows) {
  const Rule& rule = rules_[index];
  if (rule.path && rule.path->contains(source_.path()) != text::MatchStatus::kMatch) return;
  if (admits_file(rule)) return;
  if (!rule.regex) return report_path(rule);
  // Within a window PCRE2 would not see what follows it.
  const auto size = static_cast<std::uint32_t>(text_.size());
  const Window whole{index, 0, size, size};
  run_regex(index, rule.regex->linear() ? windows : std::span(&whole, 1));
}

void FileRun::run_regex(std::uint32_t index, std::span<const Window> windows) {
  const Rule& rule = rules_[index];
  const std::size_t before = matches_.size();
  std::vector<Span> groups;
  std::uint32_t from = 0;
  for (const Window& window : windows) {
    from = std::max(from, window.begin);
    while (from <= window.last_begin && from <= window.end) {
      if (stopped()) return;
      const text::MatchStatus status = rule.regex->search(text_, Span{from, window.end}, groups);
      if (status == text::MatchStatus::kLimit)
        return notice("match-limit", "the rule's regex came to its limit in this file", &rule);
      if (status == text::MatchStatus::kNoMatch || groups.front().begin > window.last_begin) break;
      from = std::max(groups.front().end, groups.front().begin + 1);
      if (matches_.size() - before == kMaxFindings)
        return notice("too-many-findings",
                      "only the first " + std::to_string(kMaxFindings) +
                          " findings of the rule in this file are reported",
                      &rule);
      consider(index, rule, groups);
    }
  }
}

void FileRun::consider(std::uint32_t index, const Rule& rule, const std::vector<Span>& groups) {
  Match match{.rule = index, .match = groups.front(), .secret = {}};
  while (match.match.size() > 0 && text_[match.match.begin] == '\n') ++match.match.begin;
  while (match.match.size() > 0 && text_[match.match.end - 1] == '\n') --match.match.end;
  if (match.match.size() == 0) return;
  match.secret = match.match;
  if (rule.secret_group > 0) {
    if (rule.secret_group >= groups.size()) return;
    match.secret = groups[rule.secret_group];
    if (match.secret.begin == text::Regex::kNoGroup || match.secret.size() == 0) return;
  } else {
    const auto group = std::find_if(groups.begin() + 1, groups.end(), [](Span span) {
      return span.begin != text::Regex::kNoGroup && span.size() > 0;
    });
    if (group != groups.end()) match.secret = *group;
  }
  if (rule.precision == Precision::kNamed && !has_digit(slice(text_, match.secret))) return;
  if (rule.entropy != 0 && text::shannon_entropy(slice(text_, match.secret)) <= rule.entropy)
    return;
  const Admission admission = this->admission(rule, match);
  if (admission == Admission::kAnywhere) return;
  match.known = admission == Admission::kOfCommit;
  matches_.push_back(match);
}

// To let a match pass for its commit means that it is known from then on. Were it dropped here, the
// next version of the file would bring it up again, as it is looked at whole and not as a change.
// So it is reported as suppressed, and the engine keeps the first one of a path.
FileRun::Admission FileRun::admission(const Rule& rule, const Match& match) const {
  const Candidate candidate{.secret = slice(text_, match.secret),
                            .match = slice(text_, match.match),
                            .line = lines_around(text_, match.match)};
  const auto any = [&](const auto& admits) {
    return std::ranges::any_of(*rule.global_allowlists, admits) ||
           std::ranges::any_of(rule.allowlists, admits);
  };
  if (any([&](const auto& list) { return list->admits(source_.path(), candidate); }))
    return Admission::kAnywhere;
  if (source_.commit().empty()) return Admission::kNone;
  return any([&](const auto& list) {
    return list->admits_in_commit(source_.commit(), source_.path(), candidate);
  })
             ? Admission::kOfCommit
             : Admission::kNone;
}

// `what` is the same for all findings that are one, wherever they are.
Finding finding_of(const Rule& rule, Span span, std::string_view what) {
  Finding finding{.rule_id = rule.info.id,
                  .analyzer = "secrets",
                  .message = rule.message,
                  .severity = rule.info.severity,
                  .confidence = rule.info.confidence};
  finding.locations.push_back({.span = span});
  std::string identity = rule.info.id;
  identity.push_back('\0');
  identity += what;
  finding.identity = base::sha256_hex(identity);
  if (!rule.tags.empty()) {
    std::string& tags = finding.properties["tags"];
    for (const std::string& tag : rule.tags) tags += (tags.empty() ? "" : ",") + tag;
  }
  return finding;
}

Suppression known_commit() {
  return {.kind = Suppression::Kind::kExternal, .directive = "allowlist: commits"};
}

void FileRun::report() {
  if (matches_.empty()) return;
  std::vector<Rival> rivals;
  for (const Match& match : matches_)
    rivals.push_back({&rules_[match.rule], match.match, match.secret});
  const std::vector<bool> skip = give_way(text_, rivals, source_);
  for (std::size_t i = 0; i < matches_.size(); ++i) {
    const Match& match = matches_[i];
    const Rule& rule = rules_[match.rule];
    // Also of a finding that gives way: what the other one covers may be less.
    out_.sensitive.push_back(match.secret);
    if (skip[i]) continue;
    // The name may stand lines above.
    const Span place = rule.precision == Precision::kNamed ? match.secret : match.match;
    Finding& finding =
        out_.findings.emplace_back(finding_of(rule, place, slice(text_, match.secret)));
    if (match.known) finding.suppression = known_commit();
  }
}

// A path is a finding once, whatever the file held over time.
void FileRun::report_path(const Rule& rule) {
  Finding& finding = out_.findings.emplace_back(finding_of(rule, Span{}, source_.path()));
  if (admission(rule, {}) == Admission::kOfCommit) finding.suppression = known_commit();
}

}  // namespace

Detector::Detector(std::vector<Rule> rules, RuleIndex::Mode mode)
    : rules_(std::move(rules)), index_(rules_, mode) {}

void Detector::detect(const Source& source, const FileContext& context, FileResult& out) const {
  FileRun(rules_, source, context, out).run(index_);
}

}  // namespace scan::secrets
