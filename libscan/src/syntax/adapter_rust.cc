// Rust: from the types of tree-sitter-rust to the common Tree.
//
// What is levelled here: a path is a chain of members; a `use` of several names is several imports;
// attributes belong to the item after them; the last expression of a function returns; a macro is a
// call of `name!`, whose tokens between commas are its arguments.
#include <string>
#include <vector>

#include "syntax/adapter.h"
#include "syntax/recipes.h"
#include "syntax/rust.h"

extern "C" const TSLanguage* tree_sitter_rust();

namespace scan::syntax {
namespace rust {
namespace {

// Attributes and modifiers.

// The attributes that end where an item begins, the nearest first.
std::vector<RawId> attributes_before(const Lowering& l, RawId item) {
  std::vector<RawId> found;
  RawId at = item;
  while (at > 0 && l.concrete().text_of(at - 1) == "]") {
    const std::uint32_t end = l.raw(at - 1).span.end;
    RawId attribute = at - 1;
    while (attribute > 0 && l.raw(attribute).span.end == end &&
           l.type(attribute) != kAttributeItemType) {
      --attribute;
    }
    // What is nested in it may end before it does.
    while (attribute > 0 && l.type(attribute) != kAttributeItemType && l.raw(attribute).end < at) {
      --attribute;
    }
    if (l.type(attribute) != kAttributeItemType || l.raw(attribute).end != at) break;
    found.push_back(attribute);
    at = attribute;
  }
  return found;
}

// Begins an item, with the attributes before it.
void open_item(Lowering& l, Kind kind, Role role, RawId at, Symbol name = 0) {
  const std::vector<RawId> attributes = attributes_before(l, at);
  l.open_from(attributes.empty() ? at : attributes.back(), kind, role, at, name);
}

void modifiers(Lowering& l, RawId at) {
  const std::vector<RawId> attributes = attributes_before(l, at);
  for (auto each = attributes.rbegin(); each != attributes.rend(); ++each) {
    l.visit(l.named_child(*each, 0), Role::kDecorator);
  }
  for (const RawId child : l.children(at)) {
    const std::uint8_t type = l.type(child);
    if (type == kVisibilityType || type == kMutableType) {
      l.leaf(Kind::kIdentifier, Role::kModifier, child, l.text(child));
    } else if (type == kFunctionModifiersType) {
      for (const RawId word : l.children(child)) {
        l.leaf(Kind::kIdentifier, Role::kModifier, word, l.text(word));
      }
    }
  }
}

// Tokens between commas: one alone is itself, several are what they are together.
void token_arguments(Lowering& l, RawId tree) {
  std::vector<RawId> argument;
  const auto flush = [&] {
    if (argument.empty()) return;
    const bool alone = argument.size() == 1;
    if (!alone) l.open(Kind::kOther, Role::kItem, argument.front());
    for (const RawId token : argument) {
      if (l.raw(token).named) {
        l.visit(token, Role::kItem);
      } else {
        l.leaf(Kind::kText, Role::kItem, token, l.text(token));
      }
    }
    if (!alone) l.close();
    argument.clear();
  };
  const std::uint32_t end = l.raw(tree).end;
  for (RawId child = tree + 1; child < end; child = l.raw(child).end) {
    const bool bracket = child == tree + 1 || l.raw(child).end == end;
    if (bracket && !l.raw(child).named) continue;
    if (!l.raw(child).named && l.concrete().text_of(child) == ",") {
      flush();
    } else {
      argument.push_back(child);
    }
  }
  flush();
}

void token_tree(Lowering& l, RawId at, Role role) {
  l.open(Kind::kList, role, at);
  token_arguments(l, at);
  l.close();
}

void macro_invocation(Lowering& l, RawId at, Role role) {
  const RawId macro = l.field(at, Field::kMacro);
  const RawId tree = l.child_of_type(at, kTokenTreeType);
  l.open(Kind::kCall, role, at);
  if (macro != 0) {
    std::string name(l.concrete().text_of(macro));
    l.leaf(Kind::kIdentifier, Role::kCallee, macro, l.make(name + "!"));
  }
  l.open(Kind::kArguments, Role::kArguments, tree != 0 ? tree : at);
  if (tree != 0) token_arguments(l, tree);
  l.close();
  l.close();
}

// `#[name(a, b)]` is decorated with a call, `#[name]` with a name.
void attribute(Lowering& l, RawId at, Role) {
  const RawId arguments = l.field(at, Field::kArguments);
  const RawId value = l.field(at, Field::kValue);
  l.open(Kind::kDecorator, Role::kDecorator, at);
  if (arguments != 0 || value != 0) {
    l.open(Kind::kCall, Role::kOperand, at);
    l.visit(l.named_child(at, 0), Role::kCallee);
    l.open(Kind::kArguments, Role::kArguments, arguments != 0 ? arguments : value);
    if (arguments != 0) token_arguments(l, arguments);
    l.visit(value, Role::kItem);
    l.close();
    l.close();
  } else {
    l.visit(l.named_child(at, 0), Role::kOperand);
  }
  l.close();
}

// Literals.

void raw_string(Lowering& l, RawId at, Role role) {
  const std::string_view text = l.concrete().text_of(at);
  const std::size_t begin = text.find('"');
  const std::size_t end = text.rfind('"');
  const bool whole = begin != std::string_view::npos && end > begin;
  l.leaf(Kind::kString, role, at,
         l.intern(whole ? text.substr(begin + 1, end - begin - 1) : std::string_view()));
}

// Its digits, without its type: `10u8`.
void integer(Lowering& l, RawId at, Role role) {
  std::string_view text = l.concrete().text_of(at);
  const bool hexadecimal =
      text.starts_with("0x") || text.starts_with("0b") || text.starts_with("0o");
  const std::size_t type = text.find_first_of("iu", hexadecimal ? 2 : 0);
  if (type != std::string_view::npos) text = text.substr(0, type);
  l.leaf(Kind::kNumber, role, at,
         is_canonical_number(text) ? l.intern(text) : l.make(canonical_number(text)));
}

// Names and types.

void scoped(Lowering& l, RawId at, Role role) {
  const RawId path = l.field(at, Field::kPath);
  if (path == 0) return l.visit(l.field(at, Field::kName), role);
  l.open(Kind::kMember, role, at);
  l.visit(path, Role::kObject);
  l.visit(l.field(at, Field::kName), Role::kProperty);
  l.close();
}

void generic_type(Lowering& l, RawId at, Role role) {
  l.open(Kind::kType, role, at, l.intern("<>"));
  l.visit(l.field(at, Field::kType), Role::kItem);
  if (const RawId list = l.field(at, Field::kTypeArguments); list != 0) {
    l.visit_children(list, Role::kItem);
  }
  l.close();
}

void generic_function(Lowering& l, RawId at, Role role) {
  l.visit(l.field(at, Field::kFunction), role);
}

template <Word word>
void pointed(Lowering& l, RawId at, Role role) {
  l.open(Kind::kType, role, at, l.intern(word.characters));
  l.visit(l.field(at, Field::kType), Role::kItem);
  l.close();
}

// Definitions.

void parameters(Lowering& l, RawId list) {
  l.open(Kind::kParameters, Role::kParameters, list);
  for (const RawId child : l.children(list)) {
    if (!l.raw(child).named || l.dropped(child) || l.type(child) == kAttributeItemType) continue;
    l.open(Kind::kParameter, Role::kItem, child);
    if (l.type(child) == kSelfParameterType) {
      l.leaf(Kind::kIdentifier, Role::kName, child, l.intern("self"));
    } else if (l.type(child) == kParameterType) {
      modifiers(l, child);
      l.visit(l.field(child, Field::kPattern), Role::kName);
      l.visit(l.field(child, Field::kType), Role::kType);
    } else {
      l.visit(child, Role::kName);
    }
    l.close();
  }
  l.close();
}

// The last expression of a function's body is what it returns.
void body(Lowering& l, RawId at) {
  if (at == 0) return;
  if (l.type(at) != kBlockType) {
    l.open(Kind::kBlock, Role::kBody, at);
    l.open(Kind::kReturn, Role::kItem, at);
    l.visit(at, Role::kOperand);
    l.close();
    l.close();
    return;
  }
  RawId last = 0;
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && !l.dropped(child)) last = child;
  }
  l.open(Kind::kBlock, Role::kBody, at);
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named) continue;
    const std::uint8_t type = l.type(child);
    const bool statement = type == kExpressionStatementType || type == kStatementType;
    const std::string_view text = l.concrete().text_of(child);
    if (child == last && !statement && text != "..." && !text.starts_with("$...")) {
      l.open(Kind::kReturn, Role::kItem, child);
      l.visit(child, Role::kOperand);
      l.close();
    } else {
      l.visit(child, Role::kItem);
    }
  }
  l.close();
}

