// Solidity: from the types of tree-sitter-solidity to the common Tree.
//
// What is levelled here: a state variable, a struct's member and a local one are variables;
// constructors, modifiers, events, errors and fallbacks are functions with a modifier of that name;
// visibility, mutability, storage location and what a function invokes of its contract's modifiers
// are modifiers in any order; `f{value: x}(y)` calls what `f{value: x}` is; a conversion is a call;
// assembly is statements as any others.
#include "base/ascii.h"
#include "syntax/adapter.h"
#include "syntax/c_like.h"
#include "syntax/solidity.h"

extern "C" const TSLanguage* tree_sitter_solidity();

namespace scan::syntax {
namespace solidity {
namespace {

// A keyword among the tokens, and no sign.
bool is_word(Lowering& l, RawId token) {
  const std::string_view text = l.concrete().text_of(token);
  return !text.empty() && base::is_alphanumeric(text.front());
}

void modifier_leaf(Lowering& l, RawId token) {
  l.leaf(Kind::kIdentifier, Role::kModifier, token, l.text(token));
}
// Names and types.

void path(Lowering& l, RawId at, Role role) {
  std::vector<RawId> names;
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kIdentifierType) names.push_back(child);
  }
  if (!names.empty()) member_chain(l, names, at, role);
}

void type_name(Lowering& l, RawId at, Role role) {
  const RawId first = l.first_token(at);
  if (first == 0) return l.visit(l.named_child(at, 0), role);
  const std::string_view word = l.concrete().text_of(first);
  l.open(Kind::kType, role, at, l.intern(word == "[" ? "[]" : word));
  for (const RawId child : l.children(at)) {
    // The names that a mapping may give to its parts mean nothing.
    if (l.raw(child).named && l.type(child) != kIdentifierType) l.visit(child, Role::kItem);
  }
  l.close();
}

void visit_type(Lowering& l, RawId type) {
  if (type != 0 && l.concrete().text_of(type) != "var") l.visit(type, Role::kType);
}

// Definitions.

// Type, name and value; words are modifiers. Members of structs and local variables as well.
void variable(Lowering& l, RawId at, Role role) {
  const RawId type = l.field(at, Field::kType);
  const RawId name = l.field(at, Field::kName);
  const RawId value = l.field(at, Field::kValue);
  l.open(Kind::kVariable, role, at);
  for (const RawId child : l.children(at)) {
    if (child == type || child == name || child == value) continue;
    if (l.raw(child).named) {
      l.visit(child, Role::kModifier);
    } else if (is_word(l, child)) {
      modifier_leaf(l, child);
    }
  }
  visit_type(l, type);
  l.visit(name, Role::kLeft);
  l.visit(value, Role::kRight);
  l.close();
}

void local_variable(Lowering& l, RawId at, Role role) {
  const RawId declared = l.child_of_type(at, kDeclarationType);
  l.open(Kind::kVariable, role, at);
  if (declared == 0) {
    l.visit(l.named_child(at, 0), Role::kLeft);
  } else {
    for (const RawId child : l.children(declared)) {
      if (!l.raw(child).named) modifier_leaf(l, child);
    }
    visit_type(l, l.field(declared, Field::kType));
    l.visit(l.field(declared, Field::kName), Role::kLeft);
  }
  l.visit(l.field(at, Field::kValue), Role::kRight);
  l.close();
}

void parameter(Lowering& l, RawId at, Role role) {
  l.open(Kind::kParameter, role, at);
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named && is_word(l, child)) modifier_leaf(l, child);
  }
  l.visit(l.field(at, Field::kType), Role::kType);
  l.visit(l.field(at, Field::kName), Role::kName);
  l.close();
}

// The parameters from the token `open` on, up to the bracket that closes them.
void parameters(Lowering& l, RawId at, RawId open, Kind kind, Role role, Symbol name = 0) {
  RawId close = open;
  for (const RawId child : l.children(at)) {
    if (child < open) continue;
    close = child;
    if (!l.raw(child).named && l.concrete().text_of(child) == ")") break;
  }
  l.open_from(open, kind, role, close, name);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && child > open && child < close) l.visit(child, Role::kItem);
  }
  l.close();
}

// A pattern's `returns (...)` asks for nothing, as in Semgrep.
void returns(Lowering& l, RawId at, Role role) {
  if (l.concrete().is_pattern) return;
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named || l.concrete().text_of(child) != "(") continue;
    return parameters(l, at, child, Kind::kType, role, l.intern("returns"));
  }
}

