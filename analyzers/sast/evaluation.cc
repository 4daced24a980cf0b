// Semgrep's meaning of a formula, range by range: two ranges intersect where one lies in the other
// and they agree on the metavariables that they share; what a negation takes away it takes by range
// and binding too.
#include "sast/evaluation.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "sast/condition_test.h"

namespace scan::sast {

using syntax::kNoNode;

namespace {

constexpr std::size_t kMaxRanges = 100'000;  // of one regular expression in one file

void shift(Match& match, std::uint32_t offset) {
  match.span = {match.span.begin + offset, match.span.end + offset};
  for (Binding& each : match.bindings) {
    each.span = {each.span.begin + offset, each.span.end + offset};
  }
}

// A range that only lacks some bindings of another one of the same place says nothing more.
void drop_poorer(Ranges& ranges) {
  const auto binds_more = [](const Range& a, const Range& b) {
    return a.span == b.span && a.bindings.size() > b.bindings.size() &&
           std::ranges::all_of(b.bindings, [&](const Binding& each) {
             const Binding* other = find_binding(a.bindings, each.metavariable);
             return other != nullptr && other->first == each.first && other->text == each.text;
           });
  };
  // Equal places stand together; those with several bindings are few.
  std::vector<bool> poorer(ranges.size());
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    for (std::size_t j = i + 1; j < ranges.size() && ranges[j].span == ranges[i].span; ++j) {
      if (j - i > 100) break;
      if (binds_more(ranges[i], ranges[j])) poorer[j] = true;
      if (binds_more(ranges[j], ranges[i])) poorer[i] = true;
    }
  }
  std::size_t number = 0;
  std::erase_if(ranges, [&](const Range&) { return poorer[number++]; });
}

}  // namespace

Evaluation::Evaluation(const RuleTables& tables, const RuleSet& rules,
                       const syntax::ParserPool& parsers, const Subject& file)
    : tables_(tables), rules_(rules), parsers_(parsers), subject_(file), algebra_(file.target) {}

Ranges Evaluation::run(const Formula& formula) {
  limited_ = false;
  algebra_.reset();
  Ranges ranges = evaluate(formula);
  normalize(ranges);
  drop_poorer(ranges);
  return ranges;
}

Ranges Evaluation::evaluate(const Formula& formula) {
  if (observer_ != nullptr) observer_->begin(formula);
  Ranges ranges = combined(formula);
  if (!formula.conditions.empty()) filter(ranges, formula);
  if (!formula.focus.empty()) focus(ranges, formula);
  if (observer_ != nullptr && !formula.focus.empty()) observer_->focused(formula, ranges);
  if (formula.as != kAnonymous) name(ranges, formula.as);
  if (observer_ != nullptr) observer_->end(formula, ranges);
  return ranges;
}

Ranges Evaluation::combined(const Formula& formula) {
  switch (formula.op) {
    case Formula::Op::kPattern:
      return pattern(formula.text);
    case Formula::Op::kRegex:
      return regex(formula.text);
    case Formula::Op::kGeneric:
      return generic(formula.text);
    case Formula::Op::kAny: {
      Ranges ranges;
      for (const Formula& part : formula.parts) {
        Ranges more = evaluate(part);
        ranges.insert(ranges.end(), std::make_move_iterator(more.begin()),
                      std::make_move_iterator(more.end()));
      }
      return ranges;
    }
    case Formula::Op::kInside:
    case Formula::Op::kAnywhere: {
      Ranges ranges = evaluate(formula.parts.front());
      for (Range& range : ranges) {
        range.kind =
            formula.op == Formula::Op::kInside ? Range::Kind::kInside : Range::Kind::kAnywhere;
      }
      return ranges;
    }
    case Formula::Op::kNot:
      return evaluate(formula.parts.front());
    case Formula::Op::kAll:
      return all(formula);
  }
  return {};
}

