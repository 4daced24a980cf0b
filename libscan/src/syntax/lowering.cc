// The loop behind the adapters: a stack of steps in place of recursion.
#include "syntax/lowering.h"

#include <algorithm>
#include <utility>

#include "syntax/language.h"

namespace scan::syntax {

Lowering::Lowering(const Adapter& adapter, const ConcreteTree& concrete, TreeBuilder& builder,
                   Embedder& embedder)
    : adapter_(adapter), concrete_(concrete), builder_(builder), embedder_(embedder) {
  if (concrete.has_errors) builder_.set_has_errors();
}

void Lowering::run() && {
  // An unparsable text has an error node for its root: what is below it is matched all the same.
  const LoweringRule rule =
      raw(0).symbol < adapter_.by_symbol.size() ? adapter_.by_symbol[raw(0).symbol].rule : nullptr;
  if (rule != nullptr) {
    rule(*this, 0, Role::kItem);
  } else {
    visit_children(0, Role::kItem);
  }
  for (;;) {
    while (!scheduled_.empty()) {
      pending_.push_back(scheduled_.back());
      scheduled_.pop_back();
    }
    if (pending_.empty()) break;
    const Step step = pending_.back();
    pending_.pop_back();
    carry_out(step);
  }
}

void Lowering::open_now(const Step& step) {
  Span span = raw(step.at).span;
  if (step.first != 0) span.begin = raw(step.first).span.begin;
  if (step.last != 0) span.end = raw(step.last).span.end;
  builder_.open(step.kind, step.role, raw(step.at).symbol, step.name, with_brackets(span));
}

void Lowering::open_now(Kind kind, Role role, RawId at, Symbol name) {
  builder_.open(kind, role, raw(at).symbol, name, with_brackets(raw(at).span));
}

// Of what stands in brackets; in a pattern they say nothing.
Span Lowering::with_brackets(Span span) {
  if (group_ == 0) return span;
  const Span brackets = raw(group_).span;
  group_ = 0;
  return {std::min(span.begin, brackets.begin), std::max(span.end, brackets.end)};
}

void Lowering::carry_out(const Step& step) {
  switch (step.op) {
    case Step::Op::kVisit:
      return lower(step.at, step.role);
    case Step::Op::kOpen:
      return open_now(step);
    case Step::Op::kOpenPart:
      builder_.open(step.kind, step.role, raw(step.at).symbol, step.name, {step.first, step.last});
      return;
    case Step::Op::kClose:
      return builder_.close();
    case Step::Op::kUngroup:
      group_ = 0;
      return;
    case Step::Op::kLeaf:
      open_now(step.kind, step.role, step.at, step.name);
      return builder_.close();
    case Step::Op::kEmbed: {
      const Embedded& part = embedded_[step.last];
      return embedder_.lower(*part.language, part.text, builder_);
    }
    case Step::Op::kBlock: {
      const RawNode& node = raw(step.at);
      const bool is_block = node.symbol < adapter_.by_symbol.size() &&
                            adapter_.by_symbol[node.symbol].kind == Kind::kBlock;
      if (is_block) return lower(step.at, step.role);
      open(Kind::kBlock, step.role, step.at);
      if (raw(step.at).named) visit(step.at, Role::kItem);  // else a semicolon: nothing
      return close();
    }
  }
}

void Lowering::lower(RawId at, Role role) {
  const RawNode& node = raw(at);
  if (node.missing) return;
  if (node.symbol == kErrorSymbol) return this->node(Kind::kError, at, role);
  const LoweringEntry& entry = adapter_.by_symbol[node.symbol];
  switch (entry.action) {
    case Action::kDrop:
      return;
    case Action::kLeaf:
      open_now(entry.kind, role, at, text(at));
      return builder_.close();
    case Action::kInline:
      return visit_children(at, role);
    case Action::kGroup:
      if (group_ == 0 && !concrete_.is_pattern) group_ = at;
      visit_children(at, role);
      scheduled_.push_back({Step::Op::kUngroup});
      return;
    case Action::kRule:
      return entry.rule(*this, at, role);
    case Action::kNode: {
      // A leaf that no row knows keeps its text, so that two of them can be told apart.
      const bool leaf = node.end == at + 1;
      open_now(entry.kind, role, at, leaf ? text(at) : 0);
      if (leaf) return builder_.close();
      visit_children(at);
      return close();
    }
  }
}

void Lowering::open(Kind kind, Role role, RawId at, Symbol name) {
  scheduled_.push_back({Step::Op::kOpen, kind, role, at, name});
}

void Lowering::open_until(Kind kind, Role role, RawId at, RawId last, Symbol name) {
  scheduled_.push_back({Step::Op::kOpen, kind, role, at, name, 0, last});
}

void Lowering::open_from(RawId from, Kind kind, Role role, RawId at, Symbol name) {
  scheduled_.push_back({Step::Op::kOpen, kind, role, at, name, from});
}

void Lowering::close() { scheduled_.push_back({Step::Op::kClose}); }

void Lowering::leaf(Kind kind, Role role, RawId at, Symbol name) {
  scheduled_.push_back({Step::Op::kLeaf, kind, role, at, name});
}

void Lowering::open_part(Kind kind, Role role, RawId at, Span span, Symbol name) {
  scheduled_.push_back({Step::Op::kOpenPart, kind, role, at, name, span.begin, span.end});
}

void Lowering::leaf_part(Kind kind, Role role, RawId at, Span span, Symbol name) {
  open_part(kind, role, at, span, name);
  close();
}

void Lowering::embed(const Language* language, RawId first, RawId last, Role role) {
  if (language == nullptr) return leaf(Kind::kString, role, first, text(first));
  Embedded part{language, {.span = {raw(first).span.begin, raw(last).span.end}, .left_out = {}}};
  for (RawId node = first; node < raw(last).end; ++node) {
    if (raw(node).named && dropped(node)) part.text.left_out.push_back(raw(node).span);
  }
  Step step{Step::Op::kEmbed, Kind::kOther, role, first};
  step.last = static_cast<RawId>(embedded_.size());
  embedded_.push_back(std::move(part));
  scheduled_.push_back(step);
}

void Lowering::visit(RawId node, Role role) {
  if (node != 0) scheduled_.push_back({Step::Op::kVisit, Kind::kOther, role, node});
}

void Lowering::visit_as_block(RawId node, Role role) {
  if (node != 0) scheduled_.push_back({Step::Op::kBlock, Kind::kOther, role, node});
}

void Lowering::visit_children(RawId node) {
  for (RawId child = node + 1; child < raw(node).end; child = raw(child).end) {
    if (!raw(child).named) continue;
    const std::uint8_t field = raw(child).field;
    visit(child, field < adapter_.by_field.size() ? adapter_.by_field[field] : Role::kItem);
  }
}

void Lowering::visit_children(RawId node, Role role) {
  for (RawId child = node + 1; child < raw(node).end; child = raw(child).end) {
    if (raw(child).named) visit(child, role);
  }
}

void Lowering::node(Kind kind, RawId at, Role role, Symbol name) {
  open(kind, role, at, name);
  visit_children(at);
  close();
}

RawId Lowering::first_token(RawId node) const {
  for (RawId child = node + 1; child < raw(node).end; child = raw(child).end) {
    if (!raw(child).named) return child;
  }
  return 0;
}

RawId Lowering::child_of_type(RawId node, std::uint8_t wanted) const {
  for (const RawId child : children(node)) {
    if (type(child) == wanted) return child;
  }
  return 0;
}

bool Lowering::has_token(RawId node, std::string_view token) const {
  for (const RawId child : children(node)) {
    if (!raw(child).named && concrete_.text_of(child) == token) return true;
  }
  return false;
}

bool Lowering::dropped(RawId node) const {
  const std::uint16_t symbol = raw(node).symbol;
  return symbol != kErrorSymbol && adapter_.by_symbol[symbol].action == Action::kDrop;
}

RawId Lowering::named_child(RawId node, std::uint32_t index) const {
  for (RawId child = node + 1; child < raw(node).end; child = raw(child).end) {
    if (!raw(child).named || dropped(child)) continue;
    if (index-- == 0) return child;
  }
  return 0;
}

}  // namespace scan::syntax
