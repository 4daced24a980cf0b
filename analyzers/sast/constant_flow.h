// The walk behind Constants: statement by statement along the flow of control, with one value for
// each variable.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "sast/block_constants.h"
#include "sast/constant_values.h"

namespace scan::sast {

/// What every name is known to be, where it is used. Refers to the tree and its scopes.
class ConstantFlow {
 public:
  /// Walks the whole file.
  ConstantFlow(const syntax::Tree& tree, const Scopes& scopes);

  Constant evaluate(syntax::NodeId expression, int depth = 0) const;
  /// As of Constants.
  syntax::NodeId expression_of(syntax::NodeId name) const;

 private:
  static constexpr int kMaxNesting = 200;  // of statements; deeper ones are taken as unknown
  using Slot = std::uint32_t;              // a variable, or a name of none
  using Number = std::uint32_t;            // of what is known, in known_; 0: nothing is
  struct Known {
    Constant constant;
    syntax::NodeId expression = syntax::kNoNode;  // that stands for it, if no constant does
    bool operator==(const Known&) const = default;
  };
  struct Value {
    Number number = 0;
    std::uint32_t level = 0;  // of the function that gave it
    bool operator==(const Value&) const = default;
  };
  struct Change {
    Slot slot;
    Value before;
  };
  // What one branch made of what it changed.
  using Changes = std::unordered_map<Slot, Number>;

  Slot slot(syntax::NodeId identifier) const;
  bool holds_in_functions(Slot slot) const;
  Number current(Slot slot) const;
  void set(Slot slot, Number value);
  Number number(const Known& known);
  Number merged(Number a, Number b);
  template <typename F>
  void for_each_target(syntax::NodeId node, F f) const;
  void count_assignments();
  void forget_assigned(syntax::NodeId begin, syntax::NodeId end);
  Known known_of(syntax::NodeId expression) const;
  Constant call_of_constants(syntax::NodeId call, int depth) const;

  Changes take_back(std::size_t from);
  void join(const Changes* a, const Changes* b);
  template <typename A, typename B>
  bool fork(int depth, A a, B b);

  // Each returns false when the flow does not reach its end.
  bool block(syntax::NodeId block, int depth);
  bool body(syntax::NodeId node, syntax::Role role, int depth);
  bool statement(syntax::NodeId node, int depth);
  bool join_all(std::vector<Changes>& views);
  bool branches(syntax::NodeId node, int depth);
  bool assigns_perhaps(syntax::NodeId node) const;
  void perhaps(syntax::NodeId node, int depth);
  bool choice(syntax::NodeId node, int depth);
  bool one_case(syntax::NodeId node, int depth, bool& has_value);
  bool ends_in_break(syntax::NodeId node) const;
  bool leaves_switch(syntax::NodeId node) const;
  bool attempt(syntax::NodeId node, int depth);
  void handlers(syntax::NodeId node, int depth, std::vector<Changes>& views);
  void loop(syntax::NodeId node, int depth);
  void function(syntax::NodeId node, int depth);
  void isolated(syntax::NodeId inner, int depth);
  void with(syntax::NodeId node, int depth);
  void assign(syntax::NodeId left, syntax::NodeId right, int depth);
  void augment(syntax::NodeId node, int depth);
  void call(syntax::NodeId node, int depth);
  void forget_changed(syntax::NodeId name);
  void expression(syntax::NodeId root, int depth);

  const syntax::Tree& tree_;
  const Scopes& scopes_;
  const LanguageFacts& facts_;
  BlockConstants blocks_;
  mutable ConstantValues operations_;
  std::vector<Value> values_;            // by slot: here and now
  std::vector<std::uint32_t> assigned_;  // by slot: how often, in the whole file
  std::vector<Number> uses_;             // by identifier's node: what it is there
  std::vector<Known> known_;
  std::uint32_t level_ = 0;  // functions and classes that the walk is in
  std::vector<Change> log_;
};

}  // namespace scan::sast