// The parts of a kAll formula that are not negated, the cheapest first: it may show that the others
// do not matter. An observer sees them in the order of the rule.
std::vector<Evaluation::Found*> Evaluation::by_cost(std::vector<Found>& parts) const {
  std::vector<Found*> order;
  for (Found& each : parts) order.push_back(&each);
  if (observer_ != nullptr || order.size() < 2) return order;
  std::vector<std::uint64_t> costs;
  for (const Found& each : parts) costs.push_back(cost(*each.part));
  std::ranges::stable_sort(order, {}, [&](const Found* each) {
    return costs[static_cast<std::size_t>(each - parts.data())];
  });
  return order;
}

// What a formula costs to evaluate, roughly: the nodes at which its patterns must be tried, at
// least.
std::uint64_t Evaluation::cost(const Formula& formula) const {
  constexpr std::uint64_t kBytesPerNode = 64;  // that a regular expression reads meanwhile
  switch (formula.op) {
    case Formula::Op::kPattern:
      return subject_.search == nullptr ? subject_.end - subject_.first
                                        : subject_.search->candidates(formula.text);
    case Formula::Op::kRegex:
    case Formula::Op::kGeneric:
      return 1 + subject_.span.size() / kBytesPerNode;
    case Formula::Op::kAll: {
      std::uint64_t least = std::numeric_limits<std::uint32_t>::max();
      for (const Formula& part : formula.parts) {
        if (!part.is_negative()) least = std::min(least, cost(part));
      }
      return least;
    }
    case Formula::Op::kAny:
    case Formula::Op::kInside:
    case Formula::Op::kAnywhere:
    case Formula::Op::kNot:
      return std::accumulate(
          formula.parts.begin(), formula.parts.end(), std::uint64_t{0},
          [&](std::uint64_t sum, const Formula& part) { return sum + cost(part); });
  }
  return 0;
}

Ranges Evaluation::all(const Formula& formula) {
  // The enclosing ranges come last: they only narrow what the others found.
  const bool watched = observer_ != nullptr;
  const Formula* selected = selector_of(tables_.patterns, formula);
  std::vector<Found> found;
  for (const Formula& part : formula.parts) {
    if (!part.is_negative() && &part != selected) found.push_back({&part, {}});
  }
  for (Found* each : by_cost(found)) {
    each->ranges = evaluate(*each->part);
    // Without one of its parts the whole finds nothing.
    if (each->ranges.empty() && !watched) return {};
  }
  std::stable_partition(found.begin(), found.end(), [](const Found& each) {
    return each.ranges.empty() || each.ranges.front().kind != Range::Kind::kInside;
  });
  Ranges ranges = found.empty() ? whole() : std::move(found.front().ranges);
  for (std::size_t i = 1; i < found.size() && (watched || !ranges.empty()); ++i) {
    ranges = algebra_.intersect(ranges, found[i].ranges);
    if (watched) observer_->left(*found[i].part, ranges);
  }
  if (selected != nullptr && !ranges.empty()) {
    const Ranges own = searched(selected->text, &ranges);
    if (watched) {
      observer_->begin(*selected);
      observer_->end(*selected, own);
    }
    ranges = algebra_.intersect(ranges, own);
    if (watched) observer_->left(*selected, ranges);
  }
  for (const Formula& part : formula.parts) {
    if (ranges.empty() && !watched) break;
    if (!part.is_negative()) continue;
    algebra_.subtract(ranges, evaluate(part));
    if (watched) observer_->left(part, ranges);
  }
  return ranges;
}

// All that a metavariable is bound to, which negations alone take from.
Ranges Evaluation::whole() const {
  return {{subject_.span, Range::Kind::kPlain,
           subject_.context != nullptr ? *subject_.context : Bindings{}}};
}

Ranges Evaluation::pattern(std::uint32_t number) {
  if (subject_.search == nullptr) return searched(number, nullptr);
  Ranges ranges;
  const PatternMatches& found = subject_.search->matches(number);
  limited_ |= found.limited;
  ranges.reserve(found.matches.size());
  for (const Match& match : found.matches) {
    ranges.push_back({match.span, Range::Kind::kPlain, match.bindings});
  }
  return ranges;
}

