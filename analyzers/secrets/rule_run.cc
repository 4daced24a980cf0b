// What detectRule() of Gitleaks' detect.go does, on the windows of a RuleIndex: matches, from left
// to right and not overlapping; the secret is a group of the match; entropy and allowlists decide.
#include "secrets/rule_run.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "base/ascii.h"
#include "secrets/assigned_literal.h"
#include "secrets/requirements.h"
#include "secrets/surroundings.h"
#include "syntax/source_tree.h"
#include "text/entropy.h"
#include "text/word_likeness.h"

namespace scan::secrets {
namespace {

// What is larger was not written by hand, and its tree would take forty times its size.
constexpr std::size_t kMaxParsed = 256u << 10;

// Of one rule in one source; a generated file may have millions.
constexpr std::uint32_t kMaxFindings = 10'000;
// What is remembered of the matches of all rules in a view, for the sake of others.
constexpr std::size_t kMaxMatched = 10'000;

// Of a window, of which a log with a word in each line has one, that is read at a time.
constexpr std::uint32_t kReaderStep = 64 << 10;

// In a line, what keeps a match there from being one; the engine sees to those that are reported.
constexpr std::string_view kAllow = "gitleaks:allow";

// Of what is drawn at random from letters and digits nearly all have one; identifiers have none.
bool has_digit(std::string_view text) { return std::ranges::any_of(text, base::is_digit); }

// What follows the last separator: a mark like "project_live_" is made of words, and what it marks
// is not. The whole where nothing follows that is long enough to tell.
std::string_view body_of(std::string_view text) {
  constexpr std::size_t kTelling = 16;
  const std::size_t last = text.find_last_of("_-");
  return last == text.npos || text.size() - last - 1 < kTelling ? text : text.substr(last + 1);
}

// Rules with a regex have their keywords looked for by RuleIndex.
bool contains_keyword(const Source& source, const std::vector<std::string>& keywords) {
  const std::string text = base::lowered(source.is_binary() ? source.bytes() : source.text());
  return std::ranges::any_of(keywords, [&text](const std::string& keyword) {
    return text.find(keyword) != std::string::npos;
  });
}

}  // namespace

RuleRun::RuleRun(const std::vector<Rule>& rules, const syntax::ParserPool& parsers,
                 const Source& source, const FileContext& context, std::vector<Notice>& notices)
    : rules_(rules),
      parsers_(parsers),
      source_(source),
      context_(context),
      notices_(notices),
      counts_(rules.size()),
      concerns_(rules.size()) {}

bool RuleRun::stopped() {
  if (!stopped_ && context_.should_stop()) {
    stopped_ = true;
    notice("time-limit", "secret rules were not run to their end: the time for this file was over",
           "");
  }
  return stopped_;
}

// Once, however many views it happens in.
void RuleRun::notice(std::string code, std::string message, std::string rule_id) {
  Notice notice{.code = std::move(code),
                .message = std::move(message),
                .path = {},
                .rule_id = std::move(rule_id),
                .incomplete = true};
  if (std::ranges::find(notices_, notice) == notices_.end()) notices_.push_back(std::move(notice));
}

void RuleRun::too_many(const Rule& rule, ViewProgress::OfRule& progress) {
  progress.ended = true;
  notice("too-many-findings",
         "only the first " + std::to_string(kMaxFindings) +
             " findings of the rule in this file are reported",
         rule.info.id);
}

void RuleRun::run(const View& view, std::span<const Window> windows, ViewProgress& progress,
                  const Kinship& kinship) {
  while (!windows.empty() && !stopped_) {
    const std::uint32_t index = windows.front().rule;
    const Rule& rule = rules_[index];
    std::size_t count = 1;
    while (count < windows.size() && windows[count].rule == index) ++count;
    const bool reads = view.readers() == Readers::kAll || rule.unescape;
    if (reads && concerns_source(rule)) {
      run_rule(view, index, windows.first(count), progress.rules[index], kinship);
    } else if (kinship.trace != nullptr) {
      kinship.trace->passed_over[index] = true;
    }
    windows = windows.subspan(count);
  }
}

void RuleRun::finish(const View& view, ViewProgress& progress, std::vector<Match>& matches,
                     Trace* trace) {
  std::map<std::uint32_t, Companions> companions;
  const auto companions_of = [&](std::uint32_t index) -> const Companions& {
    const auto [entry, added] = companions.try_emplace(index);
    if (added) entry->second = this->companions(view, index);
    return entry->second;
  };
  for (auto& [index, of_rule] : progress.rules) {
    std::vector<Match>& found = of_rule.matches;
    judge_assignments(view, index, of_rule.assignments.size(), of_rule);
    if (!rules_[index].required.empty())
      keep_accompanied(rules_[index], view, source_, companions_of, found);
    counts_[index] += static_cast<std::uint32_t>(found.size());
    std::ranges::move(found, std::back_inserter(matches));
  }
  if (trace == nullptr) return;
  std::ranges::sort(trace->matched, {}, [](const Trace::Matched& matched) {
    return std::pair(matched.rule, matched.span.begin);
  });
  if (stopped_ || trace->matched.size() > kMaxMatched) trace->whole = false;
}

// What a rule finds for those that require it: in the whole view, whatever its keywords are and
// whatever it requires itself.
Companions RuleRun::companions(const View& view, std::uint32_t index) {
  Companions companions;
  const Rule& rule = rules_[index];
  if (!concerns_source(rule)) return companions;
  if (!rule.reads_text()) {
    companions.path_matches = true;
    return companions;
  }
  const auto size = static_cast<std::uint32_t>(view.text().size());
  const Window whole{index, 0, size, size};
  ViewProgress::OfRule progress;
  run_rule(view, index, std::span(&whole, 1), progress, {});
  judge_assignments(view, index, progress.assignments.size(), progress);
  companions.matches = std::move(progress.matches);
  std::erase_if(companions.matches, [&view](const Match& match) {
    return match.known ||
           lines_around(view.text(), match.match).find(kAllow) != std::string_view::npos;
  });
  return companions;
}

void RuleRun::run_on_path(std::span<const std::uint32_t> indices, std::vector<Match>& matches) {
  if (source_.bytes().empty()) return;  // as in Gitleaks: there is no secret in it
  for (const std::uint32_t i : indices) {
    const Rule& rule = rules_[i];
    if (stopped_) return;
    if (!concerns_source(rule)) continue;
    if (!rule.keywords.empty() && !contains_keyword(source_, rule.keywords)) continue;
    Match match{.rule = i, .match = {}, .secret = {}};
    match.known = admission(rule, View(""), match) == Admission::kOfCommit;
    matches.push_back(match);
  }
}

bool RuleRun::admit_source(const Allowlists& allowlists) const {
  return std::ranges::any_of(
      allowlists, [this](const auto& allowlist) { return allowlist->admits_file(source_.path()); });
}

// Gitleaks does not enter a directory of the tree whose path is allowed for all rules.
bool RuleRun::admit_directory(const Allowlists& allowlists) const {
  if (!source_.commit().empty()) return false;
  const std::string_view path = source_.path();
  for (std::size_t end = path.find('/'); end != path.npos; end = path.find('/', end + 1))
    if (std::ranges::any_of(allowlists, [&](const auto& allowlist) {
          return allowlist->admits_file(path.substr(0, end));
        }))
      return true;
  return false;
}

// The answer is kept: it is asked in every view, and most rules share their global allowlists.
bool RuleRun::concerns_source(const Rule& rule) {
  const auto index = static_cast<std::size_t>(&rule - rules_.data());
  if (concerns_[index]) return *concerns_[index];
  if (rule.path && rule.path->contains(source_.path()) != text::MatchStatus::kMatch) {
    concerns_[index] = false;
  } else {
    const auto [global, added] = admitted_.try_emplace(rule.global_allowlists.get(), false);
    if (added)
      global->second =
          admit_source(*rule.global_allowlists) || admit_directory(*rule.global_allowlists);
    concerns_[index] = !global->second && !admit_source(rule.allowlists);
  }
  return *concerns_[index];
}

bool RuleRun::any_concerned() {
  return std::ranges::any_of(
      rules_, [this](const Rule& rule) { return rule.reads_text() && concerns_source(rule); });
}

void RuleRun::run_rule(const View& view, std::uint32_t index, std::span<const Window> windows,
                       ViewProgress::OfRule& progress, const Kinship& kinship) {
  if (progress.ended) return;
  if (rules_[index].assigned != nullptr)
    read_assignments(view, index, windows, progress);
  else if (rules_[index].named != nullptr)
    run_names(view, index, windows, progress);
  else
    run_regex(view, index, windows, progress, kinship);
}

// Where the base has the same bytes in a window, what it matched there. A view is only about what
// it does not share with its base.
bool RuleRun::take_over(const View& view, const Window& window, std::vector<Match>& matches,
                        const Kinship& kinship) {
  if (!view.is_source()) return false;
  const auto known =
      kinship.known_matches(window.rule, {window.begin, window.end}, window.last_begin);
  if (!known || counts_[window.rule] + matches.size() + known->matched.size() >= kMaxFindings)
    return false;
  const auto moved = [&known](Span span) {
    return Span{span.begin + known->shift, span.end + known->shift};
  };
  for (Trace::Matched matched : known->matched) {
    matched.span = moved(matched.span);
    if (matched.match) matched.match = moved(*matched.match);
    matched.secret = moved(matched.secret);
    if (kinship.trace != nullptr) kinship.trace->matched.push_back(matched);
    if (matched.match)
      admit(view, {.rule = window.rule, .match = *matched.match, .secret = matched.secret},
            matches);
  }
  return true;
}

void RuleRun::run_regex(const View& view, std::uint32_t index, std::span<const Window> windows,
                        ViewProgress::OfRule& progress, const Kinship& kinship) {
  const Rule& rule = rules_[index];
  Trace* const trace = kinship.trace;
  // Within a window PCRE2 would not see what follows it.
  const auto size = static_cast<std::uint32_t>(view.text().size());
  const Window whole{index, 0, size, size};
  if (!rule.regex->linear()) {
    windows = std::span(&whole, 1);
    progress.ended = true;
    if (trace != nullptr) trace->passed_over[index] = true;
  }
  std::vector<Span> groups;
  std::uint32_t& from = progress.from;
  for (const Window& window : windows) {
    if (take_over(view, window, progress.matches, kinship)) continue;
    from = std::max(from, window.begin);
    while (from <= window.last_begin && from <= window.end) {
      if (stopped()) return;
      const text::MatchStatus status =
          rule.regex->search(view.text(), Span{from, window.end}, groups);
      if (status == text::MatchStatus::kLimit) {
        if (trace != nullptr) trace->whole = false;
        progress.ended = true;
        return notice("match-limit", "the rule's regex came to its limit in this file",
                      rule.info.id);
      }
      if (status == text::MatchStatus::kNoMatch || groups.front().begin > window.last_begin) break;
      from = std::max(groups.front().end, groups.front().begin + 1);
      std::optional<Match> match;
      if (view.concerns(groups.front())) match = plausible_match(view, rule, index, groups);
      if (trace != nullptr && trace->matched.size() <= kMaxMatched) {
        Trace::Matched& matched =
            trace->matched.emplace_back(Trace::Matched{.rule = index, .span = groups.front()});
        if (match) {
          matched.match = match->match;
          matched.secret = match->secret;
        }
      }
      if (counts_[index] + progress.matches.size() >= kMaxFindings) {
        if (trace != nullptr) trace->whole = false;
        return too_many(rule, progress);
      }
      if (match) admit(view, *match, progress.matches);
    }
  }
}

// What the groups of a match say, as far as the text alone decides.
std::optional<Match> RuleRun::plausible_match(const View& view, const Rule& rule,
                                              std::uint32_t index,
                                              const std::vector<Span>& groups) {
  const std::string_view text = view.text();
  Match match{.rule = index, .match = groups.front(), .secret = {}};
  while (match.match.size() > 0 && text[match.match.begin] == '\n') ++match.match.begin;
  while (match.match.size() > 0 && text[match.match.end - 1] == '\n') --match.match.end;
  if (match.match.size() == 0) return std::nullopt;
  match.secret = match.match;
  if (rule.secret_group > 0) {
    if (rule.secret_group >= groups.size()) return std::nullopt;
    match.secret = groups[rule.secret_group];
    if (match.secret.begin == text::Regex::kNoGroup || match.secret.size() == 0)
      return std::nullopt;
  } else {
    const auto group = std::find_if(groups.begin() + 1, groups.end(), [](Span span) {
      return span.begin != text::Regex::kNoGroup && span.size() > 0;
    });
    if (group != groups.end()) match.secret = *group;
  }
  if (!is_plausible(view, rule, match.secret)) return std::nullopt;
  return match;
}

// Of what stands in reach of a name the first that can be a value; once, if several names lead
// there.
void RuleRun::run_names(const View& view, std::uint32_t index, std::span<const Window> windows,
                        ViewProgress::OfRule& progress) {
  const Rule& rule = rules_[index];
  std::vector<Match>& matches = progress.matches;
  std::vector<NamedValue> values;
  for (const Window& window : windows) {
    for (std::uint32_t from = window.begin; from <= window.last_begin;) {
      if (stopped()) return;
      const Span step{from, std::min(window.last_begin - from, kReaderStep) + from + 1};
      values.clear();
      rule.named->read(view.text(), step, values);
      for (const NamedValue& found : values) {
        const Span whole{found.name.begin, found.value.end};
        if (found.name == progress.served || !view.concerns(whole)) continue;
        if (!is_plausible(view, rule, found.value)) continue;
        progress.served = found.name;
        if (!matches.empty() && matches.back().secret == found.value) continue;
        if (counts_[index] + matches.size() >= kMaxFindings) return too_many(rule, progress);
        admit(view, {.rule = index, .match = whole, .secret = found.value}, matches);
      }
      from = step.end;
    }
  }
}

void RuleRun::read_assignments(const View& view, std::uint32_t index,
                               std::span<const Window> windows, ViewProgress::OfRule& progress) {
  const AssignmentReader& reader = *rules_[index].assigned;
  for (const Window& window : windows) {
    for (std::uint32_t from = window.begin; from <= window.last_begin;) {
      if (stopped() || progress.ended) return;
      const Span step{from, std::min(window.last_begin - from, kReaderStep) + from + 1};
      from = std::max(step.end, reader.read(view.text(), step, progress.assignments));
      if (!progress.assignments.empty())
        judge_assignments(view, index, progress.assignments.size() - 1, progress);
    }
  }
}

// The first `count` of those that were read, which are then done with.
void RuleRun::judge_assignments(const View& view, std::uint32_t index, std::size_t count,
                                ViewProgress::OfRule& progress) {
  const Rule& rule = rules_[index];
  std::vector<Match>& matches = progress.matches;
  std::vector<Assignment> judged = std::move(progress.assignments);
  const auto rest = judged.begin() + static_cast<std::ptrdiff_t>(count);
  progress.assignments.assign(rest, judged.end());
  judged.erase(rest, judged.end());
  for (const Assignment& assignment : judged) {
    if (progress.ended || stopped_) return;
    if (!view.concerns(assignment.whole) || !is_plausible(view, rule, assignment.value)) continue;
    const std::size_t before = matches.size();
    if (counts_[index] + before >= kMaxFindings) return too_many(rule, progress);
    admit(view, {.rule = index, .match = assignment.whole, .secret = assignment.value}, matches);
    if (matches.size() > before && !assignment.spelled_out &&
        !is_given(view, assignment.value, *rule.assigned))
      matches.pop_back();
    if (stopped()) return;
  }
}

void RuleRun::admit(const View& view, Match match, std::vector<Match>& matches) const {
  const Admission admission = this->admission(rules_[match.rule], view, match);
  if (admission == Admission::kAnywhere) return;
  match.known = admission == Admission::kOfCommit;
  matches.push_back(match);
}

bool RuleRun::is_plausible(const View& view, const Rule& rule, Span secret) {
  const std::string_view text = view.slice(secret);
  if (rule.precision == Precision::kNamed && !has_digit(text)) return false;
  if (rule.traits && !rule.traits->found_in(text)) return false;
  if (rule.entropy != 0 && text::shannon_entropy(text) <= rule.entropy) return false;
  if (!rule.max_word_likeness) return true;
  return text::word_likeness(text) < *rule.max_word_likeness ||
         text::word_likeness(body_of(text)) < *rule.max_word_likeness;
}

// By the syntax of the file. Asked last, as it is for this that the file is parsed.
bool RuleRun::is_given(const View& view, Span secret, const AssignmentReader& to) {
  const syntax::Language* language = syntax::language_of(source_);
  if (language == nullptr || !view.is_source()) return false;
  if (source_.text().size() > kMaxParsed) return false;
  const std::optional<syntax::Parsed>& parsed =
      syntax::tree_of(source_, *language, parsers_, [this] { return stopped(); });
  return parsed && std::ranges::any_of(names_given_to(parsed->tree, secret),
                                       [&to](std::string_view name) { return to.names(name); });
}

// To let a match pass for its commit means that it is known from then on. Were it dropped here, the
// next version of the file would bring it up again, as it is looked at whole and not as a change.
// So it is reported as suppressed, and the engine keeps the first one of a path.
RuleRun::Admission RuleRun::admission(const Rule& rule, const View& view,
                                      const Match& match) const {
  const Candidate candidate{.secret = view.slice(match.secret),
                            .match = view.slice(match.match),
                            .line = lines_around(view.text(), match.match)};
  const auto any = [&](const auto& admits) {
    return std::ranges::any_of(*rule.global_allowlists, admits) ||
           std::ranges::any_of(rule.allowlists, admits);
  };
  if (rule.reads_text() &&
      any([&](const auto& list) { return list->admits(source_.path(), candidate); }))
    return Admission::kAnywhere;
  if (source_.commit().empty()) return Admission::kNone;
  return any([&](const auto& list) {
    return list->admits_in_commit(source_.commit(), source_.path(), candidate);
  })
             ? Admission::kOfCommit
             : Admission::kNone;
}

}  // namespace scan::secrets
