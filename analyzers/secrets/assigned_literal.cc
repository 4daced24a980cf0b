// From the literal outwards, as long as the value stays what it is: through concatenations,
// alternatives, lists and lookups with a default. What names a value is the child that says so by
// its role: left, name, key. Without recursion, and at most kMaxSteps outwards.
#include "secrets/assigned_literal.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace scan::secrets {
namespace {

using syntax::Kind;
using syntax::kNoNode;
using syntax::NodeId;
using syntax::Role;
using syntax::Tree;

constexpr int kMaxSteps = 12;
// Of what a string node has around its content: prefixes, quotes, the hashes of a raw string.
constexpr std::uint32_t kMaxQuotes = 12;

// The string whose content is at `literal`; kNoNode if that is in no string, or but a part of it.
NodeId literal_at(const Tree& tree, Span literal) {
  NodeId node = Tree::root();
  for (bool deeper = true; deeper;) {
    deeper = false;
    if (tree.kind(node) == Kind::kString) break;
    for (const NodeId child : tree.children(node)) {
      const Span span = tree.span(child);
      if (span.begin > literal.begin || literal.end > span.end) continue;
      node = child;
      deeper = true;
      break;
    }
  }
  if (tree.kind(node) != Kind::kString) return kNoNode;
  return tree.span(node).size() <= literal.size() + kMaxQuotes ? node : kNoNode;
}

// Whether the value of an expression of this kind can be one of its parts.
bool hands_on(Kind kind) {
  constexpr std::array kKinds = {
      Kind::kArguments,  Kind::kConditional, Kind::kList, Kind::kTuple, Kind::kSet,
      Kind::kDictionary, Kind::kRecord,      Kind::kCast, Kind::kUnary, Kind::kSequence,
      Kind::kNew,        Kind::kElement,     Kind::kText, Kind::kOther};
  return std::ranges::find(kKinds, kind) != kKinds.end();
}

class Outwards {
 public:
  Outwards(const Tree& tree, NodeId literal) : tree_(tree), literal_(literal), at_(literal) {}

  std::vector<std::string_view> names() {
    for (int step = 0; step < kMaxSteps && step_out(); ++step) continue;
    return std::move(names_);
  }

 private:
  bool step_out();
  bool through_call(NodeId call);
  bool through_binary(NodeId binary);
  void add(NodeId name) {
    if (name != kNoNode && !tree_.contains(name, literal_)) names_.push_back(tree_.text(name));
  }

  const Tree& tree_;
  const NodeId literal_;
  NodeId at_;
  std::vector<std::string_view> names_;
};

// False at what ends the search.
bool Outwards::step_out() {
  const NodeId parent = tree_.parent(at_);
  if (parent == kNoNode) return false;
  switch (tree_.kind(parent)) {
    case Kind::kAssignment:
    case Kind::kAugmentedAssignment:
    case Kind::kVariable:
      if (tree_.role(at_) != Role::kRight && tree_.role(at_) != Role::kValue) return false;
      add(tree_.child(parent, Role::kLeft));
      return false;
    case Kind::kKeywordArgument:
    case Kind::kParameter:
    case Kind::kField:
    case Kind::kAttribute:
      add(tree_.child(parent, Role::kName));
      break;
    case Kind::kPair:
      if (tree_.role(at_) == Role::kKey) return false;
      add(tree_.child(parent, Role::kKey));
      break;
    case Kind::kBinary:
      if (!through_binary(parent)) return false;
      break;
    case Kind::kCall:
      if (!through_call(parent)) return false;
      break;
    case Kind::kInterpolated:
      for (const NodeId part : tree_.children(parent))
        if (tree_.kind(part) == Kind::kInterpolation) return false;
      break;
    default:
      if (!hands_on(tree_.kind(parent))) return false;
  }
  at_ = parent;
  return true;
}

// A comparison names what it compares with; `a or "..."`, `a + "..."` are values.
bool Outwards::through_binary(NodeId binary) {
  const std::string_view sign = tree_.name_text(binary);
  if (!sign.starts_with("==") && !sign.starts_with("!=")) return true;
  const NodeId other =
      tree_.child(binary, tree_.role(at_) == Role::kLeft ? Role::kRight : Role::kLeft);
  if (other == kNoNode) return false;
  const Kind kind = tree_.kind(other);
  if (kind == Kind::kIdentifier || kind == Kind::kMember || kind == Kind::kIndex) add(other);
  return false;
}

// `at_` are the arguments. A setter is named like what it sets; a lookup with a default has the
// name as its first argument.
bool Outwards::through_call(NodeId call) {
  if (tree_.role(at_) != Role::kArguments) return false;
  const NodeId callee = tree_.child(call, Role::kCallee);
  if (callee == kNoNode) return false;
  const std::string_view text = tree_.text(callee);
  const std::size_t last = text.find_last_of(".:>");
  const std::string word = base::lowered(last == text.npos ? text : text.substr(last + 1));
  NodeId first = kNoNode;
  std::size_t count = 0;
  for (const NodeId argument : tree_.children(at_)) {
    if (count++ == 0) first = argument;
  }
  if (count == 1 &&
      (word.starts_with("set") || word.starts_with("with") || word.starts_with("add")))
    names_.push_back(text);
  if (count < 2 || tree_.kind(first) != Kind::kString) return false;
  const bool looks_up = word.find("env") != word.npos || word.find("get") != word.npos ||
                        word.find("default") != word.npos || word == "config" || word == "string" ||
                        word == "define" || word == "header" || word.starts_with("set") ||
                        word.starts_with("add") || word.starts_with("put");
  if (!looks_up || tree_.contains(first, literal_)) return false;
  add(first);
  return true;
}

}  // namespace

std::vector<std::string_view> names_given_to(const Tree& tree, Span literal) {
  const NodeId node = literal_at(tree, literal);
  if (node == kNoNode) return {};
  return Outwards(tree, node).names();
}

}  // namespace scan::secrets
