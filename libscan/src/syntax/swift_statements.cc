// The grammar has the parts of patterns and conditions side by side, with commas and brackets as
// tokens: they are told apart here.
#include "syntax/swift_statements.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "syntax/swift_nodes.h"

namespace scan::syntax::swift {
namespace {

// Patterns of `case`, `catch` and declarations.

// `.a(x, b: y)` and `A.b`, written as an expression would be: calls and members.
void enum_pattern(Lowering& l, std::span<const RawId> parts, RawId dot, RawId name, Role role) {
  const RawId first = parts.front();
  const RawId last = parts.back();
  const bool has_values = last != name;
  if (has_values) {
    l.open_from(first, Kind::kCall, role, last);
    role = Role::kCallee;
  }
  if (first == dot) {
    implicit_member(l, dot, name, role);
  } else {
    l.open_from(first, Kind::kMember, role, name);
    l.visit(first, Role::kObject);
    l.visit(name, Role::kProperty);
    l.close();
  }
  if (!has_values) return;
  l.open_from(name, Kind::kArguments, Role::kArguments, last);
  RawId label = 0;
  for (const RawId part : parts) {
    if (part <= name || !is_named(l, part)) continue;
    if (l.type(part) == kNameType) {
      label = part;
    } else if (label == 0) {
      l.visit(part, Role::kItem);
    } else {
      l.open_from(label, Kind::kKeywordArgument, Role::kItem, part);
      l.visit(label, Role::kName);
      l.visit(part, Role::kValue);
      l.close();
      label = 0;
    }
  }
  l.close();
  l.close();
}

// A pattern by its parts, in which `let` and `case` do not matter.
void pattern_of(Lowering& l, std::span<const RawId> all, Role role) {
  Nodes parts;
  RawId dot = 0;
  RawId name = 0;
  RawId type = 0;
  RawId is = 0;
  RawId as = 0;
  for (const RawId part : all) {
    if (l.dropped(part) || l.type(part) == kBindingWordType || is_token(l, part, "case")) continue;
    if (is_token(l, part, "?") || l.type(part) == kTypeAnnotationType) continue;
    if (is_token(l, part, "is")) is = part;
    if (is_token(l, part, "as")) as = part;
    if (dot != 0 && name == 0) name = part;
    if (dot == 0 && is_token(l, part, ".")) dot = part;
    if (l.type(part) == kTypeType) type = part;
    parts.push_back(part);
  }
  if (parts.empty()) return;
  if (is != 0) {
    l.open_from(parts.front(), Kind::kTypeTest, role, parts.back());
    l.visit(type, Role::kType);
    return l.close();
  }
  if (as != 0) {
    l.open_from(parts.front(), Kind::kTypeTest, role, parts.back(), l.intern("as"));
    l.visit(type, Role::kType);
    l.visit(parts.front(), Role::kLeft);
    return l.close();
  }
  if (dot != 0 && name != 0) return enum_pattern(l, parts, dot, name, role);
  const bool is_tuple = is_token(l, parts.front(), "(");
  if (is_tuple) l.open_from(parts.front(), Kind::kTuple, role, parts.back());
  for (const RawId part : parts) {
    if (is_named(l, part)) l.visit(part, is_tuple ? Role::kItem : role);
  }
  if (is_tuple) l.close();
}

// Conditions.

// `x > 1`, `let a = b`, `case .c(let d) = e`: what stands between two commas.
void condition(Lowering& l, std::span<const RawId> parts, Role role) {
  const auto sign = std::ranges::find_if(parts, [&](RawId each) { return is_token(l, each, "="); });
  const bool binds =
      l.type(parts.front()) == kBindingWordType || is_token(l, parts.front(), "case");
  if (!binds) return l.visit(parts.front(), role);
  l.open_from(parts.front(), Kind::kWithItem, role, parts.back());
  const bool any_case = is_token(l, parts.front(), "case");
  l.leaf(Kind::kIdentifier, Role::kModifier, parts.front(),
         any_case ? l.intern("case") : l.text(parts.front()));
  for (const RawId part : parts) {
    if (l.type(part) == kTypeAnnotationType) l.visit(part, Role::kType);
  }
  pattern_of(l, {parts.begin(), sign}, Role::kAlias);
  if (sign == parts.end()) {
    pattern_of(l, parts, Role::kValue);  // `let a` is `let a = a`
  } else {
    for (const RawId part : std::span(sign + 1, parts.end())) l.visit(part, Role::kValue);
  }
  l.close();
}

// All conditions after a keyword, joined.
void conditions(Lowering& l, RawId at, std::string_view keyword, Role role) {
  std::vector<Nodes> groups(1);
  bool began = false;
  int depth = 0;
  for (const RawId child : l.children(at)) {
    if (!began) {
      began = is_token(l, child, keyword);
      continue;
    }
    if (is_token(l, child, "{") || l.type(child) == kElseType) break;
    if (l.dropped(child)) continue;
    depth += is_token(l, child, "(") ? 1 : is_token(l, child, ")") ? -1 : 0;
    if (depth == 0 && is_token(l, child, ",")) {
      groups.emplace_back();
    } else {
      groups.back().push_back(child);
    }
  }
  std::erase_if(groups, [](const Nodes& group) { return group.empty(); });
  if (groups.empty()) return;
  for (std::size_t i = groups.size(); i > 1; --i) {
    l.open_from(groups.front().front(), Kind::kBinary, i == groups.size() ? role : Role::kLeft,
                groups[i - 1].back(), l.intern("&&"));
  }
  condition(l, groups.front(), groups.size() == 1 ? role : Role::kLeft);
  for (std::size_t i = 1; i < groups.size(); ++i) {
    condition(l, groups[i], Role::kRight);
    l.close();
  }
}

}  // namespace

void pattern(Lowering& l, RawId at, Role role) {
  Nodes parts;
  for (const RawId child : l.children(at)) parts.push_back(child);
  pattern_of(l, parts, role);
}

void if_statement(Lowering& l, RawId at, Role role) {
  const RawId otherwise = l.child_of_type(at, kElseType);
  l.open(Kind::kIf, role, at);
  conditions(l, at, "if", Role::kCondition);
  braces(l, at, Role::kBody);
  if (otherwise != 0) {
    RawId next = 0;
    for (const RawId child : l.children(at)) {
      if (child > otherwise && l.type(child) == kIfType) next = child;
    }
    if (next != 0) {
      l.visit(next, Role::kAlternative);
    } else {
      braces(l, at, Role::kAlternative, otherwise);
    }
  }
  l.close();
}

void guard_statement(Lowering& l, RawId at, Role role) {
  const RawId otherwise = l.child_of_type(at, kElseType);
  l.open(Kind::kIf, role, at);
  l.open(Kind::kUnary, Role::kCondition, at, l.intern("!"));
  conditions(l, at, "guard", Role::kOperand);
  l.close();
  braces(l, at, Role::kBody, otherwise);
  l.close();
}

void while_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kWhile, role, at);
  conditions(l, at, "while", Role::kCondition);
  braces(l, at, Role::kBody);
  l.close();
}

