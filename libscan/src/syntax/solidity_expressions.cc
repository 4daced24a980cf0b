// Solidity's literals and expressions.
#include <algorithm>
#include <vector>

#include "base/ascii.h"
#include "syntax/c_like.h"
#include "syntax/solidity.h"

namespace scan::syntax::solidity {

namespace {

// A place between commas at which nothing stands is empty.
void with_gaps(Lowering& l, RawId at) {
  bool filled = false;
  bool any_comma = false;
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named) {
      filled |= !l.dropped(child);
      l.visit(child, Role::kItem);
      continue;
    }
    const std::string_view text = l.concrete().text_of(child);
    any_comma |= text == ",";
    if ((text == "," || (text == ")" && any_comma)) && !filled) {
      l.leaf(Kind::kEmpty, Role::kItem, child);
    }
    filled = false;
  }
}

}  // namespace

void tuple(Lowering& l, RawId at, Role role) {
  l.open(Kind::kTuple, role, at);
  with_gaps(l, at);
  l.close();
}
// Literals.

// `1 ether` is no number: its value is another one.
void number_with_unit(Lowering& l, RawId at, Role role) {
  const RawId unit = l.child_of_type(at, kUnitType);
  if (unit == 0) return number(l, at, role);
  std::string_view text = l.concrete().text_of(at);
  text = base::trimmed(text.substr(0, text.size() - l.concrete().text_of(unit).size()));
  l.open(Kind::kOther, role, at);
  l.leaf(Kind::kNumber, Role::kItem, at,
         is_canonical_number(text) ? l.intern(text) : l.make(canonical_number(text)));
  l.leaf(Kind::kIdentifier, Role::kItem, unit, l.text(unit));
  l.close();
}

// `"a" "b"` is "ab"; so is unicode"ab".
void string_literal(Lowering& l, RawId at, Role role) {
  std::string content;
  bool several = false;
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named || l.dropped(child)) continue;
    several |= !content.empty();
    content += c_like::quoted(l.concrete().text_of(child));
  }
  if (!several) return l.visit(l.named_child(at, 0), role);
  l.leaf(Kind::kString, role, at, l.make(std::move(content)));
}

void prefixed_string(Lowering& l, RawId at, Role role) {
  std::string_view text = l.concrete().text_of(at);
  text.remove_prefix(std::min(text.find_first_of("\"'"), text.size()));
  l.leaf(Kind::kString, role, at, l.intern(c_like::quoted(text)));
}

// What is in the parentheses that are among the tokens of `at`.
void arguments(Lowering& l, RawId at) {
  RawId open = 0;
  RawId close = 0;
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named) continue;
    const std::string_view text = l.concrete().text_of(child);
    if (open == 0 && text == "(") open = child;
    if (text == ")") close = child;
  }
  l.open_from(open == 0 ? at : open, Kind::kArguments, Role::kArguments, close == 0 ? at : close);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kCallArgumentType) l.visit(child, Role::kItem);
  }
  l.close();
}

bool has_arguments(Lowering& l, RawId at) { return l.has_token(at, "("); }

void call_argument(Lowering& l, RawId at, Role role) {
  if (!l.has_token(at, "{")) return l.visit_children(at, role);
  l.open(Kind::kRecord, role, at);
  l.visit_children(at, Role::kItem);
  l.close();
}

// `uint(x)`, `payable(x)`, `type(T)`: what is called is a type or word, the first child.
void conversion(Lowering& l, RawId at, Role role) {
  RawId callee = 0;
  for (const RawId child : l.children(at)) {
    if (callee == 0) callee = child;
  }
  l.open(Kind::kCall, role, at);
  if (callee != 0) l.leaf(Kind::kIdentifier, Role::kCallee, callee, l.text(callee));
  arguments(l, at);
  l.close();
}

void meta_type(Lowering& l, RawId at, Role role) {
  const RawId word = l.first_token(at);
  l.open(Kind::kCall, role, at);
  if (word != 0) l.leaf(Kind::kIdentifier, Role::kCallee, word, l.text(word));
  l.open(Kind::kArguments, Role::kArguments, at);
  l.visit_children(at, Role::kItem);
  l.close();
  l.close();
}

void new_expression(Lowering& l, RawId at, Role role) {
  l.open(Kind::kNew, role, at);
  l.visit(l.field(at, Field::kName), Role::kCallee);
  if (has_arguments(l, at)) arguments(l, at);
  l.close();
}

RawId unwrapped(Lowering& l, RawId at, std::uint8_t wrapper) {
  while (at != 0 && l.type(at) == wrapper) at = l.named_child(at, 0);
  return at;
}

