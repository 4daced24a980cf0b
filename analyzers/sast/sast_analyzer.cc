// One file at a time: plan (which rules can match here at all), parse, search (all their patterns
// in one pass), evaluate (each rule's formula over the matches), report.
#include "sast/sast_analyzer.h"

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "rules/fields.h"
#include "sast/evaluation.h"
#include "sast/explanation.h"
#include "sast/join_conclusion.h"
#include "sast/join_fact.h"
#include "sast/rule.h"
#include "sast/rule_references.h"
#include "sast/rule_set.h"
#include "syntax/source_tree.h"

namespace scan::sast {

using syntax::Language;

namespace {

// How much code rules may extract of one file, that of other such code included, in bytes; and how
// deeply it may be nested.
constexpr std::uint64_t kMaxExtracted = 32u << 20;
constexpr int kMaxExtractDepth = 4;

// The rules of one language, built when its first file is met.
struct LazyRuleSet {
  std::vector<const Rule*> rules;
  std::once_flag once;
  std::unique_ptr<const RuleSet> set;
};

class SastAnalyzer : public Analyzer {
 public:
  // `rules` and `tables` are complete; only metavariables are still added to the tables, under a
  // lock.
  SastAnalyzer(std::vector<std::unique_ptr<const Rule>> rules, std::unique_ptr<RuleTables> tables)
      : rules_(std::move(rules)),
        tables_(std::move(tables)),
        sets_(syntax::languages().size() + 1) {
    for (std::uint32_t number = 0; number < rules_.size(); ++number) {
      const Rule& rule = *rules_[number];
      if (rule.mode == RuleMode::kJoin) {
        add_parts(number, *rule.join);
      } else {
        add_rule(rule);
      }
    }
  }

  std::string_view name() const override { return "sast"; }

  bool wants(std::string_view path) const override {
    if (const Language* language = syntax::language_of_path(path)) {
      if (set_of(language).rules.size() > text_rules_.size()) return true;
    }
    const bool admitted = std::ranges::any_of(
        text_rules_, [&](const Rule* rule) { return rule->paths.admits(path); });
    if (admitted) return true;
    // A script without an extension: its first line says what it is.
    return syntax::language_of_path(path) == nullptr &&
           path.find('.', path.rfind('/') + 1) == std::string_view::npos;
  }

  void analyze(const Source& source, const FileContext& context, FileResult& out) const override {
    std::uint64_t left = kMaxExtracted;
    analyze_as({.language = syntax::language_of(source), .extract_left = &left}, source, context,
               out);
  }

  std::vector<std::string_view> fact_kinds() const override { return {kJoinFact}; }

  void conclude(const std::vector<Fact>& facts, const FileContext&,
                ProjectResult& out) const override {
    conclude_joins(rules_, facts, out);
    std::map<std::string, int> missing;
    int taint = 0;
    for (const auto& rule : rules_) {
      if (runs_taint(*rule)) ++taint;
      for (const std::string& language : rule->missing_languages) ++missing[language];
      if (!rule->skipped.empty()) {
        out.notices.push_back({.code = "rule-skipped",
                               .message = "the rule " + rule->skipped,
                               .rule_id = rule->info.id});
      }
    }
    for (const auto& [language, count] : missing) {
      out.notices.push_back({.code = "language-missing",
                             .message = rules_text(count) + " for " + language +
                                        " cannot find anything in it: "
                                        "there is no grammar for it"});
    }
    if (taint > 0) {
      out.notices.push_back({.code = "taint-not-run",
                             .message = rules_text(taint) + " of mode taint " +
                                        (taint == 1 ? "was" : "were") + " loaded and not run"});
    }
  }

  std::vector<RuleInfo> rules() const override {
    std::vector<RuleInfo> infos;
    for (const auto& rule : rules_) infos.push_back(rule->info);
    return infos;
  }

