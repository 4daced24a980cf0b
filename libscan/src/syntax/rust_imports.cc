// A `use` of Rust is a tree of names: each leaf is an import by the path that leads to it.
#include <cstddef>
#include <utility>
#include <vector>

#include "syntax/rust.h"

namespace scan::syntax::rust {
namespace {

void path_parts(const Lowering& l, RawId path, std::vector<RawId>& out) {
  std::vector<RawId> parts;
  while (path != 0 && l.type(path) == kScopedIdentifierType) {
    parts.push_back(l.field(path, Field::kName));
    path = l.field(path, Field::kPath);
  }
  if (path != 0) parts.push_back(path);
  out.insert(out.end(), parts.rbegin(), parts.rend());
}

void one_import(Lowering& l, RawId statement, const std::vector<RawId>& parts, std::size_t modules,
                RawId alias, Role role) {
  l.open(Kind::kImport, role, statement);
  for (std::size_t i = 0; i < modules; ++i) l.visit(parts[i], Role::kModule);
  const RawId last = parts.size() > modules ? parts.back() : statement;
  l.open(Kind::kImportItem, Role::kItem, last);
  if (parts.size() > modules) {
    l.visit(last, Role::kName);
  } else {
    l.leaf(Kind::kIdentifier, Role::kName, last, l.intern("*"));
  }
  l.visit(alias, Role::kAlias);
  l.close();
  l.close();
}

}  // namespace

void use_declaration(Lowering& l, RawId at, Role role) {
  struct Clause {
    RawId node;
    std::vector<RawId> prefix;
  };
  std::vector<Clause> clauses;
  clauses.push_back({l.field(at, Field::kArgument), {}});
  while (!clauses.empty()) {
    Clause clause = std::move(clauses.back());
    clauses.pop_back();
    const RawId node = clause.node;
    if (node == 0) continue;
    RawId list = l.type(node) == kUseListType ? node : 0;
    switch (l.type(node)) {
      case kScopedUseListType:
        path_parts(l, l.field(node, Field::kPath), clause.prefix);
        list = l.field(node, Field::kList);
        break;
      case kUseListType:
        break;
      case kUseAsClauseType:
        path_parts(l, l.field(node, Field::kPath), clause.prefix);
        if (clause.prefix.empty()) break;
        one_import(l, at, clause.prefix, clause.prefix.size() - 1, l.field(node, Field::kAlias),
                   role);
        break;
      case kUseWildcardType:
        path_parts(l, l.named_child(node, 0), clause.prefix);
        one_import(l, at, clause.prefix, clause.prefix.size(), 0, role);
        break;
      default:
        path_parts(l, node, clause.prefix);
        one_import(l, at, clause.prefix, clause.prefix.size() - 1, 0, role);
    }
    if (list == 0) continue;
    std::vector<Clause> inner;
    for (const RawId child : l.children(list)) {
      if (l.raw(child).named && !l.dropped(child)) inner.push_back({child, clause.prefix});
    }
    clauses.insert(clauses.end(), inner.rbegin(), inner.rend());
  }
}

}  // namespace scan::syntax::rust