void repeat_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kDoWhile, role, at);
  conditions(l, at, "while", Role::kCondition);
  braces(l, at, Role::kBody);
  l.close();
}

void for_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kForEach, role, at);
  l.visit(l.field(at, Field::kItem), Role::kLeft);
  l.visit(l.field(at, Field::kCollection), Role::kRight);
  l.visit(l.child_of_type(at, kWhereType), Role::kGuard);
  braces(l, at, Role::kBody);
  l.close();
}

void switch_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kSwitch, role, at);
  l.visit(l.field(at, Field::kExpr), Role::kCondition);
  braces(l, at, Role::kBody);
  l.close();
}

void switch_entry(Lowering& l, RawId at, Role role) {
  const RawId otherwise = l.child_of_type(at, kDefaultType);
  RawId body = 0;
  l.open(Kind::kCase, role, at, otherwise == 0 ? 0 : l.intern("default"));
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kStatementsType) {
      body = child;
    } else if (l.type(child) == kEntryPatternType) {
      l.visit_children(child, Role::kValue);
    } else if (is_named(l, child) && l.type(child) != kModifiersType && child != otherwise) {
      l.visit(child, Role::kGuard);
    }
  }
  l.open(Kind::kBlock, Role::kBody, body == 0 ? at : body);
  l.visit(body, Role::kItem);
  l.close();
  l.close();
}

void do_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kTry, role, at);
  braces(l, at, Role::kBody);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kCatchType) l.visit(child, Role::kHandler);
  }
  l.close();
}

void catch_block(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCatch, role, at);
  l.visit(l.field(at, Field::kError), Role::kName);
  l.visit(l.child_of_type(at, kWhereType), Role::kGuard);
  braces(l, at, Role::kBody);
  l.close();
}

// `return`, `break`, `continue`, `throw`.
void control_transfer(Lowering& l, RawId at, Role role) {
  const std::string_view text = l.concrete().text_of(at);
  const Kind kind = text.starts_with("throw")      ? Kind::kThrow
                    : text.starts_with("break")    ? Kind::kBreak
                    : text.starts_with("continue") ? Kind::kContinue
                    : text.starts_with("yield")    ? Kind::kYield
                                                   : Kind::kReturn;
  l.open(kind, role, at);
  l.visit_children(at, Role::kOperand);
  l.close();
}

}  // namespace scan::syntax::swift
