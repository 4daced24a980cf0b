// A walk along the flow of control, statement by statement, with one value for each name. Branches
// work on the same table: what a branch changed is logged, taken back before the next one, and
// merged at the end, so that the cost follows the changes and not the number of names.
#include "sast/constants.h"

#include <deque>
#include <unordered_map>
#include <utility>

namespace scan::sast {

using syntax::Kind;
using syntax::kNoNode;
using syntax::NodeId;
using syntax::Role;
using syntax::Symbol;
using syntax::Tree;

namespace {

constexpr int kMaxNesting = 200;    // of statements; deeper ones are taken as unknown
constexpr int kMaxOperations = 64;  // nesting of an expression that is evaluated
// Bytes of a string put together, and of all such strings of a file; beyond it is "some string".
constexpr std::size_t kMaxText = 64 << 10;
constexpr std::size_t kMaxTexts = 16 << 20;

}  // namespace

class Constants::Flow {
 public:
  explicit Flow(const Tree& tree) : tree_(tree), values_(tree.symbols().size()) {
    uses_.assign(tree.size(), 0);
    assigned_.assign(tree.symbols().size(), 0);
    known_.emplace_back();  // number 0: unknown
    count_assignments();
    block(Tree::root(), 0);
  }

  Constant evaluate(NodeId node, int depth = 0) {
    if (depth > kMaxOperations) return {};
    switch (tree_.kind(node)) {
      case Kind::kString:
        return {Constant::Kind::kString, tree_.name_text(node)};
      case Kind::kNumber:
        return {Constant::Kind::kNumber, tree_.name_text(node)};
      case Kind::kBoolean:
        return {Constant::Kind::kBoolean, tree_.name_text(node)};
      case Kind::kIdentifier:
        return known_[uses_[node]];
      case Kind::kBinary:
        return operation(node, depth);
      case Kind::kInterpolated:
        return interpolated(node, depth);
      case Kind::kConditional: {
        const NodeId a = tree_.child(node, Role::kBody);
        const NodeId b = tree_.child(node, Role::kAlternative);
        if (a == kNoNode || b == kNoNode) return {};
        return either(evaluate(a, depth + 1), evaluate(b, depth + 1));
      }
      default:
        return {};
    }
  }

 private:
  using Number = std::uint32_t;  // of a constant in known_
  struct Value {
    Number number = 0;
    std::uint32_t level = 0;  // of the function that gave it
    bool operator==(const Value&) const = default;
  };
  struct Change {
    Symbol name;
    Value before;
  };

  Constant operation(NodeId node, int depth) {
    const NodeId left = tree_.child(node, Role::kLeft);
    const NodeId right = tree_.child(node, Role::kRight);
    if (left == kNoNode || right == kNoNode) return {};
    const std::string_view sign = tree_.name_text(node);
    if (sign != "+" && sign != "." && sign != "*" && sign != "%") return {};
    const Constant a = evaluate(left, depth + 1);
    const Constant b = evaluate(right, depth + 1);
    if ((sign == "+" || sign == ".") && a.is_string() && b.is_string()) return concatenate(a, b);
    if (sign == "*" && (a.is_string() || b.is_string())) return {Constant::Kind::kSomeString, {}};
    return {};
  }

  // What a value becomes in a string.
  static Constant as_string(const Constant& value) {
    if (value.kind == Constant::Kind::kNumber) return {Constant::Kind::kString, value.text};
    if (value.kind == Constant::Kind::kBoolean) return {Constant::Kind::kSomeString, {}};
    return value;
  }

  Constant concatenate(const Constant& a, const Constant& b) {
    const std::size_t size = a.text.size() + b.text.size();
    if (a.kind != Constant::Kind::kString || b.kind != Constant::Kind::kString || size > kMaxText ||
        made_bytes_ + size > kMaxTexts) {
      return {Constant::Kind::kSomeString, {}};
    }
    made_bytes_ += size;
    return {Constant::Kind::kString, made_.emplace_back(std::string(a.text).append(b.text))};
  }

  Constant interpolated(NodeId node, int depth) {
    Constant all{Constant::Kind::kString, {}};
    for (const NodeId part : tree_.children(node)) {
      Constant value{};
      if (tree_.kind(part) == Kind::kInterpolation) {
        if (!tree_.is_leaf(part)) value = evaluate(part + 1, depth + 1);
      } else {
        value = evaluate(part, depth + 1);
      }
      value = as_string(value);
      if (!value.is_string()) return {};
      all = concatenate(all, value);
    }
    return all;
  }