// What is in parentheses: the parameters, then what is returned; all else are modifiers.
void signature(Lowering& l, RawId at) {
  bool has_parameters = false;
  bool inside = false;
  for (const RawId child : l.children(at)) {
    const std::string_view text = l.concrete().text_of(child);
    if (l.raw(child).named) {
      const bool part = l.in_field(child, Field::kName) || l.in_field(child, Field::kBody) ||
                        l.dropped(child) || l.type(child) == kReturnsType;
      if (!part && !inside) l.visit(child, Role::kModifier);
    } else if (text == "(") {
      inside = true;
      if (has_parameters) {
        if (l.concrete().is_pattern) continue;
        parameters(l, at, child, Kind::kType, Role::kType, l.intern("returns"));
      } else {
        parameters(l, at, child, Kind::kParameters, Role::kParameters);
      }
      has_parameters = true;
    } else if (text == ")") {
      inside = false;
    } else if (has_parameters && !inside && is_word(l, child) && text != "returns") {
      modifier_leaf(l, child);
    }
  }
  if (has_parameters) return;
  l.open(Kind::kParameters, Role::kParameters, l.field(at, Field::kName));
  l.close();
}

// `function`, and what is one with its keyword for a modifier.
void function(Lowering& l, RawId at, Role role) {
  const RawId keyword = l.first_token(at);
  const RawId name = l.field(at, Field::kName);
  l.open(Kind::kFunction, role, at);
  if (name == 0) {
    if (keyword != 0) l.leaf(Kind::kIdentifier, Role::kName, keyword, l.text(keyword));
  } else {
    l.visit(name, Role::kName);
  }
  if (keyword != 0 && l.concrete().text_of(keyword) != "function") modifier_leaf(l, keyword);
  signature(l, at);
  l.visit(l.child_of_type(at, kReturnsType), Role::kType);
  const RawId body = l.field(at, Field::kBody);
  l.visit(body, Role::kBody);
  if (body == 0 && keyword != 0 && l.concrete().text_of(keyword) == "function") {
    l.leaf(Kind::kEmpty, Role::kBody, at);
  }
  l.close();
}

void override_specifier(Lowering& l, RawId at, Role role) {
  l.leaf(Kind::kIdentifier, role, at, l.intern("override"));
}

// What a function invokes before its body decorates it; so do `view`, `pure` and `payable`.
void modifier_invocation(Lowering& l, RawId at, Role) {
  const bool call = has_arguments(l, at);
  l.open(Kind::kDecorator, Role::kDecorator, at);
  if (call) l.open(Kind::kCall, Role::kOperand, at);
  path(l, at, call ? Role::kCallee : Role::kOperand);
  if (call) arguments(l, at);
  if (call) l.close();
  l.close();
}

void mutability(Lowering& l, RawId at, Role) {
  l.open(Kind::kDecorator, Role::kDecorator, at);
  l.leaf(Kind::kIdentifier, Role::kOperand, at, l.text(at));
  l.close();
}

template <Word word>
void class_like(Lowering& l, RawId at, Role role) {
  l.open(Kind::kClass, role, at, l.intern(word.characters));
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named && l.concrete().text_of(child) == "abstract") modifier_leaf(l, child);
    if (l.type(child) == kInheritanceType) l.visit(child, Role::kBases);
  }
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

// `A(x)` after `is`: a pattern's `A` finds it, as it finds a type with arguments.
void inheritance(Lowering& l, RawId at, Role role) {
  if (!has_arguments(l, at)) return l.visit(l.field(at, Field::kAncestor), role);
  l.open(Kind::kType, role, at, l.intern("<>"));
  l.visit(l.field(at, Field::kAncestor), Role::kItem);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kCallArgumentType) l.visit(child, Role::kItem);
  }
  l.close();
}

void enum_value(Lowering& l, RawId at, Role role) {
  l.open(Kind::kField, role, at);
  l.leaf(Kind::kIdentifier, Role::kName, at, l.text(at));
  l.close();
}

// Statements.

void block(Lowering& l, RawId at, Role role) {
  const RawId unchecked = l.child_of_type(at, kUncheckedType);
  if (unchecked != 0) l.open(Kind::kWith, role, at, l.intern("unchecked"));
  l.open(Kind::kBlock, unchecked == 0 ? role : Role::kBody, at);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && child != unchecked) l.visit(child, Role::kItem);
  }
  l.close();
  if (unchecked != 0) l.close();
}

