// Imports of Go: a package is known by a name that its path only suggests.
#include <cstddef>
#include <string_view>

#include "syntax/go.h"

namespace scan::syntax::go {
namespace {

bool is_version(std::string_view text) {
  return text.size() > 1 && text[0] == 'v' &&
         text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

// The name by which code knows a package: the last part of its path, without a version ("x/v2",
// "x.v2") and without what marks it as written in Go.
std::string_view package_name(std::string_view path) {
  const auto last = [](std::string_view text) { return text.substr(text.rfind('/') + 1); };
  std::string_view name = last(path);
  if (is_version(name) && name.size() < path.size()) {
    name = last(path.substr(0, path.size() - name.size() - 1));
  }
  if (const std::size_t dot = name.rfind('.');
      dot != std::string_view::npos && is_version(name.substr(dot + 1))) {
    name = name.substr(0, dot);
  }
  if (name.size() > 3 && name.ends_with("-go")) name.remove_suffix(3);
  return name;
}

void import_spec(Lowering& l, RawId spec, RawId declaration, Role role) {
  if (is_any_number(l, spec)) return;
  const RawId path = l.field(spec, Field::kPath);
  const RawId name = l.field(spec, Field::kName);
  if (path == 0) return;
  l.open(Kind::kImport, role, declaration, l.intern(package_name(content(l, path))));
  l.visit(path, Role::kModule);
  if (name != 0 && l.type(name) == kDotType) {
    l.open(Kind::kImportItem, Role::kItem, name);
    l.leaf(Kind::kIdentifier, Role::kName, name, l.intern("*"));
    l.close();
  } else if (name != 0) {
    l.leaf(Kind::kIdentifier, Role::kAlias, name, l.text(name));
  }
  l.close();
}

}  // namespace

void import_declaration(Lowering& l, RawId at, Role role) {
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kImportSpecType) import_spec(l, child, at, role);
    if (l.type(child) != kImportSpecListType) continue;
    for (const RawId spec : l.children(child)) {
      if (l.type(spec) == kImportSpecType) import_spec(l, spec, at, role);
    }
  }
}

}  // namespace scan::syntax::go
