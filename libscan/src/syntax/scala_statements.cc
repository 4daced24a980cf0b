// Statements of Scala, imports and packages among them: what the grammar has as a list of parts in
// order, a guard wherever it may stand.
#include <span>
#include <vector>

#include "syntax/recipes.h"
#include "syntax/scala.h"

namespace scan::syntax::scala {
namespace {

// `p if c` is one pattern.
void visit_pattern(Lowering& l, RawId at, RawId pattern) {
  const RawId guard = l.child_of_type(at, kGuardType);
  if (guard == 0) return l.visit(pattern, Role::kValue);
  l.open_until(Kind::kBinary, Role::kValue, pattern, guard, l.intern("if"));
  l.visit(pattern, Role::kLeft);
  l.visit(l.field(guard, Field::kCondition), Role::kRight);
  l.close();
}

// The statements behind `=>`, each of which has the field.
void visit_clause_body(Lowering& l, RawId at) {
  l.open(Kind::kBlock, Role::kBody, at);
  for (const RawId child : l.children(at)) {
    if (is_named(l, child) && !l.in_field(child, Field::kPattern) && l.type(child) != kGuardType) {
      l.visit(child, Role::kItem);
    }
  }
  l.close();
}

void handler(Lowering& l, RawId at) {
  const RawId pattern = l.field(at, Field::kPattern);
  l.open(Kind::kCatch, Role::kHandler, at);
  if (pattern != 0 && l.type(pattern) == kTypedPatternType) {
    l.visit(l.field(pattern, Field::kType), Role::kType);
    l.visit(l.field(pattern, Field::kPattern), Role::kName);
  } else if (pattern != 0) {
    const bool is_name = l.raw(pattern).end == pattern + 1 || l.type(pattern) == kWildcardType;
    l.visit(pattern, is_name ? Role::kName : Role::kType);
  }
  if (const RawId guard = l.child_of_type(at, kGuardType); guard != 0) {
    l.visit(l.field(guard, Field::kCondition), Role::kGuard);
  }
  visit_clause_body(l, at);
  l.close();
}

// `catch { case … }`, `catch case …`, `catch f`.
void visit_handlers(Lowering& l, RawId at) {
  if (l.field(at, Field::kPattern) != 0) return handler(l, at);
  const RawId inner = l.named_child(at, 0);
  if (inner == 0) return;
  if (l.type(inner) == kCasesType) {
    for (const RawId child : l.children(inner)) {
      if (l.type(child) == kCaseType) handler(l, child);
    }
    return;
  }
  l.open(Kind::kCatch, Role::kHandler, at);
  l.visit_as_block(inner, Role::kBody);
  l.close();
}

// `import a.b` by its path, with what is imported last.
void import_one(Lowering& l, RawId at, Role role, std::span<const RawId> path, RawId item) {
  l.open(Kind::kImport, role, at);
  for (const RawId part : path) l.visit(part, Role::kModule);
  const bool renamed = l.type(item) == kRenamedType;
  l.open(Kind::kImportItem, Role::kItem, item);
  if (l.type(item) == kWildcardType) {
    l.leaf(Kind::kIdentifier, Role::kName, item, l.intern("*"));
  } else {
    l.visit(renamed ? l.field(item, Field::kName) : item, Role::kName);
    if (renamed) l.visit(l.field(item, Field::kAlias), Role::kAlias);
  }
  l.close();
  l.close();
}

// Each of `import a.b, c.{d, e => f}, g._` is an import of its own, and so are d and f.
void import_of(Lowering& l, RawId at, Role role, std::span<const RawId> parts) {
  if (parts.empty()) return;
  const std::span<const RawId> path = parts.first(parts.size() - 1);
  if (l.type(parts.back()) != kSelectorsType) return import_one(l, at, role, path, parts.back());
  for (const RawId child : l.children(parts.back())) {
    if (is_named(l, child)) import_one(l, at, role, path, child);
  }
}

}  // namespace

void case_clause(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCase, role, at);
  visit_pattern(l, at, l.field(at, Field::kPattern));
  visit_clause_body(l, at);
  l.close();
}

void match(Lowering& l, RawId at, Role role) {
  l.open(Kind::kSwitch, role, at);
  l.visit(l.field(at, Field::kValue), Role::kCondition);
  if (const RawId body = l.field(at, Field::kBody); body != 0) {
    l.node(Kind::kBlock, body, Role::kBody);
  }
  l.close();
}

void try_expression(Lowering& l, RawId at, Role role) {
  l.open(Kind::kTry, role, at);
  l.visit_as_block(l.field(at, Field::kBody), Role::kBody);
  if (const RawId clause = l.child_of_type(at, kCatchType); clause != 0) visit_handlers(l, clause);
  if (const RawId clause = l.child_of_type(at, kFinallyType); clause != 0) {
    l.visit_as_block(l.named_child(clause, 0), Role::kFinally);
  }
  l.close();
}

// `for (a <- b if c; d = e)`: what is gone through, tested and named, in order; named "yield" where
// it makes something.
void for_expression(Lowering& l, RawId at, Role role) {
  l.open(Kind::kForEach, role, at, l.has_token(at, "yield") ? l.intern("yield") : 0);
  for (const RawId child : l.children(at)) {
    if (is_named(l, child) && !l.in_field(child, Field::kBody)) l.visit(child, Role::kItem);
  }
  l.visit_as_block(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void enumerator(Lowering& l, RawId at, Role role) {
  const RawId left = l.named_child(at, 0);
  if (left != 0 && l.type(left) != kGuardType) {
    const RawId guard = l.child_of_type(at, kGuardType);
    const RawId right = l.named_child(at, 1);
    l.open_until(Kind::kComprehensionFor, role, at, right == 0 || guard == 0 ? at : right,
                 l.has_token(at, "=") ? l.intern("=") : 0);
    l.visit(left, Role::kLeft);
    l.visit(right, Role::kRight);
    l.close();
  }
  for (const RawId child : l.children(at)) {
    if (l.type(child) != kGuardType) continue;
    l.open(Kind::kComprehensionIf, role, child);
    l.visit(l.field(child, Field::kCondition), Role::kCondition);
    l.close();
  }
}

void import_declaration(Lowering& l, RawId at, Role role) {
  std::vector<RawId> parts;
  for (const RawId child : l.children(at)) {
    if (is_named(l, child)) {
      parts.push_back(child);
    } else if (l.concrete().text_of(child) == ",") {
      import_of(l, at, role, parts);
      parts.clear();
    }
  }
  import_of(l, at, role, parts);
}

// What a package clause holds in braces is of the file, as what follows it is.
void package(Lowering& l, RawId at, Role role) {
  const RawId name = l.field(at, Field::kName);
  const RawId body = l.field(at, Field::kBody);
  l.open_until(Kind::kPackage, role, at, name);
  l.visit(name, Role::kName);
  l.close();
  if (body != 0) l.visit_children(body, role);
}

void package_name(Lowering& l, RawId at, Role role) {
  std::vector<RawId> names;
  for (const RawId child : l.children(at)) {
    if (is_named(l, child)) names.push_back(child);
  }
  if (!names.empty()) member_chain(l, names, at, role);
}

}  // namespace scan::syntax::scala