// A block, or a single statement in one of its own.
void visit_body(Lowering& l, RawId statement, Role role) {
  const RawId at = unwrapped(l, statement, kStatementType);
  if (at == 0) return;
  const bool is_block = l.type(at) == kBlockType && l.child_of_type(at, kUncheckedType) == 0;
  if (is_block) return l.visit(at, role);
  l.open(Kind::kBlock, role, at);
  l.visit(at, Role::kItem);
  l.close();
}

// The grammar gives both branches one field.
void if_statement(Lowering& l, RawId at, Role role) {
  const RawId otherwise = unwrapped(l, l.named_child(at, 2), kStatementType);
  l.open(Kind::kIf, role, at);
  l.visit(l.named_child(at, 0), Role::kCondition);
  visit_body(l, l.named_child(at, 1), Role::kBody);
  if (otherwise != 0 && l.type(otherwise) == kIfType) {
    l.visit(otherwise, Role::kAlternative);
  } else {
    visit_body(l, otherwise, Role::kAlternative);
  }
  l.close();
}

template <Kind kind>
void loop(Lowering& l, RawId at, Role role) {
  l.open(kind, role, at);
  l.visit(l.field(at, Field::kCondition), Role::kCondition);
  visit_body(l, l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void for_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kFor, role, at);
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named) continue;
    if (l.in_field(child, Field::kInitial)) l.visit(child, Role::kInitializer);
    if (l.in_field(child, Field::kCondition)) l.visit(child, Role::kCondition);
    if (l.in_field(child, Field::kUpdate)) l.visit(child, Role::kUpdate);
  }
  visit_body(l, l.field(at, Field::kBody), Role::kBody);
  l.close();
}

// `revert("why")` is a call; `revert Error(x)` calls the call `revert(Error)`.
void revert_statement(Lowering& l, RawId at, Role role) {
  const RawId error = l.field(at, Field::kError);
  const RawId given = l.child_of_type(at, kRevertArgumentsType);
  const RawId keyword = l.first_token(at);
  const bool calls = error == 0 || l.concrete().text_of(error).starts_with("(");
  const bool two = !calls && given != 0;
  if (two) l.open(Kind::kCall, role, at);
  l.open(Kind::kCall, two ? Role::kCallee : role, at);
  if (keyword != 0) l.leaf(Kind::kIdentifier, Role::kCallee, keyword, l.text(keyword));
  if (!calls) {
    l.open(Kind::kArguments, Role::kArguments, error);
    l.visit(error, Role::kItem);
    l.close();
    l.close();
    if (!two) return;
  }
  const RawId list = given == 0 ? error : given;
  l.open(Kind::kArguments, Role::kArguments, list == 0 ? at : list);
  if (given != 0) {
    l.visit_children(given, Role::kItem);
  } else {
    l.visit(error, Role::kItem);
  }
  l.close();
  l.close();
}

void emit_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kOther, role, at);
  l.open_from(l.field(at, Field::kName), Kind::kCall, Role::kItem, at);
  l.visit(l.field(at, Field::kName), Role::kCallee);
  arguments(l, at);
  l.close();
  l.close();
}

void try_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kTry, role, at);
  l.visit(l.field(at, Field::kAttempt), Role::kInitializer);
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named && l.concrete().text_of(child) == "(") {
      parameters(l, at, child, Kind::kType, Role::kType, l.intern("returns"));
    }
  }
  l.visit(l.field(at, Field::kBody), Role::kBody);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kCatchType) l.visit(child, Role::kHandler);
  }
  l.close();
}