void function(Lowering& l, RawId at, Role role) {
  open_item(l, Kind::kFunction, role, at);
  modifiers(l, at);
  l.visit(l.field(at, Field::kName), Role::kName);
  if (const RawId list = l.field(at, Field::kParameters); list != 0) parameters(l, list);
  l.visit(l.field(at, Field::kReturnType), Role::kType);
  body(l, l.field(at, Field::kBody));
  l.close();
}

void closure(Lowering& l, RawId at, Role role) {
  l.open(Kind::kLambda, role, at);
  if (const RawId list = l.field(at, Field::kParameters); list != 0) parameters(l, list);
  body(l, l.field(at, Field::kBody));
  l.close();
}

// `struct`, `enum`, `union`, `trait`; of an `impl` the name is the type, the base the trait.
template <Word word>
void definition(Lowering& l, RawId at, Role role) {
  const RawId name = l.field(at, Field::kName);
  const RawId trait = l.field(at, Field::kTrait);
  open_item(l, Kind::kClass, role, at, l.intern(word.characters));
  modifiers(l, at);
  l.visit(name != 0 ? name : l.field(at, Field::kType), Role::kName);
  if (trait != 0) {
    l.open(Kind::kArguments, Role::kBases, trait);
    l.visit(trait, Role::kItem);
    l.close();
  }
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void field_declaration(Lowering& l, RawId at, Role role) {
  l.open(Kind::kField, role, at);
  modifiers(l, at);
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.field(at, Field::kType), Role::kType);
  l.visit(l.field(at, Field::kValue), Role::kValue);
  l.close();
}