  // How often each name is assigned to in the whole file: what is assigned once is known in
  // functions.
  void count_assignments() {
    for (NodeId node = 0; node < tree_.size(); ++node) {
      switch (tree_.kind(node)) {
        case Kind::kAssignment:
        case Kind::kVariable:
        case Kind::kAugmentedAssignment:
        case Kind::kForEach:
        case Kind::kComprehensionFor:
          for_names(tree_.child(node, Role::kLeft), [&](Symbol name) { ++assigned_[name]; });
          break;
        case Kind::kParameter:
        case Kind::kFunction:
        case Kind::kClass:
          for_names(tree_.child(node, Role::kName), [&](Symbol name) { ++assigned_[name]; });
          break;
        default:
          break;
      }
    }
  }

  // The names that an assignment to `target` gives a value.
  template <typename F>
  void for_names(NodeId target, F f) {
    if (target == kNoNode) return;
    for (NodeId node = target; node < tree_.end(target); ++node) {
      const Kind kind = tree_.kind(node);
      if (kind == Kind::kMember || kind == Kind::kIndex || kind == Kind::kCall) {
        node = tree_.end(node) - 1;
      } else if (kind == Kind::kIdentifier && tree_.role(node) != Role::kKey) {
        f(tree_.name(node));
      }
    }
  }

  void set(Symbol name, Number value) {
    const Value now{value, level_};
    if (values_[name] == now) return;
    log_.push_back({name, values_[name]});
    values_[name] = now;
  }

  // What a name is here: in a function, names of outside that are assigned more than once are
  // unknown.
  Number current(Symbol name) const {
    const Value& value = values_[name];
    return value.level < level_ && assigned_[name] > 1 ? 0 : value.number;
  }

  Number number(const Constant& constant) {
    if (constant.kind == Constant::Kind::kUnknown) return 0;
    known_.push_back(constant);
    return static_cast<Number>(known_.size() - 1);
  }

  Number merged(Number a, Number b) {
    if (a == b || a == 0 || b == 0) return a == b ? a : 0;
    if (known_[a] == known_[b]) return a;
    return number(either(known_[a], known_[b]));
  }

  static Constant either(const Constant& a, const Constant& b) {
    if (a == b) return a;
    if (a.is_string() && b.is_string()) return {Constant::Kind::kSomeString, {}};
    return {};
  }

  // What one branch made of the names that it changed.
  using Changes = std::unordered_map<Symbol, Number>;

  Changes take_back(std::size_t from) {
    Changes changes;
    for (std::size_t i = log_.size(); i-- > from;) {
      changes.emplace(log_[i].name, values_[log_[i].name].number);
    }
    for (std::size_t i = log_.size(); i-- > from;) values_[log_[i].name] = log_[i].before;
    log_.resize(from);
    return changes;
  }

  // After a fork in the flow: each way's changes, or nullptr for a way that does not come back.
  void join(const Changes* a, const Changes* b) {
    if (a == nullptr || b == nullptr) {
      if (const Changes* only = a != nullptr ? a : b) {
        for (const auto& [name, value] : *only) set(name, value);
      }
      return;
    }
    const Changes before_b = *b;
    std::vector<std::pair<Symbol, Number>> values;
    for (const auto& [name, value] : *a) {
      const auto other = before_b.find(name);
      values.emplace_back(name,
                          merged(value, other == before_b.end() ? current(name) : other->second));
    }
    for (const auto& [name, value] : before_b) {
      if (a->find(name) == a->end()) values.emplace_back(name, merged(current(name), value));
    }
    for (const auto& [name, value] : values) set(name, value);
  }

  void forget_assigned(NodeId begin, NodeId end) {
    for (NodeId node = begin; node < end; ++node) {
      const Kind kind = tree_.kind(node);
      if (kind == Kind::kAssignment || kind == Kind::kVariable ||
          kind == Kind::kAugmentedAssignment || kind == Kind::kForEach) {
        for_names(tree_.child(node, Role::kLeft), [&](Symbol name) { set(name, 0); });
      } else if (kind == Kind::kUnary) {
        const std::string_view sign = tree_.name_text(node);
        if (sign == "++" || sign == "--") {
          for_names(tree_.child(node, Role::kOperand), [&](Symbol name) { set(name, 0); });
        }
      }
    }
  }

  // Runs a list of statements. False: the flow does not reach its end.
  bool block(NodeId block, int depth) {
    bool reaches = true;
    for (const NodeId child : tree_.children(block)) {
      if (!statement(child, depth)) reaches = false;
    }
    return reaches;
  }

  bool body(NodeId node, Role role, int depth) {
    const NodeId child = tree_.child(node, role);
    if (child == kNoNode) return true;
    return tree_.kind(child) == Kind::kBlock ? block(child, depth) : statement(child, depth);
  }