// `catch Error(string memory why)`: of the kind Error, or else of the parameter's type.
void catch_clause(Lowering& l, RawId at, Role) {
  const RawId kind = l.child_of_type(at, kIdentifierType);
  const RawId caught = l.child_of_type(at, kParameterType);
  l.open(Kind::kCatch, Role::kHandler, at);
  if (kind != 0) {
    l.visit(kind, Role::kType);
  } else if (caught != 0) {
    l.visit(l.field(caught, Field::kType), Role::kType);
  }
  if (caught != 0) l.visit(l.field(caught, Field::kName), Role::kName);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

// Directives.

// A version is one thing: the parts of it are a list, or what stands for all of it in a pattern.
void solidity_version(Lowering& l, RawId at, Role role) {
  l.leaf(Kind::kIdentifier, role, at, l.intern("solidity"));
  const RawId first = l.named_child(at, 0);
  const bool whole = l.concrete().is_pattern && l.named_child(at, 1) == 0 && first != 0 &&
                     base::trimmed(l.concrete().text_of(first)).find_first_of("$.") == 0;
  if (whole) return l.visit_children(at, role);
  l.open_from(first == 0 ? at : first, Kind::kList, role, at);
  l.visit_children(at, role);
  l.close();
}

// The grammar takes the blanks before it as well.
void version_part(Lowering& l, RawId at, Role role) {
  l.leaf(Kind::kIdentifier, role, at, l.intern(base::trimmed(l.concrete().text_of(at))));
}

void import_directive(Lowering& l, RawId at, Role role) {
  const RawId source = l.field(at, Field::kSource);
  const RawId alias = l.field(at, Field::kAlias);
  l.open(Kind::kImport, role, at);
  l.visit(source, Role::kModule);
  bool of_items = false;
  for (const RawId child : l.children(at)) {
    const bool all = !l.raw(child).named && l.concrete().text_of(child) == "*";
    if (!all && !l.in_field(child, Field::kImportName)) continue;
    const RawId next = l.raw(child).end;  // "as"
    const RawId name = next < l.raw(at).end ? l.raw(next).end : next;
    of_items = true;
    l.open(Kind::kImportItem, Role::kItem, child);
    l.leaf(Kind::kIdentifier, Role::kName, child, l.text(child));
    if (name < l.raw(at).end && l.in_field(name, Field::kAlias)) l.visit(name, Role::kAlias);
    l.close();
  }
  if (!of_items) l.visit(alias, Role::kAlias);
  l.close();
}

Adapter make() {
  return make_adapter(
      tree_sitter_solidity(),
      {
          drop_row("comment"),
          inline_row("statement").typed(kStatementType),
          inline_row("expression").typed(kExpressionType),
          inline_row("expression_statement"),
          inline_row("parenthesized_expression"),
          // Names and literals.
          leaf_row("identifier", Kind::kIdentifier).typed(kIdentifierType),
          leaf_row("true", Kind::kBoolean),
          leaf_row("false", Kind::kBoolean),
          inline_row("boolean_literal"),
          rule_row("number_literal", number_with_unit),
          type_row("number_unit").typed(kUnitType),
          rule_row("string", c_like::string),
          rule_row("string_literal", string_literal),
          rule_row("unicode_string_literal", prefixed_string),
          leaf_row("hex_string_literal", Kind::kOther),
          // Types.
          leaf_row("primitive_type", Kind::kIdentifier),
          rule_row("user_defined_type", path),
          rule_row("type_alias", path),
          rule_row("type_name", type_name),
          leaf_row("any_source_type", Kind::kIdentifier),
          // Expressions.
          rule_row("call_expression", suffix).typed(kCallType),
          rule_row("call_argument", call_argument).typed(kCallArgumentType),
          rule_row("call_struct_argument", entry),
          rule_row("struct_expression", suffix).typed(kOptionsType),
          rule_row("struct_field_assignment", option),
          rule_row("type_cast_expression", conversion),
          rule_row("payable_conversion_expression", conversion),
          rule_row("meta_type_expression", meta_type),
          rule_row("new_expression", new_expression).typed(kNewType),
          rule_row("member_expression", suffix).typed(kMemberType),
          rule_row("array_access", suffix).typed(kIndexType),
          rule_row("slice_access", slice),
          rule_row("assignment_expression", c_like::assignment),
          rule_row("augmented_assignment_expression", c_like::assignment),
          rule_row("binary_expression", operation<Kind::kBinary>).typed(kBinaryType),
          rule_row("unary_expression", unary).typed(kPrefixType),
          rule_row("update_expression", unary).typed(kPrefixType),
          rule_row("ternary_expression", ternary).typed(kTernaryType),
          rule_row("tuple_expression", tuple),
          node_row("inline_array_expression", Kind::kList),
          // Definitions.
          rule_row("contract_declaration", class_like<"contract">),
          rule_row("interface_declaration", class_like<"interface">),
          rule_row("library_declaration", class_like<"library">),
          rule_row("struct_declaration", class_like<"struct">),
          rule_row("enum_declaration", class_like<"enum">),
          rule_row("inheritance_specifier", inheritance).typed(kInheritanceType),
          node_row("contract_body", Kind::kBlock),
          node_row("struct_body", Kind::kBlock),
          node_row("enum_body", Kind::kBlock),
          rule_row("enum_value", enum_value),
          rule_row("function_definition", function),
          rule_row("constructor_definition", function),
          rule_row("modifier_definition", function),
          rule_row("fallback_receive_definition", function),
          rule_row("event_definition", function),
          rule_row("error_declaration", function),
          node_row("function_body", Kind::kBlock),
          rule_row("return_type_definition", returns).typed(kReturnsType),
          rule_row("parameter", parameter).typed(kParameterType),
          rule_row("return_parameter", parameter),
          rule_row("event_parameter", parameter),
          rule_row("error_parameter", parameter),
          leaf_row("visibility", Kind::kIdentifier),
          rule_row("state_mutability", mutability),
          leaf_row("state_location", Kind::kIdentifier),
          leaf_row("virtual", Kind::kIdentifier),
          leaf_row("immutable", Kind::kIdentifier),
          rule_row("override_specifier", override_specifier),
          rule_row("modifier_invocation", modifier_invocation),
          rule_row("state_variable_declaration", variable),
          rule_row("constant_variable_declaration", variable),
          rule_row("struct_member", variable),
          rule_row("variable_declaration", variable).typed(kDeclarationType),
          rule_row("variable_declaration_tuple", tuple),
          rule_row("variable_declaration_statement", local_variable),
          // Statements.
          rule_row("block_statement", block).typed(kBlockType),
          type_row("unchecked").typed(kUncheckedType),
          rule_row("if_statement", if_statement).typed(kIfType),
          rule_row("while_statement", loop<Kind::kWhile>),
          rule_row("do_while_statement", loop<Kind::kDoWhile>),
          rule_row("for_statement", for_statement),
          rule_row("return_statement", operand<Kind::kReturn>),
          node_row("break_statement", Kind::kBreak),
          node_row("continue_statement", Kind::kContinue),
          rule_row("revert_statement", revert_statement),
          inline_row("revert_arguments").typed(kRevertArgumentsType),
          rule_row("emit_statement", emit_statement),
          rule_row("try_statement", try_statement),
          rule_row("catch_clause", catch_clause).typed(kCatchType),
          // Directives.
          rule_row("solidity_pragma_token", solidity_version),
          rule_row("solidity_version", version_part),
          rule_row("solidity_version_comparison_operator", version_part),
          inline_row("any_pragma_token"),
          rule_row("pragma_value", version_part),
          rule_row("import_directive", import_directive),
          inline_row("using_alias"),
          leaf_row("user_definable_operator", Kind::kIdentifier),
          // Assembly.
          rule_row("assembly_statement", assembly),
          drop_row("assembly_flags"),
          node_row("yul_block", Kind::kBlock).typed(kYulBlockType),
          inline_row("yul_identifier"),
          rule_row("yul_path", yul_path),
          rule_row("yul_assignment", yul_assignment),
          rule_row("yul_variable_declaration", yul_declaration),
          rule_row("yul_function_call", yul_call),
          leaf_row("yul_evm_builtin", Kind::kIdentifier),
          rule_row("yul_if_statement", yul_if),
          rule_row("yul_for_statement", yul_for),
          rule_row("yul_switch_statement", yul_switch),
          rule_row("yul_function_definition", yul_function),
          node_row("yul_label", Kind::kLabeled),
          node_row("yul_leave", Kind::kReturn),
          node_row("yul_break", Kind::kBreak),
          node_row("yul_continue", Kind::kContinue),
          rule_row("yul_decimal_number", number),
          rule_row("yul_hex_number", number),
          leaf_row("yul_boolean", Kind::kBoolean),
          inline_row("yul_string_literal"),
          leaf_row("yul_hex_string_literal", Kind::kOther),
      },
      {
          {"argument", Role::kOperand},
          {"left", Role::kLeft},
          {"right", Role::kRight},
      },
      patterns());
}

}  // namespace
}  // namespace solidity

const Adapter& solidity_adapter() {
  static const Adapter kAdapter = solidity::make();
  return kAdapter;
}

}  // namespace scan::syntax