template <Word word>
void variable(Lowering& l, RawId at, Role role) {
  const RawId pattern = l.field(at, Field::kPattern);
  l.open(Kind::kVariable, role, at, l.intern(word.characters));
  modifiers(l, at);
  l.visit(pattern != 0 ? pattern : l.field(at, Field::kName), Role::kLeft);
  l.visit(l.field(at, Field::kType), Role::kType);
  l.visit(l.field(at, Field::kValue), Role::kRight);
  l.visit(l.field(at, Field::kAlternative), Role::kElse);
  l.close();
}

void module(Lowering& l, RawId at, Role role) {
  open_item(l, Kind::kPackage, role, at);
  modifiers(l, at);
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

// Expressions and statements.

void reference(Lowering& l, RawId at, Role role) {
  l.open(Kind::kUnary, role, at, l.intern("&"));
  l.visit(l.field(at, Field::kValue), Role::kOperand);
  l.close();
}

void field_expression(Lowering& l, RawId at, Role role) {
  l.open(Kind::kMember, role, at);
  l.visit(l.field(at, Field::kValue), Role::kObject);
  l.visit(l.field(at, Field::kField), Role::kProperty);
  l.close();
}

void cast(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCast, role, at);
  l.visit(l.field(at, Field::kType), Role::kType);
  l.visit(l.field(at, Field::kValue), Role::kOperand);
  l.close();
}

void struct_expression(Lowering& l, RawId at, Role role) {
  const RawId list = l.field(at, Field::kBody);
  l.open(Kind::kNew, role, at);
  l.visit(l.field(at, Field::kName), Role::kCallee);
  l.open(Kind::kArguments, Role::kArguments, list);
  if (list != 0) l.visit_children(list, Role::kItem);
  l.close();
  l.close();
}

void field_initializer(Lowering& l, RawId at, Role role) {
  l.open(Kind::kKeywordArgument, role, at);
  l.visit(l.field(at, Field::kField), Role::kName);
  l.visit(l.field(at, Field::kValue), Role::kValue);
  l.close();
}

void shorthand(Lowering& l, RawId at, Role role) {
  const std::string_view text = l.concrete().text_of(at);
  if (text == "..." || text.starts_with("$...")) {
    return l.leaf(Kind::kIdentifier, role, at, l.text(at));
  }
  l.open(Kind::kKeywordArgument, role, at);
  l.leaf(Kind::kIdentifier, Role::kName, at, l.text(at));
  l.leaf(Kind::kIdentifier, Role::kValue, at, l.text(at));
  l.close();
}

