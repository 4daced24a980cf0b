// One pass over the nodes hands each to the patterns that could begin there; a pattern is then
// tried at its own candidates only, and only when a rule needs to know.
#include "sast/pattern_search.h"

#include <algorithm>
#include <array>
#include <bitset>

#include "sast/language_facts.h"

namespace scan::sast {

using syntax::Kind;
using syntax::kKindCount;
using syntax::kNoNode;
using syntax::NodeId;
using syntax::Role;
using syntax::Symbol;
using syntax::Tree;

namespace {

using Kinds = std::bitset<kKindCount>;

Kinds kinds_of(std::initializer_list<Kind> list) {
  Kinds kinds;
  for (const Kind kind : list) kinds.set(static_cast<std::size_t>(kind));
  return kinds;
}

Kinds expression_kinds() {
  Kinds kinds;
  for (std::size_t kind = 0; kind < kKindCount; ++kind) {
    if (is_expression(static_cast<Kind>(kind))) kinds.set(kind);
  }
  return kinds;
}

// The kinds of node that a pattern's node can match.
Kinds start_kinds(const Pattern& pattern, NodeId root) {
  const Kind kind = pattern.tree().kind(root);
  switch (pattern.nodes[root].form) {
    case Form::kPlain:
      break;
    case Form::kAnyString:
    case Form::kStringMetavariable:
    case Form::kStringRegex:
      if (kind == Kind::kRegex) return kinds_of({Kind::kRegex});
      return kinds_of({Kind::kString, Kind::kInterpolated, Kind::kIdentifier, Kind::kMember,
                       Kind::kBinary, Kind::kConditional});
    case Form::kEllipsis:
    case Form::kEllipsisMetavariable:
    case Form::kDeep:
      return Kinds().set();
    case Form::kMetavariable:
      return pattern.is_sequence ? Kinds().set() : expression_kinds();
    case Form::kTyped:
      return expression_kinds();
  }
  switch (kind) {
    case Kind::kString:
    case Kind::kNumber:
    case Kind::kBoolean: {
      const Kinds kinds = kinds_of({kind, Kind::kInterpolated, Kind::kIdentifier, Kind::kMember,
                                    Kind::kBinary, Kind::kUnary, Kind::kConditional});
      const Kinds others = kinds_of({Kind::kString, Kind::kNumber, Kind::kBoolean});
      return facts_of(pattern.language()).coerces_literals ? kinds | others : kinds;
    }
    case Kind::kMember:
      return kinds_of({kind, Kind::kIdentifier, Kind::kCall});
    case Kind::kCall:
      return kinds_of({kind, Kind::kDecorator});
    case Kind::kFor:
      return kinds_of({kind, Kind::kForEach});
    case Kind::kAssignment: {
      Kinds kinds = kinds_of({kind, Kind::kVariable, Kind::kField});
      const LanguageFacts& facts = facts_of(pattern.language());
      if (facts.augments_by_assigning) {
        kinds.set(static_cast<std::size_t>(Kind::kAugmentedAssignment));
      }
      if (facts.named_arguments_are_assignments) {
        kinds.set(static_cast<std::size_t>(Kind::kKeywordArgument));
      }
      if (pattern.options.flddef_assign) kinds.set(static_cast<std::size_t>(Kind::kPair));
      return kinds;
    }
    case Kind::kFunction:
      return kinds_of({kind, Kind::kLambda});
    case Kind::kImport:
      return kinds_of({kind, Kind::kVariable});
    case Kind::kReturn: {
      const LanguageFacts& facts = facts_of(pattern.language());
      return facts.returns_last || facts.lambdas_return_last ? expression_kinds() | kinds_of({kind})
                                                             : kinds_of({kind});
    }
    case Kind::kSet:
      return kinds_of({kind, Kind::kDictionary});
    case Kind::kList:
      return kinds_of({kind, Kind::kComprehension});
    default:
      return kinds_of({kind});
  }
}

// Not a name that is no value (of a member, a definition, a key, a type), nor the braces of a
// class.
bool is_value(const Tree& tree, NodeId node) {
  const Kind kind = tree.kind(node);
  if (kind == Kind::kBlock) return tree.kind(tree.parent(node)) != Kind::kClass;
  if (kind == Kind::kString) return tree.role(node) != Role::kModule;
  if (kind != Kind::kIdentifier) return true;
  switch (tree.role(node)) {
    case Role::kProperty:
    case Role::kName:
    case Role::kKey:
    case Role::kAlias:
    case Role::kModule:
    case Role::kModifier:
    case Role::kType:
      return false;
    default:
      break;
  }
  const NodeId parent = tree.parent(node);
  switch (tree.kind(parent)) {
    case Kind::kType:
    case Kind::kPackage:
      return false;
    case Kind::kVariable:
      return tree.role(node) != Role::kLeft || tree.child(parent, Role::kRight) != kNoNode;
    default:
      return true;
  }
}

// Where a match that begins at `node` stands: "@f" without arguments is the call of f.
NodeId beginning(const Pattern& pattern, const Tree& tree, NodeId node) {
  const bool bare_call = tree.kind(node) == Kind::kDecorator &&
                         pattern.tree().kind(pattern.roots.front()) == Kind::kCall;
  return bare_call ? tree.child(node, Role::kOperand) : node;
}

struct Start {
  Kinds kinds;
  bool statement = false;  // only at statements
  bool first = false;      // only at the first statement of a list
  bool decorators = true;  // also at what decorates a declaration
  bool last = false;       // only at what a `try` does at its end
  Symbol head = 0;         // the name that the node must have; 0: any
};

Start start_of(const Target& target, const Pattern& pattern) {
  const NodeId root = pattern.roots.front();
  Start start;
  start.decorators = pattern.options.attr_expr;
  start.kinds = start_kinds(pattern, root);
  start.last = pattern.tree().role(root) == Role::kFinally;
  if (pattern.is_sequence) {
    start.statement = true;
    const Form form = pattern.nodes[root].form;
    start.first = form == Form::kEllipsis || form == Form::kEllipsisMetavariable;
    // A statement also matches by an expression in it.
    if (is_expression(pattern.tree().kind(root))) start.kinds.set();
  }
  if (!pattern.head.empty()) start.head = target.tree.symbols().find(pattern.head);
  return start;
}

// Whether a node has the name that a match must begin with.
bool has_head(const Target& target, const Start& start, NodeId node) {
  if (start.head == 0) return true;
  const NodeId head = head_of(target.tree, node);
  if (head == kNoNode) return false;
  return start.head == target.tree.name(head) || start.head == target.names.last_name(head);
}

// Spans in order, none of which overlaps another: those that lie in or reach into one are joined.
void join(std::vector<::scan::Span>& spans) {
  std::ranges::sort(spans);
  std::size_t last = 0;
  for (std::size_t i = 1; i < spans.size(); ++i) {
    if (spans[i].begin <= spans[last].end) {
      spans[last].end = std::max(spans[last].end, spans[i].end);
    } else {
      spans[++last] = spans[i];
    }
  }
  if (!spans.empty()) spans.resize(last + 1);
}

bool admits(const Tree& tree, const Start& start, NodeId node) {
  if (start.last && tree.role(node) != Role::kFinally) return false;
  if (!start.decorators && tree.kind(tree.parent(node)) == Kind::kDecorator) return false;
  if (!start.statement) return is_value(tree, node);
  if (!is_statement(tree, node)) return false;
  return !start.first || tree.parent(node) + 1 == node;
}

}  // namespace

PatternSearch::PatternSearch(const Target& target, std::vector<Numbered> patterns,
                             std::function<bool()> should_stop)
    : target_(target),
      patterns_(std::move(patterns)),
      should_stop_(std::move(should_stop)),
      entries_(patterns_.size()),
      matcher_(target) {
  collect();
}

void PatternSearch::collect() {
  const Tree& tree = target_.tree;
  std::vector<Start> starts(patterns_.size());
  std::array<std::vector<std::uint32_t>, kKindCount> by_kind;
  for (std::uint32_t i = 0; i < patterns_.size(); ++i) {
    starts[i] = start_of(target_, *patterns_[i].pattern);
    if (starts[i].head == syntax::SymbolTable::kNone) continue;  // a name that the file has not
    for (std::size_t kind = 0; kind < kKindCount; ++kind) {
      if (starts[i].kinds[kind]) by_kind[kind].push_back(i);
    }
  }
  for (NodeId node = 1; node < tree.size(); ++node) {
    const auto& list = by_kind[static_cast<std::size_t>(tree.kind(node))];
    if (list.empty()) continue;
    const NodeId head = head_of(tree, node);
    const Symbol name = head == kNoNode ? 0 : tree.name(head);
    const Symbol alias = head == kNoNode ? 0 : target_.names.last_name(head);
    for (const std::uint32_t i : list) {
      const Start& start = starts[i];
      if (start.head != 0 && start.head != name && start.head != alias) continue;
      const NodeId begin = beginning(*patterns_[i].pattern, tree, node);
      if (begin != kNoNode && admits(tree, start, begin)) entries_[i].candidates.push_back(begin);
    }
  }
}

std::size_t PatternSearch::position(std::uint32_t number) const {
  const auto at = std::ranges::lower_bound(patterns_, number, {}, &Numbered::number);
  const bool known = at != patterns_.end() && at->number == number;
  return known ? static_cast<std::size_t>(at - patterns_.begin()) : patterns_.size();
}

std::size_t PatternSearch::candidates(std::uint32_t number) const {
  const std::size_t at = position(number);
  return at == patterns_.size() ? 0 : entries_[at].candidates.size();
}

const PatternMatches& PatternSearch::matches(std::uint32_t number) {
  static const PatternMatches kNone;
  const std::size_t at = position(number);
  if (at == patterns_.size() || entries_[at].candidates.empty()) return kNone;
  Entry& entry = entries_[at];
  if (entry.found) return *entry.found;
  stopped_ = stopped_ || (should_stop_ && should_stop_());
  if (stopped_) return kNone;
  PatternMatches& found = entry.found.emplace();
  matcher_.use(*patterns_[at].pattern);
  for (const NodeId node : entry.candidates) {
    ++tried_;
    matcher_.match_at(node, found.matches);
    if (matcher_.limited()) break;
  }
  found.limited = matcher_.limited();
  found.steps = matcher_.steps();
  return found;
}

PatternMatches search_within(const Target& target, const Pattern& pattern, NodeId first, NodeId end,
                             std::vector<::scan::Span> spans) {
  PatternMatches out;
  const Tree& tree = target.tree;
  const Start start = start_of(target, pattern);
  if (start.head == syntax::SymbolTable::kNone) return out;
  join(spans);
  Matcher matcher(target);
  matcher.use(pattern);
  for (NodeId node = std::max<NodeId>(first, 1); node < end; ++node) {
    if (!start.kinds[static_cast<std::size_t>(tree.kind(node))]) continue;
    const ::scan::Span span = tree.span(node);
    const auto after = std::ranges::upper_bound(spans, span.begin, {}, &::scan::Span::begin);
    if (after == spans.begin() || std::prev(after)->end < span.end) continue;
    const NodeId begin = beginning(pattern, tree, node);
    if (begin == kNoNode || !admits(tree, start, begin) || !has_head(target, start, node)) continue;
    matcher.match_at(begin, out.matches);
    if (matcher.limited()) break;
  }
  out.limited = matcher.limited();
  out.steps = matcher.steps();
  return out;
}

}  // namespace scan::sast