  std::optional<RuleTrace> explain(std::string_view rule_id, const Source& source) const override {
    const auto found =
        std::ranges::find_if(rules_, [&](const auto& rule) { return rule->info.id == rule_id; });
    if (found == rules_.end()) return std::nullopt;
    const Rule& rule = **found;
    RuleTrace trace{.rule_id = rule.info.id, .path = source.path()};
    const Language* language = syntax::language_of(source);
    trace.not_tried = hindrance(rule, source, language);
    if (!trace.not_tried.empty()) return trace;
    if (rule.scope.dialect != Dialect::kTree) {
      trace_formula(rule, source, nullptr, nullptr, trace);
    } else if (const auto parsed = parsers_.parse(*language, source.text(), [] { return false; })) {
      const Names names(parsed->tree);
      const Constants constants(parsed->tree, names.scopes());
      const Target target{parsed->tree, names, constants};
      trace_formula(rule, source, language, &target, trace);
    }
    return trace;
  }

 private:
  // A rule of a join: its matches are rows of a table.
  struct JoinPart {
    std::uint32_t join = 0, collection = 0;
  };

  void add_rule(const Rule& rule) {
    if (rule.mode == RuleMode::kTaint) return;
    if (rule.scope.dialect != Dialect::kTree) {
      text_rules_.push_back(&rule);
      for (LazyRuleSet& set : sets_) set.rules.push_back(&rule);
    }
    for (const Language& language : syntax::languages()) {
      if (is_for(rule, language)) set_of(&language).rules.push_back(&rule);
    }
  }

  static bool is_for(const Rule& rule, const Language& language) {
    return std::ranges::any_of(
        rule.scope.languages, [&](const Language* each) { return syntax::holds(language, *each); });
  }

  void add_parts(std::uint32_t number, const JoinSpec& join) {
    for (std::uint32_t i = 0; i < join.collections.size(); ++i) {
      const Rule& part = *join.collections[i].rule;
      parts_.emplace(&part, JoinPart{number, i});
      add_rule(part);
    }
  }

  static bool runs_taint(const Rule& rule) {
    if (rule.join == nullptr) return rule.mode == RuleMode::kTaint;
    return std::ranges::any_of(rule.join->collections, [](const JoinCollection& collection) {
      return collection.rule->mode == RuleMode::kTaint;
    });
  }

  // What the text of a Source is read as: a file, or code that a rule has extracted of one.
  struct Reading {
    const Language* language = nullptr;
    const ExtractSpec* extract = nullptr;  // nullptr: a file
    int depth = 0;
    std::uint64_t* extract_left = nullptr;  // bytes that may still be extracted of the file
  };

  struct Extracted {
    const ExtractSpec* spec;
    ExtractedText text;
  };

  void analyze_as(const Reading& reading, const Source& source, const FileContext& context,
                  FileResult& out) const {
    const RuleSet* rules = source.is_binary() ? nullptr : rules_for(reading.language);
    if (rules == nullptr) return;
    Plan plan = rules->plan(source.path(), source.text());
    if (reading.extract != nullptr) {
      std::erase_if(plan.rules, [&](const Rule* rule) {
        return !reading.extract->admits(rule->info.id, rule->scope.dialect);
      });
    }
    ++out.effort.files;
    out.effort.rule_files += rules->size();
    out.effort.rule_files_tried += plan.rules.size();
    if (plan.rules.empty()) return;
    if (!run(reading, source, context, *rules, plan, out)) {
      out.notices.push_back({.code = "time-limit",
                             .message = "the rules for source code were not all run",
                             .incomplete = true});
    }
  }

