// Terraform's HCL: from the types of tree-sitter-hcl to the common Tree.
//
// What is levelled here: a block is a call of its type with its labels and a record, as
// `resource("aws_instance", "a", {...})`; attributes of blocks and entries of objects are the same
// pairs. `a = 1`, `a : 1` and `"a" = 1` are three things.
#include <algorithm>

#include "syntax/adapter.h"
#include "syntax/recipes.h"

extern "C" const TSLanguage* tree_sitter_hcl();

namespace scan::syntax {
namespace {

enum Type : std::uint8_t {
  kNoType,
  kIdentifierType,
  kStringType,
  kBodyType,
  kBlockType,
  kInterpolationType,
  kLiteralType,
  kNumberType,
  kExpressionType,
  kLiteralValueType,
  kGetAttributeType,
  kIndexType,
  kFullSplatType,
  kAttributeSplatType,
  kSplatType,
};

std::string_view without_quotes(std::string_view text) {
  return text.size() >= 2 && text.front() == '"' ? text.substr(1, text.size() - 2) : text;
}

void string(Lowering& l, RawId at, Role role) {
  l.leaf(Kind::kString, role, at, l.intern(without_quotes(l.concrete().text_of(at))));
}

void pair(Lowering& l, RawId at, Role role) {
  l.open(Kind::kPair, role, at, l.has_token(at, ":") ? l.intern(":") : 0);
  l.visit(l.named_child(at, 0), Role::kKey);
  l.visit(l.named_child(at, 1), Role::kValue);
  l.close();
}

void block(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCall, role, at);
  l.visit(l.named_child(at, 0), Role::kCallee);
  l.open(Kind::kArguments, Role::kArguments, at);
  bool first = true;
  for (const RawId child : l.children(at)) {
    const std::uint8_t type = l.type(child);
    if (type == kStringType || type == kIdentifierType) {
      if (!first) l.visit(child, Role::kItem);
      first = false;
    }
  }
  l.open(Kind::kRecord, Role::kItem, at);
  if (const RawId body = l.child_of_type(at, kBodyType); body != 0) {
    l.visit_children(body, Role::kItem);
  }
  l.close();
  l.close();
  l.close();
}

void call(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCall, role, at);
  l.visit(l.named_child(at, 0), Role::kCallee);
  l.open(Kind::kArguments, Role::kArguments, at);
  if (const RawId arguments = l.named_child(at, 1); arguments != 0) {
    l.visit_children(arguments, Role::kItem);
  }
  l.close();
  l.close();
}

bool is_access(std::uint8_t type) {
  return type == kGetAttributeType || type == kIndexType || type == kSplatType;
}

// The grammar lists a name and what is taken from it side by side: `a.b[0].c`. The last access is
// the outermost node.
void access_chain(Lowering& l, RawId first, RawId last, Role role);

void access(Lowering& l, RawId first, RawId last, Role role) {
  switch (l.type(last)) {
    case kGetAttributeType:
      l.open(Kind::kMember, role, first);
      break;
    case kIndexType:
      l.open(Kind::kIndex, role, first);
      break;
    default:
      l.open(Kind::kOther, role, last);
      break;
  }
  access_chain(l, first, last, Role::kObject);
  l.visit_children(last, l.type(last) == kGetAttributeType ? Role::kProperty : Role::kIndex);
  l.close();
}

// What stands from `first` up to, and without, `end`.
void access_chain(Lowering& l, RawId first, RawId end, Role role) {
  RawId last = first;
  for (RawId at = first; at < end; at = l.raw(at).end) {
    if (l.raw(at).named) last = at;
  }
  if (last == first) return l.visit(first, role);
  access(l, first, last, role);
}

