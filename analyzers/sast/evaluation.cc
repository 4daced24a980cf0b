// Semgrep's meaning of a formula, range by range: two ranges intersect where one lies in the other
// and they agree on the metavariables that they share; what a negation takes away it takes by range
// and binding too.
#include "sast/evaluation.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"

namespace scan::sast {

namespace {

constexpr std::size_t kMaxRanges = 100'000;  // of one part of a formula in one file
constexpr std::size_t kMaxShown = 200;       // bytes of a bound text in a message

const Binding* find(const Bindings& bindings, MetavariableId metavariable) {
  const auto at = std::ranges::lower_bound(bindings, metavariable, {}, &Binding::metavariable);
  return at != bindings.end() && at->metavariable == metavariable ? &*at : nullptr;
}

auto order_of(const Binding& binding) {
  return std::tuple(binding.metavariable, binding.first, binding.end, binding.text);
}

bool less(const Range& a, const Range& b) {
  if (a.span != b.span) return a.span < b.span;
  if (a.kind != b.kind) return a.kind < b.kind;
  return std::ranges::lexicographical_compare(
      a.bindings, b.bindings,
      [](const Binding& x, const Binding& y) { return order_of(x) < order_of(y); });
}

bool equal(const Range& a, const Range& b) { return !less(a, b) && !less(b, a); }

// As much of a text as a message can carry.
std::string_view shown(std::string_view text) {
  return text.substr(0, base::character_start(text, kMaxShown));
}

}  // namespace

Evaluation::Evaluation(const RuleTables& tables, std::string_view text, const Target* target,
                       std::vector<const PatternMatches*> matches)
    : tables_(tables),
      text_(text),
      target_(target),
      matches_(std::move(matches)),
      regex_ranges_(tables.patterns.regex_count()),
      regex_done_(tables.patterns.regex_count()) {}

std::vector<Range> Evaluation::run(const Formula& formula) {
  limited_ = false;
  std::vector<Range> ranges = evaluate(formula);
  normalize(ranges);
  return ranges;
}

void Evaluation::normalize(std::vector<Range>& ranges) const {
  std::ranges::sort(ranges, less);
  ranges.erase(std::unique(ranges.begin(), ranges.end(), equal), ranges.end());
}

std::vector<Range> Evaluation::evaluate(const Formula& formula) {
  switch (formula.op) {
    case Formula::Op::kPattern: {
      std::vector<Range> ranges;
      const PatternMatches* found = matches_[formula.text];
      if (found == nullptr) return ranges;
      limited_ |= found->limited;
      ranges.reserve(found->matches.size());
      for (const Match& match : found->matches) {
        ranges.push_back({match.span, Range::Kind::kPlain, match.bindings});
      }
      return ranges;
    }
    case Formula::Op::kRegex:
      return regex(formula.text);
    case Formula::Op::kAny: {
      std::vector<Range> ranges;
      for (const Formula& part : formula.parts) {
        std::vector<Range> more = evaluate(part);
        ranges.insert(ranges.end(), std::make_move_iterator(more.begin()),
                      std::make_move_iterator(more.end()));
      }
      return ranges;
    }
    case Formula::Op::kInside:
    case Formula::Op::kNotInside: {
      std::vector<Range> ranges = evaluate(formula.parts.front());
      for (Range& range : ranges) range.kind = Range::Kind::kInside;
      return ranges;
    }
    case Formula::Op::kNot:
      return evaluate(formula.parts.front());
    case Formula::Op::kAll:
      return all(formula);
  }
  return {};
}

std::vector<Range> Evaluation::all(const Formula& formula) {
  // The enclosing ranges come last: they only narrow what the others found.
  std::vector<std::vector<Range>> found;
  std::vector<std::vector<Range>> enclosing;
  for (const Formula& part : formula.parts) {
    if (part.is_negative()) continue;
    std::vector<Range> ranges = evaluate(part);
    const bool inside = !ranges.empty() && ranges.front().kind == Range::Kind::kInside;
    (inside ? enclosing : found).push_back(std::move(ranges));
  }
  std::ranges::move(enclosing, std::back_inserter(found));
  std::vector<Range> ranges = std::move(found.front());
  for (std::size_t i = 1; i < found.size() && !ranges.empty(); ++i) {
    ranges = intersect(ranges, found[i]);
  }
  for (const Formula& part : formula.parts) {
    if (ranges.empty()) break;
    if (part.is_negative()) subtract(ranges, evaluate(part));
  }
  for (const Condition& condition : formula.conditions) filter(ranges, condition);
  return ranges;
}

bool Evaluation::included(const Range& a, const Range& b) const {
  if (!b.span.contains(a.span)) return false;
  return std::ranges::all_of(a.bindings, [&](const Binding& binding) {
    const Binding* other = find(b.bindings, binding.metavariable);
    if (other == nullptr) return true;
    return target_ != nullptr ? same(*target_, binding, *other) : binding.text == other->text;
  });
}

std::vector<Range> Evaluation::intersect(const std::vector<Range>& a, const std::vector<Range>& b) {
  std::vector<Range> out;
  // `inner` with the bindings of `outer` added, if it lies in it. An enclosing range does not
  // survive in one that was matched.
  const auto merge = [&](const Range& inner, const Range& outer) {
    if (inner.kind == Range::Kind::kInside && outer.kind != Range::Kind::kInside) return;
    if (!included(inner, outer)) return;
    Range merged = inner;
    for (const Binding& binding : outer.bindings) {
      if (find(inner.bindings, binding.metavariable) == nullptr) merged.bindings.push_back(binding);
    }
    std::ranges::sort(merged.bindings, {}, &Binding::metavariable);
    out.push_back(std::move(merged));
  };
  for (const Range& x : a) {
    for (const Range& y : b) {
      merge(x, y);
      merge(y, x);
    }
    if (out.size() > kMaxRanges) {
      normalize(out);
      if (out.size() > kMaxRanges) {
        limited_ = true;
        break;
      }
    }
  }
  normalize(out);
  return out;
}

void Evaluation::subtract(std::vector<Range>& ranges, const std::vector<Range>& negative) {
  std::erase_if(ranges, [&](const Range& range) {
    return std::ranges::any_of(negative, [&](const Range& other) {
      switch (other.kind) {
        case Range::Kind::kInside:
          return included(range, other);
        case Range::Kind::kRegex:
          return included(range, other) || included(other, range);
        case Range::Kind::kPlain:
          return included(range, other) && included(other, range);
      }
      return false;
    });
  });
}

void Evaluation::filter(std::vector<Range>& ranges, const Condition& condition) {
  const text::Regex& regex = tables_.patterns.regex(condition.regex);
  std::erase_if(ranges, [&](const Range& range) {
    const Binding* binding = find(range.bindings, condition.metavariable);
    if (binding == nullptr) return true;
    const text::MatchStatus status = regex.matches_prefix(binding->text);
    if (status == text::MatchStatus::kLimit) limited_ = true;
    return status != text::MatchStatus::kMatch;
  });
}

std::vector<Range> Evaluation::regex(std::uint32_t number) {
  if (regex_done_[number]) return regex_ranges_[number];
  regex_done_[number] = true;
  std::vector<Range>& ranges = regex_ranges_[number];
  const text::Regex& regex = tables_.patterns.regex(number);
  std::vector<Span> groups;
  std::uint32_t from = 0;
  while (from <= text_.size()) {
    const text::MatchStatus status = regex.search(text_, from, groups);
    if (status == text::MatchStatus::kLimit) limited_ = true;
    if (status != text::MatchStatus::kMatch) break;
    ranges.push_back({groups.front(), Range::Kind::kRegex, {}});
    if (ranges.size() > kMaxRanges) {
      limited_ = true;
      break;
    }
    from = std::max(groups.front().end, groups.front().begin + 1);
  }
  return ranges;
}

std::string message_of(const Rule& rule, const Bindings& bindings) {
  std::string message;
  for (const MessagePart& part : rule.message) {
    const Binding* binding = part.is_metavariable ? find(bindings, part.metavariable) : nullptr;
    message += binding != nullptr ? shown(binding->text) : std::string_view(part.text);
  }
  return message;
}

}  // namespace scan::sast
