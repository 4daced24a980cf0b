#include "sast/condition_test.h"

#include <algorithm>

#include "sast/redos.h"
#include "sast/string_entropy.h"

namespace scan::sast {

using syntax::Kind;
using syntax::kNoNode;
using syntax::NodeId;
using syntax::Role;

namespace {

constexpr int kMaxDepth = 50;  // of an expression that is computed

// The node that a binding is; kNoNode: a text, or several.
NodeId node_of(const Target* target, const Binding& binding) {
  if (target == nullptr || binding.first == kNoNode || binding.first == binding.end) return kNoNode;
  return target->tree.end(binding.first) == binding.end ? binding.first : kNoNode;
}

struct Operator {
  std::string_view sign;
  ComparisonOp op;
};
constexpr Operator kOperators[] = {
    {"+", ComparisonOp::kAdd},    {"-", ComparisonOp::kSubtract}, {"*", ComparisonOp::kMultiply},
    {"/", ComparisonOp::kDivide}, {"%", ComparisonOp::kModulo},   {"**", ComparisonOp::kPower},
    {"&", ComparisonOp::kBitAnd}, {"|", ComparisonOp::kBitOr},    {"^", ComparisonOp::kBitXor}};

std::optional<ComparisonValue> number_of(std::string_view text) {
  if (const auto integer = parse_integer(text, IntegerSyntax::kCode)) {
    return ComparisonValue::of(*integer);
  }
  std::string digits;
  for (const char c : text) {
    if (c != '_') digits += c;
  }
  char* end = nullptr;
  const double real = std::strtod(digits.c_str(), &end);
  const std::string_view suffix(end);
  const bool sound = end != digits.c_str() && (suffix.empty() || suffix == "f" || suffix == "F" ||
                                               suffix == "d" || suffix == "D");
  return sound ? std::optional(ComparisonValue::of(real)) : std::nullopt;
}

// What an expression of constants comes to.
std::optional<ComparisonValue> computed(const Target& target, NodeId node, int depth = 0) {
  const syntax::Tree& tree = target.tree;
  if (node == kNoNode || depth > kMaxDepth) return std::nullopt;
  // As it is written: a leading zero may make it octal.
  if (tree.kind(node) == Kind::kNumber) return number_of(tree.text(node));
  const Constant constant = target.constants.value(node);
  switch (constant.kind) {
    case Constant::Kind::kString:
      return ComparisonValue::of(std::string(constant.text));
    case Constant::Kind::kNumber:
      return number_of(constant.text);
    case Constant::Kind::kBoolean:
      return ComparisonValue::of(constant.text == "true" || constant.text == "True" ||
                                 constant.text == "TRUE");
    default:
      break;
  }
  switch (tree.kind(node)) {
    case Kind::kBinary: {
      const auto* known = std::ranges::find(kOperators, tree.name_text(node), &Operator::sign);
      if (known == std::end(kOperators)) return std::nullopt;
      const auto a = computed(target, tree.child(node, Role::kLeft), depth + 1);
      const auto b = computed(target, tree.child(node, Role::kRight), depth + 1);
      return a && b ? apply(known->op, *a, *b) : std::nullopt;
    }
    case Kind::kUnary: {
      const auto a = computed(target, tree.child(node, Role::kOperand), depth + 1);
      if (!a) return std::nullopt;
      if (tree.name_text(node) == "-") return apply(ComparisonOp::kNegate, *a);
      if (tree.name_text(node) == "+") return apply(ComparisonOp::kPlus, *a);
      if (tree.name_text(node) == "~") return apply(ComparisonOp::kInvert, *a);
      return std::nullopt;
    }
    case Kind::kList: {
      ComparisonValue list{.kind = ComparisonValue::Kind::kList};
      for (const NodeId child : tree.children(node)) {
        auto item = computed(target, child, depth + 1);
        if (!item) return std::nullopt;
        list.items.push_back(std::move(*item));
      }
      return list;
    }
    default:
      return std::nullopt;
  }
}

bool is_from_module(const Target* target, const Binding& binding,
                    const std::vector<std::string>& modules) {
  const NodeId node = node_of(target, binding);
  const std::string_view path =
      node != kNoNode ? target->names.path_text(node) : std::string_view();
  return std::ranges::any_of(modules, [&](const std::string& module) {
    return path.starts_with(module) && (path.size() == module.size() || path[module.size()] == '.');
  });
}

// A string's content with its commonest escapes undone; of other code the code.
std::string analyzed_text(const Target* target, const Binding& binding) {
  const NodeId node = node_of(target, binding);
  if (node == kNoNode || target->tree.kind(node) != Kind::kString) return std::string(binding.text);
  std::string_view content = target->tree.name_text(node);
  std::string text;
  while (!content.empty()) {
    const bool escape = content.size() > 1 && content[0] == '\\' &&
                        std::string_view("\\'\"").find(content[1]) != std::string_view::npos;
    if (escape) content.remove_prefix(1);
    text += content.front();
    content.remove_prefix(1);
  }
  return text;
}

}  // namespace

ComparisonValue value_of(const Target* target, const Binding& binding) {
  if (binding.first == kNoNode) {
    const auto number =
        binding.is_literal ? parse_integer(binding.text, IntegerSyntax::kCode) : std::nullopt;
    return number ? ComparisonValue::of(*number) : ComparisonValue::of(std::string(binding.text));
  }
  const NodeId node = node_of(target, binding);
  if (node != kNoNode) {
    if (target->tree.kind(node) == Kind::kText) {
      return ComparisonValue::of(std::string(target->tree.text(node)));
    }
    if (auto value = computed(*target, node)) return std::move(*value);
  }
  return {.kind = ComparisonValue::Kind::kCode, .text = std::string(binding.text)};
}

std::string constant_text(const Target* target, const Binding& binding) {
  const ComparisonValue value = value_of(target, binding);
  const auto text = apply(ComparisonOp::kCallStr, value);
  return text ? text->text : std::string(binding.text);
}

std::optional<std::string_view> content_of(const Target* target, const Binding& binding) {
  if (binding.first == kNoNode) return binding.text;
  const NodeId node = node_of(target, binding);
  if (node == kNoNode) return std::nullopt;
  const Kind kind = target->tree.kind(node);
  if (kind == Kind::kText) return target->tree.text(node);
  if (kind != Kind::kString) return std::nullopt;
  // As it stands in the file, so that places in it are places in the file.
  const std::string_view content = target->tree.name_text(node);
  const std::string_view written = target->tree.text(node);
  const std::size_t at = written.find(content);
  return at == std::string_view::npos ? content : written.substr(at, content.size());
}

bool condition_holds(const Condition& condition, const Target* target, const Bindings& bindings) {
  const auto find = [&](MetavariableId metavariable) -> const Binding* {
    const auto at = std::ranges::lower_bound(bindings, metavariable, {}, &Binding::metavariable);
    return at != bindings.end() && at->metavariable == metavariable ? &*at : nullptr;
  };
  if (condition.kind == Condition::Kind::kComparison) {
    return condition.comparison->holds(
        [&](MetavariableId metavariable) -> std::optional<ComparisonValue> {
          const Binding* binding = find(metavariable);
          if (binding == nullptr) return std::nullopt;
          return value_of(target, *binding);
        });
  }
  const Binding* binding = find(condition.metavariable);
  if (binding == nullptr) return false;
  switch (condition.kind) {
    case Condition::Kind::kModule:
      return is_from_module(target, *binding, condition.names);
    case Condition::Kind::kEntropy:
      return looks_random(analyzed_text(target, *binding));
    case Condition::Kind::kRedos:
      return may_backtrack_without_bounds(analyzed_text(target, *binding));
    default:
      return false;
  }
}

Bindings group_bindings(const PatternTable& patterns, std::uint32_t regex,
                        const std::vector<Span>& groups, std::string_view text,
                        std::uint32_t offset) {
  Bindings out;
  for (const RegexGroup& group : patterns.groups(regex)) {
    if (group.number >= groups.size() || groups[group.number].begin == text::Regex::kNoGroup) {
      continue;
    }
    const Span span = groups[group.number];
    Binding binding;
    binding.metavariable = group.metavariable;
    binding.text = text.substr(span.begin, span.size());
    binding.span = {span.begin + offset, span.end + offset};
    binding.is_group = group.is_numbered;
    out.push_back(binding);
  }
  std::ranges::sort(out, {}, &Binding::metavariable);
  return out;
}

std::pair<NodeId, NodeId> nodes_of(const syntax::Tree& tree, Span span) {
  NodeId node = syntax::Tree::root();
  // Down to the outermost node that begins there and does not reach beyond the range.
  while (node != kNoNode && !(span.contains(tree.span(node)))) {
    NodeId next = kNoNode;
    for (const NodeId child : tree.children(node)) {
      const Span own = tree.span(child);
      if (own.begin <= span.begin && span.begin < own.end) next = child;
    }
    node = next;
  }
  if (node == kNoNode || tree.span(node).begin != span.begin) return {kNoNode, kNoNode};
  NodeId end = tree.end(node);
  const NodeId parent = tree.parent(node);
  while (parent != kNoNode && end < tree.end(parent) && span.contains(tree.span(end))) {
    end = tree.end(end);
  }
  return {node, end};
}

}  // namespace scan::sast
