// Ruby has many quotes; what stands between them is found from the tokens of the grammar.
#include "syntax/ruby_literals.h"

#include <algorithm>
#include <string>
#include <utility>

#include "syntax/ruby_nodes.h"
#include "syntax/string_parts.h"

namespace scan::syntax::ruby {
namespace {

bool is_literal_part(const Lowering& l, RawId at) {
  return l.type(at) == kLiteralPartType || l.type(at) == kHeredocEndType;
}

// What stands between the quotes.
Span inner_of(const Lowering& l, RawId at) {
  Span inner = l.raw(at).span;
  bool first = true;
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named) continue;
    if (first) {
      inner.begin = l.raw(child).span.end;
    } else {
      inner.end = l.raw(child).span.begin;
    }
    first = false;
  }
  inner.end = std::max(inner.begin, inner.end);
  return inner;
}

void symbol_named(Lowering& l, RawId at, std::string_view name, Role role) {
  l.open(Kind::kUnary, role, at, l.intern(":"));
  l.leaf(Kind::kIdentifier, Role::kOperand, at, l.intern(name));
  l.close();
}

}  // namespace

void string(Lowering& l, RawId at, Role role) {
  string_parts(l, at, inner_of(l, at), role, is_literal_part);
}

void bare_string(Lowering& l, RawId at, Role role) {
  string_parts(l, at, l.raw(at).span, role, is_literal_part);
}

void heredoc(Lowering& l, RawId at, Role role) {
  for (RawId node = at + 1; node < l.concrete().nodes.size(); ++node) {
    if (l.type(node) != kHeredocBodyType) continue;
    Span inner = l.raw(node).span;
    for (const RawId child : l.children(node)) {
      if (l.type(child) == kHeredocEndType) inner.end = l.raw(child).span.begin;
    }
    return string_parts(l, node, inner, role, is_literal_part);
  }
  l.leaf(Kind::kString, role, at, l.text(at));
}

// `%w[a b]` is one string put together of its words, as Semgrep has it.
void words(Lowering& l, RawId at, Role role) {
  l.open(Kind::kInterpolated, role, at);
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named) continue;
    if (l.child_of_type(child, kInterpolationType) != 0) {
      l.visit(child, Role::kItem);
    } else {
      l.leaf(Kind::kString, Role::kItem, child, l.text(child));
    }
  }
  l.close();
}

void simple_symbol(Lowering& l, RawId at, Role role) {
  std::string_view name = text_of(l, at);
  if (name.starts_with(":")) name.remove_prefix(1);
  symbol_named(l, at, name, role);
}

void delimited_symbol(Lowering& l, RawId at, Role role) {
  const Span inner = inner_of(l, at);
  if (l.child_of_type(at, kInterpolationType) == 0) {
    return symbol_named(l, at, l.concrete().text.substr(inner.begin, inner.size()), role);
  }
  l.open(Kind::kUnary, role, at, l.intern(":"));
  string(l, at, Role::kOperand);
  l.close();
}

// Named "/.../flags", whatever its quotes are; what is put into it is below it.
void regex(Lowering& l, RawId at, Role role) {
  const Span inner = inner_of(l, at);
  const std::string_view text = l.concrete().text;
  if (l.child_of_type(at, kInterpolationType) != 0) {
    l.open(Kind::kRegex, role, at);
    string(l, at, Role::kOperand);
    return l.close();
  }
  std::string name = "/";
  name += text.substr(inner.begin, inner.size());
  name += '/';
  if (const std::uint32_t end = l.raw(at).span.end; end > inner.end) {
    name += text.substr(inner.end + 1, end - inner.end - 1);
  }
  l.leaf(Kind::kRegex, role, at, l.make(std::move(name)));
}

// What a shell runs is put together, even of one part, so that it is no string.
void subshell(Lowering& l, RawId at, Role role) {
  l.open(Kind::kUnary, role, at, l.intern("`"));
  if (l.child_of_type(at, kInterpolationType) != 0) {
    string(l, at, Role::kOperand);
  } else {
    l.open(Kind::kInterpolated, Role::kOperand, at);
    string(l, at, Role::kItem);
    l.close();
  }
  l.close();
}

}  // namespace scan::syntax::ruby