// Searches for one pattern, in the subject or only in some ranges of it.
Ranges Evaluation::searched(std::uint32_t number, const Ranges* within) {
  Ranges ranges;
  if (subject_.target == nullptr) return ranges;
  const Pattern* compiled = rules_.pattern(number, subject_.target->tree.language());
  if (compiled == nullptr) return ranges;
  if (within == nullptr && compiled->roots.size() == 1 &&
      compiled->nodes[compiled->roots.front()].is_ellipsis()) {
    return whole();
  }
  std::vector<Span> spans;
  if (within != nullptr) {
    for (const Range& range : *within) spans.push_back(range.span);
  } else {
    spans.push_back(subject_.span);
  }
  const PatternMatches found =
      search_within(*subject_.target, *compiled, subject_.first, subject_.end, std::move(spans));
  limited_ |= found.limited;
  for (const Match& match : found.matches) {
    if (subject_.span.contains(match.span)) add(match, ranges);
  }
  return ranges;
}

// A match that agrees with what is bound already.
void Evaluation::add(const Match& match, Ranges& ranges) const {
  Range range{match.span, Range::Kind::kPlain, match.bindings};
  if (subject_.context != nullptr) {
    if (!algebra_.agree(range.bindings, *subject_.context)) return;
    add_bindings(range.bindings, *subject_.context);
  }
  ranges.push_back(std::move(range));
}

Ranges Evaluation::generic(std::uint32_t number) {
  const Span span = subject_.span;
  const auto [at, added] = generics_.try_emplace(number);
  PatternMatches& found = at->second;
  if (added) {
    if (!generic_search_) {
      generic_search_.emplace(subject_.text.substr(span.begin, span.size()),
                              subject_.context == nullptr ? GenericSearch::Extent::kFile
                                                          : GenericSearch::Extent::kPart);
    }
    found = generic_search_->matches(tables_.patterns.generic(number));
    for (Match& match : found.matches) shift(match, span.begin);
  }
  limited_ |= found.limited;
  Ranges ranges;
  for (const Match& match : found.matches) add(match, ranges);
  return ranges;
}

Ranges Evaluation::regex(std::uint32_t number) {
  if (const auto at = regexes_.find(number); at != regexes_.end()) return at->second;
  return regexes_.emplace(number, find_regex(number)).first->second;
}

Ranges Evaluation::find_regex(std::uint32_t number) {
  Ranges ranges;
  const text::Regex& regex = tables_.patterns.regex(number);
  // The expression sees what the formula is about, and nothing around it.
  const Span span = subject_.span;
  const std::string_view text = subject_.text.substr(span.begin, span.size());
  std::vector<Span> groups;
  std::uint32_t from = 0;
  while (from <= text.size()) {
    const text::MatchStatus status = regex.search(text, from, groups);
    if (status == text::MatchStatus::kLimit) limited_ = true;
    if (status != text::MatchStatus::kMatch) break;
    const Span found = groups.front();
    ranges.push_back({{found.begin + span.begin, found.end + span.begin},
                      Range::Kind::kRegex,
                      group_bindings(tables_.patterns, number, groups, text, span.begin)});
    if (ranges.size() > kMaxRanges) {
      limited_ = true;
      break;
    }
    from = std::max(found.end, found.begin + 1);
  }
  return ranges;
}

// Conditions see what was bound by the patterns; what they bind themselves is added at the end, in
// ranges of its own.
void Evaluation::filter(Ranges& ranges, const Formula& formula) {
  normalize(ranges);
  if (observer_ != nullptr) show_filter(ranges, formula);
  Ranges kept;
  for (Range& range : ranges) {
    std::vector<Bindings> more;
    const bool all = std::ranges::all_of(formula.conditions, [&](const Condition& condition) {
      return holds(condition, range, more);
    });
    if (!all) continue;
    for (const Bindings& bindings : more) {
      Range richer = range;
      add_bindings(richer.bindings, bindings);
      kept.push_back(std::move(richer));
    }
    kept.push_back(std::move(range));
    if (kept.size() > kMaxRanges) {
      limited_ = true;
      break;
    }
  }
  ranges = std::move(kept);
}

// The same one condition after the other, for the observer.
void Evaluation::show_filter(Ranges ranges, const Formula& formula) {
  for (const Condition& condition : formula.conditions) {
    std::erase_if(ranges, [&](const Range& range) {
      std::vector<Bindings> ignored;
      return !holds(condition, range, ignored);
    });
    observer_->left(condition, ranges);
  }
}

