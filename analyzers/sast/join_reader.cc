// First the rules, then the conditions on what they bind: a collection is made of each rule that a
// condition speaks of, with the columns that are spoken of.
#include "sast/join_reader.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "sast/fix.h"
#include "sast/rule.h"

namespace scan::sast {

using document::Document;
using document::Value;

namespace {

using Operator = JoinCondition::Operator;

constexpr std::array<std::pair<std::string_view, Operator>, 6> kOperators = {{
    {"==", Operator::kEqual},
    {"!=", Operator::kNotEqual},
    {"~", Operator::kPartOf},
    {"<", Operator::kPartOf},
    {">", Operator::kContains},
    {"-->", Operator::kReaches},
}};

// A rule that conditions may speak of.
struct Candidate {
  std::shared_ptr<const Rule> rule;
  const Value* written = nullptr;
  std::map<std::string, std::string, std::less<>> renames;
  std::optional<std::uint32_t> collection;  // once a condition has spoken of it

  // The metavariable of the rule that conditions call `name`; empty: there is none.
  std::string source_of(std::string_view name) const {
    for (const auto& [from, to] : renames)
      if (to == name) return from;
    return renames.contains(name) ? std::string() : std::string(name);
  }

  bool binds(std::string_view metavariable) const {
    if (metavariable.empty() || metavariable == "$_") return false;
    // Groups of regular expressions have numbers.
    return base::is_digit(metavariable.back()) || is_bound(*written, metavariable);
  }
};

class JoinReader {
 public:
  JoinReader(RuleSource& source, const JoinParts& parts) : source_(source), parts_(parts) {}

  JoinSpec run(const Value& join, const std::vector<MessagePart>& message) && {
    rules::Fields fields(source_.document(), join, "`join`");
    const std::vector<const Value*> inlined = fields.mappings("rules");
    const std::vector<const Value*> refs = fields.mappings("refs");
    const Value* on = fields.required("on");
    source_.keep(fields.finish());
    for (const Value* rule : inlined) read_inline(*rule);
    for (const Value* ref : refs) read_ref(*ref);
    if (candidates_.empty()) source_.fail(join.span, "`join` needs `rules` or `refs`");
    if (on != nullptr) read_conditions(*on, message);
    return std::move(out_);
  }

 private:
  void read_inline(const Value& value) {
    if (const std::shared_ptr<const Rule> rule = part(source_.document(), value, value)) {
      add(rule->info.id, {.rule = rule, .written = &value}, value);
    }
  }

  void read_ref(const Value& value) {
    rules::Fields fields(source_.document(), value, "entry of `refs`");
    const Value* path = fields.required("rule");
    const std::optional<std::string> alias = fields.optional_string("as");
    Candidate candidate;
    for (const Value* rename : fields.mappings("renames")) {
      rules::Fields names(source_.document(), *rename, "entry of `renames`");
      const Value* from = names.required("from");
      const Value* to = names.required("to");
      source_.keep(names.finish());
      if (from == nullptr || to == nullptr) continue;
      source_.metavariable(*from);
      source_.metavariable(*to);
      candidate.renames.emplace(from->text, to->text);
    }
    source_.keep(fields.finish());
    if (path == nullptr || !source_.is_text(*path, "`rule`")) return;
    const Result<const rules::RuleFile*> file = parts_.find(path->text);
    if (!file.ok()) return source_.fail(path->span, file.error().message, file.error().hint);
    const Document& document = (*file)->document;
    const Value* rules = document.root().find("rules");
    if (rules == nullptr || rules->items.empty()) {
      return source_.fail(path->span, "there is no rule in `" + std::string(path->text) + "`");
    }
    candidate.written = rules->items.front();
    candidate.rule = part(document, *candidate.written, *path);
    if (candidate.rule != nullptr) {
      const std::string name = alias.value_or(candidate.rule->info.id);
      add(name, std::move(candidate), value);
    }
  }

  // `place` is what in this file it is read for.
  std::shared_ptr<const Rule> part(const Document& document, const Value& value,
                                   const Value& place) {
    Result<Rule> rule = parts_.read(document, value);
    if (!rule.ok()) {
      source_.keep(rule.error());
      return nullptr;
    }
    if (rule->mode == RuleMode::kExtract) {
      source_.fail(place.span, "a join is made of rules of the modes search and taint");
      return nullptr;
    }
    return std::make_shared<const Rule>(std::move(*rule));
  }

  void add(const std::string& name, Candidate candidate, const Value& place) {
    if (!candidates_.try_emplace(name, std::move(candidate)).second) {
      source_.fail(place.span, "two rules of the join are called `" + name + "`",
                   "`as` gives a rule of `refs` another name");
    }
  }