  // Why the rule has nothing to do with the file; empty: it has.
  static std::string hindrance(const Rule& rule, const Source& source, const Language* language) {
    if (!rule.skipped.empty()) return "the rule " + rule.skipped;
    if (rule.mode == RuleMode::kTaint) return "the rule is of mode taint";
    if (rule.mode == RuleMode::kJoin) return "a rule of mode join is about all files together";
    if (source.is_binary()) return "the file is binary";
    const bool by_grammar = rule.scope.dialect == Dialect::kTree;
    if (by_grammar && language == nullptr) {
      return "the file is in no language that is known by its name";
    }
    if (by_grammar && !is_for(rule, *language)) {
      std::string names;
      for (const std::string& name : rule.info.languages)
        names += (names.empty() ? "" : ", ") + name;
      return "the file is " + std::string(language->name) + ", the rule is for " + names;
    }
    return rule.paths.admits(source.path()) ? "" : "`paths` of the rule leave the file out";
  }

  // Evaluates the formula under an observer, also where a scan would see beforehand that it cannot
  // hold.
  void trace_formula(const Rule& rule, const Source& source, const Language* language,
                     const Target* target, RuleTrace& trace) const {
    std::unique_ptr<const RuleSet> rules;
    {
      const std::scoped_lock lock(tables_mutex_);
      rules = std::make_unique<const RuleSet>(language, std::vector<const Rule*>{&rule}, *tables_,
                                              parsers_);
    }
    if (rules->plan(source.path(), source.text()).rules.empty()) {
      trace.not_tried = "names are missing in the file without which the rule cannot match";
      const std::vector<std::string> missing = rules->missing_names(rule, source.text());
      for (const std::string& name : missing)
        trace.not_tried += (&name == &missing.front() ? ": " : ", ") + name;
    }
    Subject file;
    file.text = source.text();
    file.span = {0, static_cast<std::uint32_t>(source.text().size())};
    file.target = target;
    file.end = target != nullptr ? target->tree.size() : 0;
    Evaluation evaluation(*tables_, *rules, parsers_, file);
    Explanation explanation(*tables_, source);
    evaluation.observe(explanation);
    evaluation.run(rule.formula);
    trace.formula = std::move(explanation).take();
  }

  static std::string rules_text(int count) {
    return std::to_string(count) + (count == 1 ? " rule" : " rules");
  }

  // The last one is for files in no language, or in one without a grammar.
  LazyRuleSet& set_of(const Language* language) const {
    if (language == nullptr) return sets_.back();
    return sets_[static_cast<std::size_t>(language - syntax::languages().data())];
  }

  const RuleSet* rules_for(const Language* language) const {
    LazyRuleSet& lazy = set_of(language);
    if (lazy.rules.empty()) return nullptr;
    std::call_once(lazy.once, [&] {
      const std::scoped_lock lock(tables_mutex_);
      lazy.set = std::make_unique<const RuleSet>(language, lazy.rules, *tables_, parsers_);
    });
    return lazy.set.get();
  }

  // False: out of time.
  bool run(const Reading& reading, const Source& source, const FileContext& context,
           const RuleSet& rules, const Plan& plan, FileResult& out) const {
    const auto should_stop = [&context] { return context.should_stop(); };
    if (!plan.needs_tree) {
      return report(reading, source, context, rules, plan, nullptr, nullptr, out);
    }

    const std::optional<syntax::Parsed>& parsed =
        syntax::tree_of(source, *reading.language, parsers_, should_stop);
    if (!parsed) return false;
    ++out.effort.files_parsed;
    out.effort.nodes += plan.patterns.size() * parsed->tree.size();
    if (parsed->tree.has_errors()) note_errors(source, *parsed, out);

    const Names names(parsed->tree);
    const Constants constants(parsed->tree, names.scopes());
    const Target target{parsed->tree, names, constants};
    std::vector<PatternSearch::Numbered> patterns;
    for (const std::uint32_t number : plan.patterns) {
      patterns.push_back({number, rules.pattern(number)});
    }
    PatternSearch search(target, std::move(patterns), should_stop);
    const bool complete =
        report(reading, source, context, rules, plan, &target, &search, out) && !search.stopped();
    out.effort.nodes_tried += search.tried();
    return complete;
  }