// An expression is a term and the accesses after it; a deep chain is lowered one access a step.
void expression(Lowering& l, RawId at, Role role) {
  RawId accesses = 0;
  for (const RawId child : l.children(at)) accesses += is_access(l.type(child)) ? 1 : 0;
  constexpr RawId kMaxAccesses = 100;  // each repeats the walk over those before it
  const RawId first = l.named_child(at, 0);
  if (accesses == 0 || accesses > kMaxAccesses || first == 0) return l.visit_children(at, role);
  access_chain(l, first, l.raw(at).end, role);
}

void conditional(Lowering& l, RawId at, Role role) {
  l.open(Kind::kConditional, role, at);
  l.visit(l.named_child(at, 0), Role::kCondition);
  l.visit(l.named_child(at, 1), Role::kBody);
  l.visit(l.named_child(at, 2), Role::kAlternative);
  l.close();
}

// The operator between two terms, or before one; each term is a name and the accesses after it.
RawId operator_among(const Lowering& l, RawId at) {
  for (const RawId child : l.children(at)) {
    const std::string_view text = l.concrete().text_of(child);
    if (!l.raw(child).named && text != "(" && text != ")") return child;
  }
  return 0;
}

RawId first_named(const Lowering& l, RawId from, RawId end) {
  while (from < end && (!l.raw(from).named || l.dropped(from))) from = l.raw(from).end;
  return from < end ? from : 0;
}

void term(Lowering& l, RawId from, RawId end, Role role) {
  if (const RawId first = first_named(l, from, end); first != 0) access_chain(l, first, end, role);
}

void binary(Lowering& l, RawId at, Role role) {
  const RawId sign = operator_among(l, at);
  if (sign == 0) return l.visit_children(at, role);
  l.open(Kind::kBinary, role, at, l.text(sign));
  term(l, at + 1, sign, Role::kLeft);
  term(l, l.raw(sign).end, l.raw(at).end, Role::kRight);
  l.close();
}

// `-1` is a number.
void sign(Lowering& l, RawId at, Role role) {
  const RawId sign = operator_among(l, at);
  const RawId only = l.named_child(at, 1) == 0 ? l.named_child(at, 0) : 0;
  if (only != 0 && l.type(only) == kLiteralValueType && l.concrete().text_of(sign) == "-") {
    const RawId literal = l.named_child(only, 0);
    if (literal != 0 && l.type(literal) == kNumberType) {
      const std::string_view digits = l.concrete().text_of(literal);
      return l.leaf(Kind::kNumber, role, at, l.make("-" + canonical_number(digits)));
    }
  }
  l.open(Kind::kUnary, role, at, sign == 0 ? 0 : l.text(sign));
  term(l, sign == 0 ? at + 1 : l.raw(sign).end, l.raw(at).end, Role::kOperand);
  l.close();
}

// A template without anything put into it is a string.
void quoted_template(Lowering& l, RawId at, Role role) {
  if (l.child_of_type(at, kInterpolationType) == 0) {
    bool directives = false;
    for (const RawId child : l.children(at)) {
      directives |= l.raw(child).named && l.type(child) == kNoType && !l.dropped(child);
    }
    if (!directives) return string(l, at, role);
  }
  l.open(Kind::kInterpolated, role, at);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kInterpolationType) {
      l.node(Kind::kInterpolation, child, Role::kItem);
    } else if (l.type(child) == kLiteralType) {
      l.leaf(Kind::kString, Role::kItem, child, l.text(child));
    } else if (l.raw(child).named && !l.dropped(child)) {
      l.visit(child, Role::kItem);
    }
  }
  l.close();
}

// The lines between the markers.
void heredoc(Lowering& l, RawId at, Role role) {
  if (l.child_of_type(at, kInterpolationType) != 0) return quoted_template(l, at, role);
  std::string_view text = l.concrete().text_of(at);
  text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  text = text.substr(0, std::min(text.rfind('\n'), text.size()));
  l.leaf(Kind::kString, role, at, l.intern(text));
}

// How patterns are spelled.