// A pattern that takes apart what was made by a call.
void tuple_struct_pattern(Lowering& l, RawId at, Role role) {
  const RawId type = l.field(at, Field::kType);
  l.open(Kind::kCall, role, at);
  l.visit(type, Role::kCallee);
  l.open(Kind::kArguments, Role::kArguments, at);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && child != type) {
      l.visit(child, Role::kItem);
    } else if (l.concrete().text_of(child) == "_") {
      l.leaf(Kind::kIdentifier, Role::kItem, child, l.text(child));
    }
  }
  l.close();
  l.close();
}

void else_clause(Lowering& l, RawId at, Role role) { l.visit(l.named_child(at, 0), role); }

void match_expression(Lowering& l, RawId at, Role role) {
  l.open(Kind::kSwitch, role, at);
  l.visit(l.field(at, Field::kValue), Role::kCondition);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void match_arm(Lowering& l, RawId at, Role role) {
  const RawId pattern = l.field(at, Field::kPattern);
  l.open(Kind::kCase, role, at);
  if (pattern != 0) {
    const RawId value = l.named_child(pattern, 0);
    if (value != 0 && !l.in_field(value, Field::kCondition)) {
      l.visit(value, Role::kValue);
    } else {
      l.leaf(Kind::kIdentifier, Role::kValue, pattern, l.intern("_"));
    }
    l.visit(l.field(pattern, Field::kCondition), Role::kGuard);
  }
  l.visit_as_block(l.field(at, Field::kValue), Role::kBody);
  l.close();
}

void for_expression(Lowering& l, RawId at, Role role) {
  l.open(Kind::kForEach, role, at);
  l.visit(l.field(at, Field::kPattern), Role::kLeft);
  l.visit(l.field(at, Field::kValue), Role::kRight);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

Adapter make() {
  return make_adapter(
      tree_sitter_rust(),
      {
          drop_row("attribute_item").typed(kAttributeItemType),
          drop_row("inner_attribute_item"),
          drop_row("visibility_modifier").typed(kVisibilityType),
          type_row("function_modifiers").typed(kFunctionModifiersType),
          drop_row("mutable_specifier").typed(kMutableType),
          type_row("parameter").typed(kParameterType),
          type_row("self_parameter").typed(kSelfParameterType),
          type_row("use_list").typed(kUseListType),
          type_row("scoped_use_list").typed(kScopedUseListType),
          type_row("use_as_clause").typed(kUseAsClauseType),
          type_row("use_wildcard").typed(kUseWildcardType),
          drop_row("line_comment"),
          drop_row("block_comment"),
          drop_row("shebang"),
          drop_row("empty_statement").typed(kStatementType),
          drop_row("lifetime"),
          drop_row("label"),
          drop_row("type_parameters"),
          drop_row("where_clause"),
          drop_row("trait_bounds"),
          node_row("block", Kind::kBlock).typed(kBlockType),
          inline_row("expression_statement").typed(kExpressionStatementType),
          inline_row("parenthesized_expression"),
          // Names and literals.
          leaf_row("identifier", Kind::kIdentifier),
          leaf_row("type_identifier", Kind::kIdentifier),
          leaf_row("field_identifier", Kind::kIdentifier),
          leaf_row("shorthand_field_identifier", Kind::kIdentifier),
          leaf_row("primitive_type", Kind::kIdentifier),
          leaf_row("self", Kind::kIdentifier),
          leaf_row("super", Kind::kIdentifier),
          leaf_row("crate", Kind::kIdentifier),
          leaf_row("metavariable", Kind::kIdentifier),
          leaf_row("unit_type", Kind::kIdentifier),
          leaf_row("never_type", Kind::kIdentifier),
          leaf_row("boolean_literal", Kind::kBoolean),
          leaf_row("char_literal", Kind::kOther),
          rule_row("integer_literal", integer),
          rule_row("float_literal", number),
          rule_row("string_literal", raw_string),
          rule_row("raw_string_literal", raw_string),
          rule_row("scoped_identifier", scoped).typed(kScopedIdentifierType),
          rule_row("scoped_type_identifier", scoped).typed(kScopedIdentifierType),
          // Types.
          rule_row("generic_type", generic_type),
          rule_row("reference_type", pointed<"&">),
          rule_row("pointer_type", pointed<"*">),
          rule_row("array_type", named<Kind::kType, "[]">),
          rule_row("dynamic_type", named<Kind::kType, "dyn">),
          rule_row("abstract_type", named<Kind::kType, "impl">),
          node_row("tuple_type", Kind::kTuple),
          inline_row("bracketed_type"),
          // Expressions.
          node_row("call_expression", Kind::kCall),
          node_row("arguments", Kind::kArguments),
          rule_row("generic_function", generic_function),
          rule_row("macro_invocation", macro_invocation).typed(kStatementType),
          rule_row("token_tree", token_tree).typed(kTokenTreeType),
          rule_row("attribute", attribute),
          rule_row("field_expression", field_expression),
          rule_row("index_expression", two_children<Kind::kIndex, Role::kObject, Role::kIndex>),
          node_row("assignment_expression", Kind::kAssignment),
          rule_row("compound_assignment_expr", operation<Kind::kAugmentedAssignment>),
          rule_row("binary_expression", operation<Kind::kBinary>),
          rule_row("unary_expression", unary),
          rule_row("negative_literal", unary),
          rule_row("reference_expression", reference),
          rule_row("try_expression", named<Kind::kUnary, "?", Role::kOperand>),
          rule_row("await_expression", operand<Kind::kAwait>),
          rule_row("type_cast_expression", cast),
          rule_row("return_expression", operand<Kind::kReturn>),
          rule_row("yield_expression", operand<Kind::kYield>),
          rule_row("closure_expression", closure),
          rule_row("struct_expression", struct_expression),
          rule_row("field_initializer", field_initializer),
          rule_row("shorthand_field_initializer", shorthand),
          rule_row("base_field_initializer", named<Kind::kSplat, "..">),
          node_row("array_expression", Kind::kList),
          node_row("tuple_expression", Kind::kTuple),
          leaf_row("unit_expression", Kind::kTuple),
          node_row("range_expression", Kind::kRange),
          // Patterns.
          rule_row("tuple_struct_pattern", tuple_struct_pattern),
          node_row("tuple_pattern", Kind::kTuple),
          node_row("slice_pattern", Kind::kList),
          inline_row("mut_pattern"),
          inline_row("ref_pattern"),
          // Statements.
          rule_row("let_declaration", variable<"let">).typed(kStatementType),
          rule_row("let_condition", variable<"let">),
          rule_row("const_item", variable<"const">).typed(kStatementType),
          rule_row("static_item", variable<"static">).typed(kStatementType),
          node_row("if_expression", Kind::kIf).typed(kIfExpressionType),
          rule_row("else_clause", else_clause),
          rule_row("match_expression", match_expression),
          node_row("match_block", Kind::kBlock),
          rule_row("match_arm", match_arm).typed(kMatchArmType),
          node_row("while_expression", Kind::kWhile),
          node_row("loop_expression", Kind::kWhile),
          rule_row("for_expression", for_expression),
          node_row("break_expression", Kind::kBreak),
          node_row("continue_expression", Kind::kContinue),
          // Definitions.
          rule_row("function_item", function).typed(kStatementType),
          rule_row("function_signature_item", function).typed(kStatementType),
          rule_row("struct_item", definition<"struct">).typed(kStatementType),
          rule_row("union_item", definition<"union">).typed(kStatementType),
          rule_row("enum_item", definition<"enum">).typed(kStatementType),
          rule_row("trait_item", definition<"trait">).typed(kStatementType),
          rule_row("impl_item", definition<"impl">).typed(kStatementType),
          rule_row("mod_item", module).typed(kStatementType),
          node_row("declaration_list", Kind::kBlock),
          node_row("field_declaration_list", Kind::kBlock),
          node_row("ordered_field_declaration_list", Kind::kBlock),
          node_row("enum_variant_list", Kind::kBlock),
          rule_row("field_declaration", field_declaration).typed(kFieldDeclarationType),
          rule_row("enum_variant", field_declaration),
          rule_row("use_declaration", use_declaration).typed(kStatementType),
      },
      {
          {"alternative", Role::kAlternative},
          {"arguments", Role::kArguments},
          {"body", Role::kBody},
          {"condition", Role::kCondition},
          {"consequence", Role::kBody},
          {"function", Role::kCallee},
          {"left", Role::kLeft},
          {"right", Role::kRight},
      },
      patterns());
}

}  // namespace
}  // namespace rust

const Adapter& rust_adapter() {
  static const Adapter kAdapter = rust::make();
  return kAdapter;
}

}  // namespace scan::syntax