bool Evaluation::holds(const Condition& condition, const Range& range,
                       std::vector<Bindings>& more) {
  switch (condition.kind) {
    case Condition::Kind::kRegex:
      return regex_holds(condition, range, more);
    case Condition::Kind::kFormula:
      return formula_holds(condition, range, more);
    case Condition::Kind::kType:
      return type_holds(condition, range);
    default:
      return condition_holds(condition, subject_.target, range.bindings);
  }
}

bool Evaluation::type_holds(const Condition& condition, const Range& range) {
  const Binding* binding = find_binding(range.bindings, condition.metavariable);
  if (binding == nullptr || binding->first == kNoNode || binding->first == binding->end ||
      subject_.target == nullptr) {
    return false;
  }
  Matcher matcher(*subject_.target);
  return std::ranges::any_of(condition.names, [&](const std::string& name) {
    const Pattern* type = rules_.type(name, subject_.target->tree.language());
    if (type == nullptr) return false;
    std::vector<Match> found;
    matcher.use(*type);
    matcher.match_at(binding->first, found);
    return !found.empty();
  });
}

bool Evaluation::regex_holds(const Condition& condition, const Range& range,
                             std::vector<Bindings>& more) {
  const Binding* binding = find_binding(range.bindings, condition.metavariable);
  if (binding == nullptr) return false;
  const std::string text =
      condition.constants ? constant_text(subject_.target, *binding) : std::string(binding->text);
  const text::Regex& regex = tables_.patterns.regex(condition.number);
  const text::MatchStatus status = regex.matches_prefix(text);
  if (status == text::MatchStatus::kLimit) limited_ = true;
  if (status != text::MatchStatus::kMatch) return false;
  if (tables_.patterns.groups(condition.number).empty() || text != binding->text) return true;
  std::vector<Span> groups;
  if (regex.search(binding->text, 0, groups) == text::MatchStatus::kMatch) {
    more.push_back(group_bindings(tables_.patterns, condition.number, groups, binding->text,
                                  binding->span.begin));
  }
  return true;
}

// Of each metavariable list the range shrinks to what any of them is bound to; of several lists, to
// what lies in all.
void Evaluation::focus(Ranges& ranges, const Formula& formula) const {
  const auto narrowed = [](Span a, Span b) -> std::optional<Span> {
    if (b.contains(a)) return a;
    if (a.contains(b)) return b;
    return std::nullopt;
  };
  Ranges out;
  for (const Range& range : ranges) {
    std::vector<Span> spans = {range.span};
    for (const std::vector<MetavariableId>& list : formula.focus) {
      std::vector<Span> next;
      for (const MetavariableId metavariable : list) {
        const Binding* binding = find_binding(range.bindings, metavariable);
        if (binding == nullptr || binding->span.size() == 0) continue;
        for (const Span span : spans) {
          if (const auto both = narrowed(binding->span, span)) next.push_back(*both);
        }
      }
      spans = std::move(next);
    }
    for (const Span span : spans) out.push_back({span, range.kind, range.bindings});
  }
  ranges = std::move(out);
}

void Evaluation::name(Ranges& ranges, MetavariableId metavariable) const {
  for (Range& range : ranges) {
    Binding binding;
    binding.metavariable = metavariable;
    binding.span = range.span;
    binding.text = subject_.text.substr(range.span.begin, range.span.size());
    if (subject_.target != nullptr) {
      std::tie(binding.first, binding.end) = nodes_of(subject_.target->tree, range.span);
    }
    add_bindings(range.bindings, {binding});
  }
}

std::string message_of(const Rule& rule, const Target* target, const Bindings& bindings) {
  std::string message;
  for (const MessagePart& part : rule.message) {
    const Binding* binding =
        part.kind == MessagePart::Kind::kText ? nullptr : find_binding(bindings, part.metavariable);
    if (binding == nullptr) {
      message += part.text;
    } else if (part.kind == MessagePart::Kind::kValue) {
      message += shown(constant_text(target, *binding));
    } else {
      message += shown(binding->text);
    }
  }
  return message;
}

}  // namespace scan::sast
