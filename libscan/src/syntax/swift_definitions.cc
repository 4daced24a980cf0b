// Names, values and accessors of a declaration stand side by side in the grammar's tree; one node
// of the common Tree is made for each name.
#include "syntax/swift_definitions.h"

#include <string_view>

#include "syntax/swift_nodes.h"

namespace scan::syntax::swift {
namespace {

// Words are modifiers, attributes decorators, wherever the grammar has them; `before` ends them,
// where there may be many children behind.
void visit_modifiers(Lowering& l, RawId at, RawId before = 0) {
  for (const RawId child : l.children(at)) {
    if (before != 0 && child >= before) return;
    if (l.type(child) == kModifierType || l.type(child) == kBindingWordType) {
      l.leaf(Kind::kIdentifier, Role::kModifier, child, l.text(child));
    } else if (l.type(child) == kAttributeType) {
      l.visit(child, Role::kDecorator);
    } else if (l.type(child) == kModifiersType) {
      visit_modifiers(l, child);  // which are in no others
    }
  }
}

// A parameter's default stands beside it.
void parameters(Lowering& l, RawId at) {
  const RawId from = token(l, at, "(");
  const RawId to = token(l, at, ")", from);
  if (from == 0 || to == 0) {
    l.open(Kind::kParameters, Role::kParameters, at);
  } else {
    l.open_from(from, Kind::kParameters, Role::kParameters, to);
  }
  bool is_open = false;
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kParameterType) {
      if (is_open) l.close();
      l.open(Kind::kParameter, Role::kItem, child);
      visit_modifiers(l, child);
      l.visit(l.child_of_type(child, kTypeType), Role::kType);
      l.visit(l.field(child, Field::kName), Role::kName);
      is_open = true;
    } else if (is_open && l.in_field(child, Field::kDefaultValue)) {
      l.visit(child, Role::kDefault);
    }
  }
  if (is_open) l.close();
  l.close();
}

}  // namespace

// `@a` and `@a(b)`.
void attribute(Lowering& l, RawId at, Role role) {
  const RawId name = l.child_of_type(at, kTypeType);
  const RawId open = token(l, at, "(");
  l.open(Kind::kDecorator, role, at);
  if (open == 0) {
    l.visit(name, Role::kOperand);
  } else {
    l.open_from(name, Kind::kCall, Role::kOperand, at);
    l.visit(name, Role::kCallee);
    between(l, at, Kind::kArguments, Role::kArguments, open, token(l, at, ")", open));
    l.close();
  }
  l.close();
}

void class_like(Lowering& l, RawId at, Role role) {
  const RawId word = l.field(at, Field::kDeclarationKind);
  const std::string_view kind = word == 0 ? std::string_view() : l.concrete().text_of(word);
  l.open(Kind::kClass, role, at, l.intern(kind == "protocol" ? "interface" : "class"));
  visit_modifiers(l, at);
  if (kind == "enum") l.leaf(Kind::kIdentifier, Role::kModifier, word, l.text(word));
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.child_of_type(at, kTypeParametersType), Role::kTypeArguments);
  for (const RawId child : l.children(at)) {
    if (l.type(child) != kInheritanceType) continue;
    l.open(Kind::kType, Role::kBases, child, l.intern(":"));
    l.visit_children(child, Role::kItem);
    l.close();
  }
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

// One entry for each name of `case a = 1, b(T)`.
void enum_entry(Lowering& l, RawId at, Role role) {
  Nodes names;
  for (const RawId child : l.children(at)) {
    if (l.in_field(child, Field::kName)) names.push_back(child);
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    const RawId end = i + 1 < names.size() ? names[i + 1] : l.raw(at).end;
    l.open(Kind::kField, role, names.size() == 1 ? at : names[i]);
    visit_modifiers(l, at, names[0]);
    l.visit(names[i], Role::kName);
    for (RawId child = l.raw(names[i]).end; child < end; child = l.raw(child).end) {
      if (!is_named(l, child)) continue;
      l.open(Kind::kArguments, Role::kArguments, child);
      l.visit(child, Role::kItem);
      l.close();
    }
    l.close();
  }
}

void function(Lowering& l, RawId at, Role role, std::string_view word) {
  const RawId name = l.field(at, Field::kName);
  const bool has_name = word.empty();
  l.open(Kind::kFunction, role, at);
  visit_modifiers(l, at);
  if (const RawId async = token(l, at, "async"); async != 0) {
    l.leaf(Kind::kIdentifier, Role::kModifier, async, l.text(async));
  }
  l.visit(l.child_of_type(at, kTypeParametersType), Role::kTypeArguments);
  l.visit(l.child_of_type(at, kTypeType), Role::kType);
  if (has_name && name != 0) {
    l.leaf(Kind::kIdentifier, Role::kName, name, l.text(name));
  } else {
    const RawId first = l.first_token(at);
    l.leaf(Kind::kIdentifier, Role::kName, first == 0 ? at : first, l.intern(word));
  }
  parameters(l, at);
  if (const RawId body = l.child_of_type(at, kBodyType); body != 0) {
    l.visit(body, Role::kBody);
  } else if (token(l, at, "{") != 0) {
    braces(l, at, Role::kBody);
  }
  l.close();
}

void lambda_parameter(Lowering& l, RawId at, Role role) {
  l.open(Kind::kParameter, role, at);
  l.visit(l.child_of_type(at, kTypeType), Role::kType);
  l.visit(l.field(at, Field::kName), Role::kName);
  l.close();
}

// One variable for each name of `let a = 1, b: T`, all with the words before them.
void property(Lowering& l, RawId at, Role role) {
  Nodes names;
  for (const RawId child : l.children(at)) {
    if (l.in_field(child, Field::kName)) names.push_back(child);
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    const RawId end = i + 1 < names.size() ? names[i + 1] : l.raw(at).end;
    l.open(Kind::kVariable, role, names.size() == 1 ? at : names[i]);
    visit_modifiers(l, at, names[0]);
    visit_modifiers(l, names[i]);  // in protocols `var` is a part of the name
    RawId value = 0;
    RawId accessors = 0;
    for (RawId child = l.raw(names[i]).end; child < end; child = l.raw(child).end) {
      if (l.type(child) == kTypeAnnotationType) l.visit(child, Role::kType);
      if (l.in_field(child, Field::kValue)) value = child;
      if (l.type(child) == kBodyType) accessors = child;
    }
    l.visit(names[i], Role::kLeft);
    l.visit(value, Role::kRight);
    l.visit(accessors, Role::kBody);
    l.close();
  }
}

void import_declaration(Lowering& l, RawId at, Role role) {
  const RawId path = l.child_of_type(at, kPathType);
  l.open(Kind::kImport, role, at);
  if (path != 0) l.visit_children(path, Role::kModule);
  l.open(Kind::kImportItem, Role::kItem, at);
  l.leaf(Kind::kIdentifier, Role::kName, at, l.intern("*"));
  l.close();
  l.close();
}

}  // namespace scan::syntax::swift