  static void note_errors(const Source& source, const syntax::Parsed& parsed, FileResult& out) {
    const std::uint32_t line = source.line_of(parsed.first_error ? parsed.first_error->begin : 0);
    // Not incomplete: dialects and templates are common, and what does parse is matched.
    out.notices.push_back({.code = "partially-parsed",
                           .message = "not all of the file could be parsed, from line " +
                                      std::to_string(line) + " on"});
  }

  bool report(const Reading& reading, const Source& source, const FileContext& context,
              const RuleSet& rules, const Plan& plan, const Target* target, PatternSearch* search,
              FileResult& out) const {
    Subject file;
    file.text = source.text();
    file.span = {0, static_cast<std::uint32_t>(source.text().size())};
    file.target = target;
    file.end = target != nullptr ? target->tree.size() : 0;
    file.search = search;
    Evaluation evaluation(*tables_, rules, parsers_, file);
    const std::size_t before = out.findings.size();
    std::vector<Extracted> pieces;
    for (const Rule* rule : plan.rules) {
      if (context.should_stop()) return false;
      const Ranges ranges = evaluation.run(rule->formula);
      if (rule->mode == RuleMode::kExtract) {
        for (ExtractedText& text :
             extracted(*rule->extract, ranges, target, source.text(), out.notices)) {
          pieces.push_back({&*rule->extract, std::move(text)});
        }
      } else if (const auto part = parts_.find(rule); part != parts_.end()) {
        add_rows(part->second, ranges, source, out);
      } else {
        add_findings(*rule, ranges, source, target, out);
      }
      if (evaluation.limited()) {
        out.notices.push_back({.code = "match-limit",
                               .message = "the rule has more to match here than the limit allows",
                               .rule_id = reported_as(*rule).info.id,
                               .incomplete = true});
      }
    }
    analyze_pieces(reading, source, context, pieces, out);
    if (!pieces.empty()) drop_repeated(before, out);
    return true;
  }

  // The rule that the user knows.
  const Rule& reported_as(const Rule& rule) const {
    const auto part = parts_.find(&rule);
    return part == parts_.end() ? rule : *rules_[part->second.join];
  }

  void add_rows(const JoinPart& part, const Ranges& ranges, const Source& source,
                FileResult& out) const {
    const Rule& rule = *rules_[part.join];
    if (!rule.paths.admits(source.path())) return;
    const JoinCollection& collection = rule.join->collections[part.collection];
    for (const Range& range : ranges) {
      out.facts.push_back(join_fact(part.join, part.collection, collection, range));
    }
  }

  static void add_findings(const Rule& rule, const Ranges& ranges, const Source& source,
                           const Target* target, FileResult& out) {
    std::map<std::pair<Span, std::string>, std::size_t> seen;  // where in out.findings
    for (const Range& range : ranges) {
      std::optional<Edit> edit =
          edit_of(rule.fix, source.text(), target, range.span, range.bindings);
      std::string message = message_of(rule, target, range.bindings);
      const auto [at, added] =
          seen.try_emplace(std::pair(range.span, message), out.findings.size());
      if (!added) {
        // One finding, whose metavariables can be bound in several ways: the fix that changes the
        // least keeps what it does not mean to change where it stands.
        std::optional<Fix>& fix = out.findings[at->second].fix;
        if (edit && fix && is_smaller(*edit, fix->edits.front(), source.text()))
          fix->edits.front() = *std::move(edit);
        continue;
      }
      Finding finding;
      finding.rule_id = rule.info.id;
      finding.analyzer = "sast";
      finding.message = std::move(message);
      finding.severity = rule.info.severity;
      finding.confidence = rule.info.confidence;
      finding.locations.push_back({.span = range.span});
      if (edit) finding.fix = Fix{.path = {}, .edits = {*std::move(edit)}, .source_hash = {}};
      out.findings.push_back(std::move(finding));
    }
  }