namespace {

RawId before_suffix(Lowering& l, RawId at) {
  constexpr struct {
    std::uint8_t type;
    Field field;
  } kFields[] = {{kMemberType, Field::kObject},
                 {kIndexType, Field::kBase},
                 {kCallType, Field::kFunction},
                 {kOptionsType, Field::kType}};
  for (const auto& each : kFields) {
    if (l.type(at) == each.type) return unwrapped(l, l.field(at, each.field), kExpressionType);
  }
  return 0;
}

// `f{value: x}`, which is then called.
void options(Lowering& l, RawId at) {
  const RawId callee = l.field(at, Field::kType);
  l.open(Kind::kArguments, Role::kArguments, at);
  for (const RawId child : l.children(at)) {
    if (child != callee && l.raw(child).named) l.visit(child, Role::kItem);
  }
  l.close();
}

void close_suffix(Lowering& l, RawId at) {
  switch (l.type(at)) {
    case kMemberType:
      l.visit(l.field(at, Field::kProperty), Role::kProperty);
      break;
    case kIndexType:
      l.visit(l.field(at, Field::kIndex), Role::kIndex);
      break;
    case kCallType:
      arguments(l, at);
      break;
    default:
      options(l, at);
  }
  l.close();
}

// The last operand of an operation that no bracket ends; 0: it is none.
RawId last_operand(Lowering& l, RawId at) {
  switch (l.type(at)) {
    case kPrefixType:
      return l.in_field(at + 1, Field::kOperator) ? l.field(at, Field::kArgument) : 0;
    case kBinaryType:
      return l.field(at, Field::kRight);
    case kTernaryType:
      return l.named_child(at, 2);
    default:
      return 0;
  }
}

// Begins the operation `at`, up to its last operand, whose role is returned.
Role open_operation(Lowering& l, RawId at, RawId whole, Role role) {
  switch (l.type(at)) {
    case kPrefixType:
      l.open_from(at, Kind::kUnary, role, whole, operator_of(l, at));
      return Role::kOperand;
    case kBinaryType:
      l.open_from(at, Kind::kBinary, role, whole, operator_of(l, at));
      l.visit(l.field(at, Field::kLeft), Role::kLeft);
      return Role::kRight;
    default:
      l.open_from(at, Kind::kConditional, role, whole);
      l.visit(l.named_child(at, 0), Role::kCondition);
      l.visit(l.named_child(at, 1), Role::kBody);
      return Role::kAlternative;
  }
}

// What is called with options is no call of its own: `a.call(...)` is not `a.call{value: 1}(...)`.
Kind kind_of_suffix(Lowering& l, RawId at, bool makes) {
  if (l.type(at) == kOptionsType) return Kind::kOther;
  if (l.type(at) == kMemberType) return Kind::kMember;
  if (l.type(at) == kIndexType) return Kind::kIndex;
  return makes ? Kind::kNew : Kind::kCall;
}

}  // namespace

void suffix(Lowering& l, RawId at, Role role) {
  constexpr std::size_t kMaxNested = 64;  // what has more suffixes is taken as the grammar has it
  std::vector<RawId> suffixes = {at};
  std::vector<RawId> operations;
  const RawId inner = before_suffix(l, at);
  RawId operand = inner;
  for (RawId next = 0; suffixes.size() < kMaxNested; operand = next) {
    next = before_suffix(l, operand);
    if (next == 0) break;
    suffixes.push_back(operand);
  }
  while (operations.size() < kMaxNested) {
    const RawId last = unwrapped(l, last_operand(l, operand), kExpressionType);
    if (last == 0) break;
    operations.push_back(operand);
    operand = last;
  }
  if (operations.empty()) {
    suffixes.resize(1);
    operand = inner;
  }
  const bool makes = l.type(suffixes.back()) == kCallType && l.type(operand) == kNewType;
  for (const RawId each : operations) role = open_operation(l, each, at, role);
  for (const RawId each : suffixes) {
    const Kind kind = kind_of_suffix(l, each, makes && each == suffixes.back());
    // What an operand has after it begins with the operand.
    l.open_from(operations.empty() ? each : operand, kind, role, each);
    role = kind == Kind::kMember || kind == Kind::kIndex ? Role::kObject : Role::kCallee;
  }
  l.visit(makes ? l.field(operand, Field::kName) : operand, role);
  for (std::size_t i = suffixes.size(); i-- > 0;) close_suffix(l, suffixes[i]);
  for (std::size_t i = operations.size(); i-- > 0;) l.close();
}

void option(Lowering& l, RawId at, Role role) {
  l.open(Kind::kKeywordArgument, role, at);
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.field(at, Field::kValue), Role::kValue);
  l.close();
}

void entry(Lowering& l, RawId at, Role role) {
  l.open(Kind::kPair, role, at);
  l.visit(l.field(at, Field::kName), Role::kKey);
  l.visit(l.field(at, Field::kValue), Role::kValue);
  l.close();
}

void ternary(Lowering& l, RawId at, Role role) {
  l.open(Kind::kConditional, role, at);
  l.visit(l.named_child(at, 0), Role::kCondition);
  l.visit(l.named_child(at, 1), Role::kBody);
  l.visit(l.named_child(at, 2), Role::kAlternative);
  l.close();
}

void slice(Lowering& l, RawId at, Role role) {
  l.open(Kind::kIndex, role, at);
  l.visit(l.field(at, Field::kBase), Role::kObject);
  l.open(Kind::kSlice, Role::kIndex, at);
  l.visit(l.field(at, Field::kFrom), Role::kLeft);
  l.visit(l.field(at, Field::kTo), Role::kRight);
  l.close();
  l.close();
}

}  // namespace scan::syntax::solidity
