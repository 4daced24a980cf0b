// Where the flow of control forks and joins again. Branches work on one table: what a branch
// changed is logged, taken back before the next one, and merged at the end, so that the cost
// follows the changes and not the number of names.
#include <utility>

#include "sast/constant_flow.h"
#include "sast/control_flow.h"

namespace scan::sast {

using syntax::Kind;
using syntax::kNoNode;
using syntax::NodeId;
using syntax::Role;

namespace {

// Cases of one switch that are told apart; what more of them assign is unknown after it.
constexpr std::size_t kMaxCases = 100;

bool decides_by_left(std::string_view sign) {
  return sign == "&&" || sign == "||" || sign == "and" || sign == "or" || sign == "??";
}

}  // namespace

ConstantFlow::Changes ConstantFlow::take_back(std::size_t from) {
  Changes changes;
  for (std::size_t i = log_.size(); i-- > from;) {
    changes.emplace(log_[i].slot, values_[log_[i].slot].number);
  }
  for (std::size_t i = log_.size(); i-- > from;) values_[log_[i].slot] = log_[i].before;
  log_.resize(from);
  return changes;
}

// After a fork in the flow: each way's changes, or nullptr for a way that does not come back.
void ConstantFlow::join(const Changes* a, const Changes* b) {
  if (a == nullptr || b == nullptr) {
    if (const Changes* only = a != nullptr ? a : b) {
      for (const auto& [name, value] : *only) set(name, value);
    }
    return;
  }
  std::vector<std::pair<Slot, Number>> values;
  for (const auto& [name, value] : *a) {
    const auto other = b->find(name);
    values.emplace_back(name, merged(value, other == b->end() ? current(name) : other->second));
  }
  for (const auto& [name, value] : *b) {
    if (a->find(name) == a->end()) values.emplace_back(name, merged(current(name), value));
  }
  for (const auto& [name, value] : values) set(name, value);
}

template <typename A, typename B>
bool ConstantFlow::fork(int depth, A a, B b) {
  std::size_t from = log_.size();
  const bool a_reaches = a(depth + 1);
  const Changes a_changes = take_back(from);
  from = log_.size();
  const bool b_reaches = b(depth + 1);
  const Changes b_changes = take_back(from);
  join(a_reaches ? &a_changes : nullptr, b_reaches ? &b_changes : nullptr);
  return a_reaches || b_reaches;
}

void ConstantFlow::loop(NodeId node, int depth) {
  const NodeId initializer = tree_.child(node, Role::kInitializer);
  if (initializer != kNoNode) statement(initializer, depth);
  expression(tree_.child(node, Role::kRight), depth);
  forget_assigned(node, tree_.end(node));
  expression(tree_.child(node, Role::kCondition), depth);
  const std::size_t from = log_.size();
  body(node, Role::kBody, depth + 1);
  take_back(from);
  expression(tree_.child(node, Role::kUpdate), depth);
  body(node, Role::kElse, depth + 1);
  forget_assigned(node, tree_.end(node));
}

// An exception may leave the body anywhere: a handler knows what the body does not assign.
bool ConstantFlow::attempt(NodeId node, int depth) {
  const NodeId tried = tree_.child(node, Role::kBody);
  std::size_t from = log_.size();
  bool reaches = body(node, Role::kBody, depth + 1);
  if (reaches) reaches = body(node, Role::kElse, depth + 1);
  Changes changes = take_back(from);
  if (tried != kNoNode && may_throw(tree_, tried)) {
    from = log_.size();
    forget_assigned(tried, tree_.end(tried));
    std::vector<Changes> views;
    handlers(node, depth, views);
    take_back(from);
    if (reaches) views.push_back(std::move(changes));
    reaches = join_all(views);
  } else if (reaches) {
    join(&changes, nullptr);
  }
  return body(node, Role::kFinally, depth + 1) && reaches;
}

// What each handler that comes back leaves, against what was before the try.
void ConstantFlow::handlers(NodeId node, int depth, std::vector<Changes>& views) {
  const std::size_t tried = log_.size();
  for (const NodeId handler : tree_.children(node)) {
    if (tree_.role(handler) != Role::kHandler) continue;
    const std::size_t before = log_.size();
    forget_assigned(handler, handler + 1);  // the name of what it caught
    const bool handled = body(handler, Role::kBody, depth + 1);
    Changes view = take_back(before);
    if (!handled) continue;
    for (std::size_t i = 0; i < tried; ++i) {
      view.emplace(log_[i].slot, current(log_[i].slot));
    }
    views.push_back(std::move(view));
  }
}

// One after the other, as they come back; false: none does.
bool ConstantFlow::join_all(std::vector<Changes>& views) {
  if (views.empty()) return false;
  Changes merged = std::move(views.front());
  for (std::size_t i = 1; i < views.size(); ++i) {
    const std::size_t from = log_.size();
    join(&merged, &views[i]);
    merged = take_back(from);
  }
  join(&merged, nullptr);
  return true;
}

bool ConstantFlow::branches(NodeId node, int depth) {
  expression(tree_.child(node, Role::kCondition), depth);
  return fork(
      depth, [&](int d) { return body(node, Role::kBody, d); },
      [&](int d) { return body(node, Role::kAlternative, d); });
}

// Whether an expression is evaluated or not, as what stands before it is, and gives names a value.
bool ConstantFlow::assigns_perhaps(NodeId node) const {
  const NodeId parent = tree_.parent(node);
  if (tree_.role(node) != Role::kRight || tree_.kind(parent) != Kind::kBinary ||
      !decides_by_left(tree_.name_text(parent))) {
    return false;
  }
  for (NodeId inner = node; inner < tree_.end(node); ++inner) {
    const Kind kind = tree_.kind(inner);
    if (kind == Kind::kAssignment || kind == Kind::kAugmentedAssignment) return true;
  }
  return false;
}

void ConstantFlow::perhaps(NodeId node, int depth) {
  fork(
      depth,
      [&](int d) {
        statement(node, d);
        return true;
      },
      [](int) { return true; });
}

// Each case begins with what was before the switch, or where the one before it ended.
bool ConstantFlow::choice(NodeId node, int depth) {
  std::vector<NodeId> cases;
  for (const NodeId child : tree_.children(node)) {
    if (tree_.kind(child) == Kind::kCase) {
      cases.push_back(child);
    } else if (tree_.kind(child) == Kind::kBlock) {
      for (const NodeId inner : tree_.children(child)) {
        if (tree_.kind(inner) == Kind::kCase) {
          cases.push_back(inner);
        } else {
          expression(inner, depth);
        }
      }
    } else {
      expression(child, depth);
    }
  }
  const bool many = cases.size() > kMaxCases;
  std::vector<Changes> views;
  NodeId fallen = kNoNode;  // the first case that may run on into this one
  bool all = false;
  for (const NodeId each : cases) {
    const std::size_t from = log_.size();
    if (many) forget_assigned(node, tree_.end(node));
    if (fallen != kNoNode) forget_assigned(fallen, each);
    bool has_value = false;
    const bool reaches = one_case(each, depth, has_value);
    all |= !has_value || tree_.name_text(each) == "default";
    const bool leaves = leaves_switch(each);
    if (leaves) forget_assigned(each, tree_.end(each));
    Changes changes = take_back(from);
    if (reaches || leaves || ends_in_break(each)) views.push_back(std::move(changes));
    if (!reaches) fallen = kNoNode;
    if (reaches && fallen == kNoNode) fallen = each;
    if (many) views.clear();
  }
  if (many) {
    forget_assigned(node, tree_.end(node));
    return true;
  }
  if (!all) views.emplace_back();
  return join_all(views);
}

bool ConstantFlow::one_case(NodeId node, int depth, bool& has_value) {
  bool reaches = true;
  for (const NodeId child : tree_.children(node)) {
    has_value |= tree_.role(child) == Role::kValue;
    if (tree_.kind(child) == Kind::kBlock) {
      reaches = block(child, depth + 1);
    } else {
      expression(child, depth);
    }
  }
  return reaches;
}

bool ConstantFlow::ends_in_break(NodeId node) const {
  NodeId last = node;
  while (!tree_.is_leaf(last) && (last == node || tree_.kind(last) == Kind::kBlock)) {
    for (const NodeId child : tree_.children(last)) {
      if (tree_.end(child) == tree_.end(last)) {
        last = child;
        break;
      }
    }
  }
  return tree_.kind(last) == Kind::kBreak;
}

// Whether a `break` stands before the end of a case, where other values may hold.
bool ConstantFlow::leaves_switch(NodeId node) const {
  const bool last = ends_in_break(node);
  std::size_t breaks = 0;
  for (NodeId inner = node; inner < tree_.end(node); ++inner) {
    switch (tree_.kind(inner)) {
      case Kind::kSwitch:
      case Kind::kFor:
      case Kind::kForEach:
      case Kind::kWhile:
      case Kind::kDoWhile:
      case Kind::kFunction:
      case Kind::kLambda:
        inner = tree_.end(inner) - 1;
        break;
      case Kind::kBreak:
        ++breaks;
        break;
      default:
        break;
    }
  }
  return breaks > (last ? 1U : 0U);
}

}  // namespace scan::sast