  bool statement(NodeId node, int depth) {
    if (depth > kMaxNesting) {
      forget_assigned(node, tree_.end(node));
      return true;
    }
    switch (tree_.kind(node)) {
      case Kind::kAssignment:
      case Kind::kVariable:
        assign(node, depth);
        return true;
      case Kind::kAugmentedAssignment:
        augment(node, depth);
        return true;
      case Kind::kIf: {
        expression(tree_.child(node, Role::kCondition), depth);
        return fork(
            depth, [&](int d) { return body(node, Role::kBody, d); },
            [&](int d) { return body(node, Role::kAlternative, d); });
      }
      case Kind::kFor:
      case Kind::kForEach:
      case Kind::kWhile:
      case Kind::kDoWhile:
        loop(node, depth);
        return true;
      case Kind::kTry:
        return attempt(node, depth);
      case Kind::kFunction:
      case Kind::kLambda:
        function(node, depth);
        return true;
      case Kind::kClass:
        isolated(tree_.child(node, Role::kBody), depth);
        return true;
      case Kind::kBlock:
        return block(node, depth + 1);
      case Kind::kWith:
      case Kind::kLabeled:
        for (const NodeId child : tree_.children(node)) {
          if (tree_.role(child) != Role::kBody) expression(child, depth);
        }
        return body(node, Role::kBody, depth + 1);
      case Kind::kSwitch:
        forget_assigned(node, tree_.end(node));
        children(node, depth);
        forget_assigned(node, tree_.end(node));
        return true;
      case Kind::kReturn:
      case Kind::kThrow:
        expression(node, depth);
        return false;
      case Kind::kBreak:
      case Kind::kContinue:
        return false;
      default:
        expression(node, depth);
        return true;
    }
  }

  template <typename A, typename B>
  bool fork(int depth, A a, B b) {
    std::size_t from = log_.size();
    const bool a_reaches = a(depth + 1);
    const Changes a_changes = take_back(from);
    from = log_.size();
    const bool b_reaches = b(depth + 1);
    const Changes b_changes = take_back(from);
    join(a_reaches ? &a_changes : nullptr, b_reaches ? &b_changes : nullptr);
    return a_reaches || b_reaches;
  }