  void read_conditions(const Value& on, const std::vector<MessagePart>& message) {
    if (!source_.is_list(on, "on")) return;
    const JoinCondition* last = nullptr;
    for (const Value* item : on.items) {
      if (source_.is_text(*item, "a condition")) read_condition(*item);
    }
    for (const JoinCondition& condition : out_.conditions) {
      if (condition.op != Operator::kReaches) last = &condition;
    }
    if (last == nullptr) {
      return source_.fail(on.span, "`on` needs a condition other than `-->`",
                          "what the rule finds is on the right of the last one");
    }
    out_.result = last->right.collection;
    for (const auto& [name, candidate] : candidates_) {
      if (candidate.collection != out_.result) continue;
      for (const MessagePart& part : message) {
        if (part.kind == MessagePart::Kind::kText) continue;
        const std::string spoken(source_.tables().metavariables.name(part.metavariable));
        const std::string from = candidate.source_of(spoken);
        if (candidate.binds(from)) column(out_.result, spoken, from);
      }
    }
  }

  void read_condition(const Value& value) {
    std::vector<std::string_view> words;
    for (std::string_view left = base::trimmed(value.text); !left.empty();) {
      const std::size_t end = std::min(left.find_first_of(" \t\n"), left.size());
      words.push_back(left.substr(0, end));
      left = base::trimmed(left.substr(end));
    }
    if (words.size() != 3) {
      return source_.fail(value.span, "a condition compares two columns", "as a.$X == b.$Y");
    }
    const auto op =
        std::ranges::find(kOperators, words[1], &std::pair<std::string_view, Operator>::first);
    if (op == kOperators.end()) {
      return source_.fail(place(value, words[1]),
                          "unknown operator `" + std::string(words[1]) + "`",
                          "one of ==, !=, ~, <, >, -->");
    }
    const std::optional<JoinCondition::Side> left = side(value, words[0]);
    const std::optional<JoinCondition::Side> right = side(value, words[2]);
    if (!left || !right) return;
    if (op->second == Operator::kReaches && left->collection != right->collection) {
      return source_.fail(place(value, words[1]), "`-->` is about two columns of one rule");
    }
    out_.conditions.push_back({op->second, *left, *right});
  }

  // "a.$X", "a.$...X" or "a.path", where a may have dots of its own.
  std::optional<JoinCondition::Side> side(const Value& value, std::string_view word) {
    std::size_t dot = word.find(".$");
    if (dot == std::string_view::npos) dot = word.rfind('.');
    const std::string_view name = word.substr(0, dot);
    const auto found = candidates_.find(name);
    if (found == candidates_.end()) {
      std::vector<std::string_view> names;
      for (const auto& [each, candidate] : candidates_) names.push_back(each);
      const std::string_view meant = rules::nearest(name, names);
      source_.fail(place(value, word), "no rule of the join is called `" + std::string(name) + "`",
                   meant.empty() ? "" : "did you mean `" + std::string(meant) + "`?");
      return std::nullopt;
    }
    const std::string_view property =
        dot == std::string_view::npos ? std::string_view() : word.substr(dot + 1);
    Candidate& candidate = found->second;
    const std::string from = property == "path" ? "" : candidate.source_of(property);
    if (property != "path" && (!is_bindable(property) || !candidate.binds(from))) {
      source_.fail(place(value, word),
                   "the rule `" + std::string(name) + "` binds no `" + std::string(property) + "`",
                   "a column is a metavariable of the rule, as renamed, or path");
      return std::nullopt;
    }
    if (!candidate.collection) {
      candidate.collection = static_cast<std::uint32_t>(out_.collections.size());
      out_.collections.push_back({std::string(name), candidate.rule, {}});
    }
    return JoinCondition::Side{*candidate.collection,
                               column(*candidate.collection, std::string(property), from)};
  }

  // The number of a column; `from` is its metavariable in the rule, empty for the path.
  std::uint32_t column(std::uint32_t collection, std::string name, const std::string& from) {
    std::vector<JoinCollection::Column>& columns = out_.collections[collection].columns;
    const auto found = std::ranges::find(columns, name, &JoinCollection::Column::name);
    if (found != columns.end()) return static_cast<std::uint32_t>(found - columns.begin());
    columns.push_back(
        {std::move(name), from.empty() ? kAnonymous : source_.tables().metavariables.id(from)});
    return static_cast<std::uint32_t>(columns.size() - 1);
  }

  // Where a word of a condition stands.
  Span place(const Value& value, std::string_view word) const {
    const std::string_view written =
        source_.document().text().substr(value.span.begin, value.span.size());
    const std::size_t at = written.find(word);
    if (at == std::string_view::npos) return value.span;
    const auto begin = value.span.begin + static_cast<std::uint32_t>(at);
    return {begin, begin + static_cast<std::uint32_t>(word.size())};
  }

  RuleSource& source_;
  const JoinParts& parts_;
  std::map<std::string, Candidate, std::less<>> candidates_;
  JoinSpec out_;
};

}  // namespace

JoinSpec read_join(RuleSource& source, rules::Fields& rule, const std::vector<MessagePart>& message,
                   const JoinParts& parts) {
  const Value* join = rule.required("join");
  if (join == nullptr) return {};
  return JoinReader(source, parts).run(*join, message);
}

}  // namespace scan::sast