std::span<const Frame> frames(std::string_view) {
  static constexpr Frame kFrames[] = {{"", ""}, {"x = ", ""}, {"x = {", "}"}};
  return kFrames;
}

constexpr Spelling kEllipses[] = {{"", ""}, {"", " = 0"}};

// In a body or an object, at the begin of a line, an ellipsis is an attribute.
std::size_t first_ellipsis(const SpellingContext& context) {
  if (context.bracket != '{' && context.bracket != '\0') return 0;
  const std::size_t before = context.begin == 0
                                 ? std::string_view::npos
                                 : context.pattern.find_last_not_of(" \t\r", context.begin - 1);
  if (before == std::string_view::npos) return 1;
  const char c = context.pattern[before];
  return c == '\n' || c == '{' || c == ',' ? 1 : 0;
}

std::string_view interpolation(std::string_view, std::size_t) { return "${"; }

}  // namespace

const Adapter& terraform_adapter() {
  static const Adapter kAdapter =
      make_adapter(tree_sitter_hcl(),
                   {
                       drop_row("comment"),
                       drop_row("block_start"),
                       drop_row("block_end"),
                       drop_row("object_start"),
                       drop_row("object_end"),
                       drop_row("tuple_start"),
                       drop_row("tuple_end"),
                       drop_row("quoted_template_start"),
                       drop_row("quoted_template_end"),
                       drop_row("template_interpolation_start"),
                       drop_row("template_interpolation_end"),
                       drop_row("heredoc_start"),
                       drop_row("heredoc_identifier"),
                       drop_row("strip_marker"),
                       drop_row("ellipsis"),
                       inline_row("config_file"),
                       inline_row("body").typed(kBodyType),
                       rule_row("block", block).typed(kBlockType),
                       rule_row("attribute", pair),
                       rule_row("object_elem", pair),
                       rule_row("expression", expression).typed(kExpressionType),
                       inline_row("literal_value").typed(kLiteralValueType),
                       inline_row("collection_value"),
                       inline_row("template_expr"),
                       inline_row("variable_expr"),
                       inline_row("operation"),
                       inline_row("for_expr"),
                       leaf_row("identifier", Kind::kIdentifier).typed(kIdentifierType),
                       leaf_row("bool_lit", Kind::kBoolean),
                       leaf_row("null_lit", Kind::kNull),
                       rule_row("numeric_lit", number).typed(kNumberType),
                       rule_row("string_lit", string).typed(kStringType),
                       rule_row("quoted_template", quoted_template),
                       rule_row("heredoc_template", heredoc),
                       type_row("template_interpolation").typed(kInterpolationType),
                       leaf_row("template_literal", Kind::kString).typed(kLiteralType),
                       node_row("object", Kind::kRecord),
                       node_row("tuple", Kind::kList),
                       rule_row("function_call", call),
                       rule_row("conditional", conditional),
                       rule_row("binary_operation", binary),
                       rule_row("unary_operation", sign),
                       rule_row("for_tuple_expr", named<Kind::kComprehension, "list">),
                       rule_row("for_object_expr", named<Kind::kComprehension, "object">),
                       node_row("for_intro", Kind::kComprehensionFor),
                       rule_row("for_cond", operand<Kind::kComprehensionIf>),
                       type_row("get_attr").typed(kGetAttributeType),
                       type_row("index").typed(kIndexType),
                       inline_row("new_index"),
                       leaf_row("legacy_index", Kind::kNumber),
                       type_row("splat").typed(kSplatType),
                       type_row("full_splat").typed(kFullSplatType),
                       type_row("attr_splat").typed(kAttributeSplatType),
                   },
                   {},
                   {.frames = frames,
                    .ellipses = kEllipses,
                    .first_ellipsis = first_ellipsis,
                    .line_comment = "#",
                    .quotes = "\"",
                    .interpolation = interpolation});
  return kAdapter;
}

}  // namespace scan::syntax