  void loop(NodeId node, int depth) {
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
  bool attempt(NodeId node, int depth) {
    const NodeId tried = tree_.child(node, Role::kBody);
    std::size_t from = log_.size();
    bool reaches = body(node, Role::kBody, depth + 1);
    reaches = body(node, Role::kElse, depth + 1) && reaches;
    Changes changes = take_back(from);
    if (tried != kNoNode) {
      from = log_.size();
      forget_assigned(tried, tree_.end(tried));
      for (const NodeId handler : tree_.children(node)) {
        if (tree_.role(handler) != Role::kHandler) continue;
        const std::size_t before = log_.size();
        for_names(tree_.child(handler, Role::kName), [&](Symbol name) { set(name, 0); });
        const bool handled = body(handler, Role::kBody, depth + 1);
        Changes handler_changes = take_back(before);
        if (!handled) continue;
        // Against what was before the try: the handler's view, in which the body's names are
        // unknown.
        Changes view = handler_changes;
        for (std::size_t i = from; i < log_.size(); ++i) {
          view.emplace(log_[i].name, current(log_[i].name));
        }
        pending_views_.push_back(std::move(view));
      }
      take_back(from);
      std::vector<Changes> views = std::move(pending_views_);
      pending_views_.clear();
      const Changes* current = reaches ? &changes : nullptr;
      for (const Changes& view : views) {
        const std::size_t start = log_.size();
        join(current, &view);
        changes = take_back(start);
        current = &changes;
      }
      reaches = current != nullptr;
    }
    join(reaches ? &changes : nullptr, nullptr);
    return body(node, Role::kFinally, depth + 1) && reaches;
  }

  // A function runs later, with other values: only what is assigned once in the file is known in
  // it.
  void function(NodeId node, int depth) {
    for (const NodeId child : tree_.children(node)) {
      if (tree_.role(child) != Role::kBody) expression(child, depth);
    }
    isolated(tree_.child(node, Role::kBody), depth);
  }

  void isolated(NodeId inner, int depth) {
    if (inner == kNoNode) return;
    const std::size_t from = log_.size();
    ++level_;
    if (tree_.kind(inner) == Kind::kBlock) {
      block(inner, depth + 1);
    } else {
      expression(inner, depth + 1);
    }
    --level_;
    take_back(from);
  }

  void assign(NodeId node, int depth) {
    const NodeId left = tree_.child(node, Role::kLeft);
    const NodeId right = tree_.child(node, Role::kRight);
    if (left == kNoNode) return;
    Constant value{};
    if (right != kNoNode) {
      if (tree_.kind(right) == Kind::kAssignment) {
        statement(right, depth + 1);
        NodeId last = right;
        while (last != kNoNode && tree_.kind(last) == Kind::kAssignment) {
          last = tree_.child(last, Role::kRight);
        }
        if (last != kNoNode) value = evaluate(last);
      } else {
        expression(right, depth);
        value = evaluate(right);
      }
    }
    if (tree_.kind(left) == Kind::kIdentifier) {
      set(tree_.name(left), number(value));
    } else {
      for_names(left, [&](Symbol name) { set(name, 0); });
      // What stands in "a[i] = …" and "a.b = …" is used.
      if (tree_.kind(left) == Kind::kMember || tree_.kind(left) == Kind::kIndex) {
        expression(left, depth);
      }
    }
  }

  void augment(NodeId node, int depth) {
    const NodeId left = tree_.child(node, Role::kLeft);
    const NodeId right = tree_.child(node, Role::kRight);
    expression(right, depth);
    if (left == kNoNode || right == kNoNode || tree_.kind(left) != Kind::kIdentifier) {
      return expression(left, depth);
    }
    const Constant before = known_[current(tree_.name(left))];
    const Constant more = evaluate(right);
    const bool joined = tree_.name_text(node) == "+=" && before.is_string() && more.is_string();
    set(tree_.name(left), joined ? number(concatenate(before, more)) : 0);
  }

  void children(NodeId node, int depth) {
    for (const NodeId child : tree_.children(node)) {
      if (tree_.kind(child) == Kind::kBlock) {
        block(child, depth + 1);
      } else if (tree_.kind(child) == Kind::kCase) {
        if (depth < kMaxNesting) children(child, depth + 1);
      } else {
        expression(child, depth);
      }
    }
  }

  // Notes what the names in an expression are here. Not recursive: the subtree is a range.
  void expression(NodeId root, int depth) {
    if (root == kNoNode) return;
    for (NodeId node = root; node < tree_.end(root);) {
      switch (tree_.kind(node)) {
        case Kind::kIdentifier: {
          const Role role = tree_.role(node);
          if (role != Role::kProperty && role != Role::kKey && role != Role::kName) {
            uses_[node] = current(tree_.name(node));
          }
          ++node;
          break;
        }
        case Kind::kLambda:
        case Kind::kFunction:
        case Kind::kClass:
          if (node != root && depth < kMaxNesting) {
            statement(node, depth + 1);
            node = tree_.end(node);
          } else {
            ++node;
          }
          break;
        case Kind::kAssignment:
        case Kind::kAugmentedAssignment:
          if (node != root && depth < kMaxNesting) {
            statement(node, depth + 1);
            node = tree_.end(node);
          } else {
            ++node;
          }
          break;
        case Kind::kUnary: {
          const std::string_view sign = tree_.name_text(node);
          if (sign == "++" || sign == "--") {
            for_names(tree_.child(node, Role::kOperand), [&](Symbol name) { set(name, 0); });
          }
          ++node;
          break;
        }
        default:
          ++node;
      }
    }
  }

  const Tree& tree_;
  std::vector<Value> values_;  // of each name of the tree, here and now
  std::vector<Number> uses_;   // of each identifier: what it is
  std::vector<Constant> known_;
  std::deque<std::string> made_;
  std::size_t made_bytes_ = 0;
  std::vector<std::uint32_t> assigned_;  // how often, in the whole file
  std::uint32_t level_ = 0;              // functions and classes that the walk is in
  std::vector<Change> log_;
  std::vector<Changes> pending_views_;
};

Constants::Constants(const Tree& tree) : tree_(tree) {}
Constants::~Constants() = default;

Constant Constants::value(NodeId expression) const {
  switch (tree_.kind(expression)) {
    case Kind::kString:
      return {Constant::Kind::kString, tree_.name_text(expression)};
    case Kind::kNumber:
      return {Constant::Kind::kNumber, tree_.name_text(expression)};
    case Kind::kBoolean:
      return {Constant::Kind::kBoolean, tree_.name_text(expression)};
    case Kind::kIdentifier:
    case Kind::kBinary:
    case Kind::kInterpolated:
    case Kind::kConditional:
      if (flow_ == nullptr) flow_ = std::make_unique<Flow>(tree_);
      return flow_->evaluate(expression);
    default:
      return {};
  }
}

}  // namespace scan::sast