  // Code that was extracted is analysed as a file of its own, and may hold more of the kind.
  void analyze_pieces(const Reading& reading, const Source& source, const FileContext& context,
                      const std::vector<Extracted>& pieces, FileResult& out) const {
    bool limited = false;
    for (const auto& [spec, piece] : pieces) {
      Reading inner{
          .extract = spec, .depth = reading.depth + 1, .extract_left = reading.extract_left};
      if (spec->destination.dialect == Dialect::kTree) {
        if (spec->destination.languages.empty()) continue;
        inner.language = spec->destination.languages.front();
      }
      const std::string& text = piece.text();
      // Nothing came of the text but itself: once more would be for ever.
      if (reading.extract == spec && text == source.text()) continue;
      limited |= inner.depth > kMaxExtractDepth || text.size() > *reading.extract_left;
      if (limited) break;
      *reading.extract_left -= text.size();
      const Source part(source.path(), text);
      FileResult found;
      // Bytes that are no text are not looked into, as in a file.
      if (part.text() == text) analyze_as(inner, part, context, found);
      add_found(piece, source, std::move(found), out);
    }
    if (!limited) return;
    out.notices.push_back({.code = "extract-limit",
                           .message = "not all code that rules extract here was looked into: it is "
                                      "nested too deeply, or too much",
                           .incomplete = true});
  }

  std::vector<std::unique_ptr<const Rule>> rules_;
  std::unique_ptr<RuleTables> tables_;
  syntax::ParserPool parsers_;
  mutable std::mutex tables_mutex_;
  mutable std::vector<LazyRuleSet> sets_;  // in the order of languages(), and one more
  std::unordered_map<const Rule*, JoinPart> parts_;
  std::vector<const Rule*> text_rules_;  // `generic` and `regex`: they are in every set
};

// The rules of one file, into `out`.
Status read_file(const rules::RuleFile& file, rules::Loading& loading,
                 const syntax::ParserPool& parsers, RuleTables& tables, RuleReferences& references,
                 std::vector<std::unique_ptr<const Rule>>& out) {
  const document::Document& document = file.document;
  rules::Fields fields(document, document.root(), "rule file");
  const document::Value* list = fields.required("rules");
  if (list != nullptr && list->kind != document::Kind::kSequence) {
    fields.fail(*list, "`rules` is a list of rules");
  }
  if (Status status = fields.finish(); !status.ok()) return loading.reject(status.error());
  const auto find = [&](std::string_view reference) { return references.find(file, reference); };
  const Validation validation = file.builtin ? Validation::kLater : Validation::kNow;
  for (const document::Value* value : list->items) {
    Result<Rule> rule = read_rule(document, *value, validation, parsers, tables, find);
    if (!rule.ok()) {
      if (Status status = loading.reject(rule.error()); !status.ok()) return status;
      continue;
    }
    if (file.builtin && !rule->missing_languages.empty()) {
      // The language was left out of this build on purpose; only a user's own rule is told of.
      rule->missing_languages.clear();
      if (rule->scope.languages.empty() || rule->join != nullptr) continue;
    }
    if (loading.selection.admits(rule->info)) {
      out.push_back(std::make_unique<const Rule>(std::move(*rule)));
    }
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<Analyzer>> make_analyzer(rules::Loading loading) {
  auto tables = std::make_unique<RuleTables>();
  std::vector<std::unique_ptr<const Rule>> rules;
  const syntax::ParserPool parsers;
  RuleReferences references(loading.files);
  for (const rules::RuleFile& file : loading.files) {
    if (Status status = read_file(file, loading, parsers, *tables, references, rules);
        !status.ok()) {
      return status.error();
    }
  }
  return std::unique_ptr<Analyzer>(
      std::make_unique<SastAnalyzer>(std::move(rules), std::move(tables)));
}

}  // namespace scan::sast
