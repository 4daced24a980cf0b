// Shell scripts: from the types of tree-sitter-bash to the common Tree.
//
// What is levelled here: a command is a call without a callee, whose arguments are all of its
// words, so that "..." may also stand for the command's name; a word is a string, quoted or not;
// `declare`, `local` and `export` with a value are assignments; a pipeline of several is one of
// two; what redirections, here-documents and `NAME=value` before a command say may be left out by
// a pattern. In a pattern "$X" is a metavariable and "${X}" a variable.
#include <algorithm>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "syntax/adapter.h"
#include "syntax/pattern_text.h"
#include "syntax/recipes.h"
#include "syntax/string_parts.h"

extern "C" const TSLanguage* tree_sitter_bash();

namespace scan::syntax {
namespace {

// The types that rules ask for.
enum Type : std::uint8_t {
  kNone,
  kCommandType,
  kCommandNameType,
  kAssignmentType,
  kRedirectType,
  kLiteralPartType,
  kWordType,
  kElifClauseType,
  kElseClauseType,
  kCompoundType,
};

std::string_view text_of(const Lowering& l, RawId at) { return l.concrete().text_of(at); }

bool is_named(const Lowering& l, RawId at) { return l.raw(at).named && !l.dropped(at); }

// In a pattern: what stands for any number of words or commands.
bool is_any_number(const Lowering& l, std::string_view text) {
  return l.concrete().is_pattern && (is_ellipsis(text) || is_ellipsis_metavariable(text));
}

// Statements.

// The statements from `first` up to `end`, siblings; one with "&" behind it is an operation.
void statements(Lowering& l, RawId first, RawId end, Role role) {
  for (RawId at = first; at < end; at = l.raw(at).end) {
    if (!is_named(l, at)) continue;
    const RawId next = l.raw(at).end;
    const bool background = next < end && !l.raw(next).named && text_of(l, next) == "&";
    if (background) l.open_until(Kind::kUnary, role, at, next, l.intern("&"));
    l.visit(at, background ? Role::kOperand : role);
    if (background) l.close();
  }
}

void statement_block(Lowering& l, RawId at, RawId first, RawId end, Role role) {
  l.open(Kind::kBlock, role, at);
  statements(l, first, end, Role::kItem);
  l.close();
}

// One statement as it is, several as a block: where a value is meant.
void statement_or_block(Lowering& l, RawId at, RawId first, RawId end, Role role) {
  int count = 0;
  for (RawId each = first; each < end; each = l.raw(each).end) count += is_named(l, each) ? 1 : 0;
  if (count == 1) return statements(l, first, end, role);
  statement_block(l, at, first, end, role);
}

void program(Lowering& l, RawId at, Role role) { statements(l, at + 1, l.raw(at).end, role); }

void block(Lowering& l, RawId at, Role role) {
  statement_block(l, at, at + 1, l.raw(at).end, role);
}

// `{ a; }`, and `((a))`, which calculates.
void compound(Lowering& l, RawId at, Role role) {
  if (l.has_token(at, "((")) return l.node(Kind::kOther, at, role);
  block(l, at, role);
}

void subshell(Lowering& l, RawId at, Role role) {
  l.open(Kind::kOther, role, at);
  block(l, at, Role::kItem);
  l.close();
}

// The condition, up to "then", and the branch behind it.
void branch(Lowering& l, RawId at) {
  const RawId end = l.raw(at).end;
  RawId then = end;
  RawId otherwise = end;
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named && text_of(l, child) == "then") then = child;
    if (l.type(child) == kElifClauseType || l.type(child) == kElseClauseType) {
      otherwise = std::min(otherwise, child);
    }
  }
  statement_or_block(l, at, at + 1, then, Role::kCondition);
  statement_block(l, at, then == end ? end : l.raw(then).end, otherwise, Role::kBody);
}

void if_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kIf, role, at);
  branch(l, at);
  int open = 1;
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kElifClauseType) {
      l.open(Kind::kIf, Role::kAlternative, child);
      branch(l, child);
      ++open;
    } else if (l.type(child) == kElseClauseType) {
      block(l, child, Role::kAlternative);
    }
  }
  for (; open > 0; --open) l.close();
}

void while_statement(Lowering& l, RawId at, Role role) {
  const RawId body = l.field(at, Field::kBody);
  const RawId word = l.first_token(at);
  const bool until = word != 0 && text_of(l, word) == "until";
  l.open(Kind::kWhile, role, at);
  if (until) l.open(Kind::kUnary, Role::kCondition, at, l.intern("!"));
  statement_or_block(l, at, at + 1, body == 0 ? l.raw(at).end : body,
                     until ? Role::kOperand : Role::kCondition);
  if (until) l.close();
  l.visit(body, Role::kBody);
  l.close();
}

// `select` asks for one of its values; only its body is like a loop's.
void for_statement(Lowering& l, RawId at, Role role) {
  const RawId word = l.first_token(at);
  const bool select = word != 0 && text_of(l, word) == "select";
  l.open(select ? Kind::kOther : Kind::kForEach, role, at);
  l.visit(l.field(at, Field::kVariable), Role::kLeft);
  l.open(Kind::kList, Role::kRight, at);
  for (const RawId child : l.children(at)) {
    if (l.in_field(child, Field::kValue) && l.raw(child).named) l.visit(child, Role::kItem);
  }
  l.close();
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void case_item(Lowering& l, RawId at, Role role) {
  const auto is_value = [&](RawId child) {
    return l.in_field(child, Field::kValue) && l.raw(child).named;
  };
  int values = 0;
  RawId body = at + 1;
  for (const RawId child : l.children(at)) {
    values += is_value(child) ? 1 : 0;
    if (!l.raw(child).named && text_of(l, child) == ")") body = l.raw(child).end;
  }
  l.open(Kind::kCase, role, at);
  if (values > 1) l.open(Kind::kTuple, Role::kValue, at);
  for (const RawId child : l.children(at)) {
    if (is_value(child)) l.visit(child, values > 1 ? Role::kItem : Role::kValue);
  }
  if (values > 1) l.close();
  statement_block(l, at, body, l.raw(at).end, Role::kBody);
  l.close();
}

void case_statement(Lowering& l, RawId at, Role role) {
  const RawId value = l.field(at, Field::kValue);
  l.open(Kind::kSwitch, role, at);
  l.visit(value, Role::kCondition);
  l.open(Kind::kBlock, Role::kBody, at);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && child != value) l.visit(child, Role::kItem);
  }
  l.close();
  l.close();
}

void function_definition(Lowering& l, RawId at, Role role) {
  const RawId name = l.field(at, Field::kName);
  l.open(Kind::kFunction, role, at);
  if (name != 0) l.leaf(Kind::kIdentifier, Role::kName, name, l.text(name));
  const RawId body = l.field(at, Field::kBody);
  if (body != 0 && l.type(body) == kCompoundType) {
    l.visit(body, Role::kBody);
  } else {
    l.visit_as_block(body, Role::kBody);
  }
  l.close();
}

// `a && b`, `a || b`.
void list(Lowering& l, RawId at, Role role) {
  l.open(Kind::kBinary, role, at, operator_of(l, at));
  l.visit(l.named_child(at, 0), Role::kLeft);
  l.visit(l.named_child(at, 1), Role::kRight);
  l.close();
}

// `a | b | c` is `a | b`, and what that gives into c. Not an operation "|", which is commutative.
void pipeline(Lowering& l, RawId at, Role role) {
  std::vector<RawId> commands;
  for (const RawId child : l.children(at)) {
    if (is_named(l, child)) commands.push_back(child);
  }
  for (std::size_t i = 1; i < commands.size(); ++i) {
    l.open_until(Kind::kBinary, i == 1 ? role : Role::kLeft, at, commands[commands.size() - i],
                 l.intern("pipe"));
  }
  for (std::size_t i = 0; i < commands.size(); ++i) {
    const bool single = commands.size() == 1;
    l.visit(commands[i], single ? role : (i == 0 ? Role::kLeft : Role::kRight));
    if (i > 0) l.close();
  }
}

// Commands.

// Whether a pattern is this node and nothing else: a word then, and no command.
bool is_whole_pattern(const Lowering& l, RawId at) {
  const ConcreteTree& concrete = l.concrete();
  if (!concrete.is_pattern) return false;
  std::string_view text = concrete.text;
  const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  text.remove_prefix(begin);
  text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
  return text == concrete.text_of(at);
}

// The only word of a command without redirections; 0 when there is more.
RawId only_word(const Lowering& l, RawId command) {
  const RawId name = l.named_child(command, 0);
  if (name == 0 || l.type(name) != kCommandNameType) return 0;
  return l.named_child(command, 1) == 0 ? name : 0;
}

// `A=b` before a command.
void environment(Lowering& l, RawId at) {
  l.open(Kind::kPair, Role::kDecorator, at);
  l.visit(l.field(at, Field::kName), Role::kKey);
  l.visit(l.field(at, Field::kValue), Role::kValue);
  l.close();
}

void redirections(Lowering& l, RawId at) {
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kRedirectType) l.visit(child, Role::kDecorator);
    if (l.type(child) == kAssignmentType) environment(l, child);
  }
}

// Whether a line ends between two words. The grammar reads the command that follows a pipeline of
// three as words of its last one when "&&" comes after it.
bool begins_line(const Lowering& l, RawId before, RawId at) {
  const std::uint32_t begin = l.raw(before).span.end;
  const std::uint32_t end = l.raw(at).span.begin;
  if (begin >= end) return false;
  const std::string_view gap = l.concrete().text.substr(begin, end - begin);
  const std::size_t line = gap.find('\n');
  return line != std::string_view::npos && gap.find('\\') == std::string_view::npos;
}

void command_in(Lowering& l, RawId at, RawId outer, Role role) {
  std::vector<RawId> words;
  bool lines = false;
  for (const RawId child : l.children(at)) {
    const std::uint8_t type = l.type(child);
    if (!is_named(l, child) || type == kRedirectType || type == kAssignmentType) continue;
    lines = lines || (!words.empty() && begins_line(l, words.back(), child));
    words.push_back(child);
  }
  if (lines) l.open(Kind::kBlock, role, outer);
  l.open(Kind::kCall, lines ? Role::kItem : role, outer);
  l.open(Kind::kArguments, Role::kArguments, at);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0 && begins_line(l, words[i - 1], words[i])) {
      l.close();
      l.close();
      l.open_until(Kind::kCall, Role::kItem, words[i], words.back());
      l.open_until(Kind::kArguments, Role::kArguments, words[i], words.back());
    }
    l.visit(words[i], Role::kItem);
  }
  l.close();
  redirections(l, at);
  if (outer != at) redirections(l, outer);
  l.close();
  if (lines) l.close();
}

void command(Lowering& l, RawId at, Role role) {
  const RawId word = l.concrete().is_pattern ? only_word(l, at) : 0;
  if (word != 0 && (is_any_number(l, text_of(l, word)) || is_whole_pattern(l, at))) {
    return l.visit(word, role);
  }
  command_in(l, at, at, role);
}

// Of anything but a command, what is redirected is kept as long as more than a name stands in it.
void redirected_statement(Lowering& l, RawId at, Role role) {
  const RawId body = l.field(at, Field::kBody);
  if (body != 0 && l.type(body) == kCommandType) return command_in(l, body, at, role);
  if (body == 0) {
    l.open(Kind::kCall, role, at);
    redirections(l, at);
    return l.close();
  }
  l.visit(body, role);
  if (role != Role::kItem || l.concrete().is_pattern) return;
  for (const RawId child : l.children(at)) {
    const RawId target = l.type(child) == kRedirectType ? l.named_child(child, 0) : 0;
    if (target != 0 && l.type(target) != kWordType) l.visit(child, Role::kItem);
  }
}

void redirection(Lowering& l, RawId at, Role role) {
  l.open(Kind::kOther, role, at, operator_of(l, at));
  l.visit_children(at, Role::kItem);
  l.close();
}

// `unset A`, `export A`: a command of the language's own.
void builtin(Lowering& l, RawId at, Role role) {
  const RawId word = l.first_token(at);
  l.open(Kind::kCall, role, at);
  l.open(Kind::kArguments, Role::kArguments, at);
  if (word != 0) l.leaf(Kind::kString, Role::kItem, word, l.text(word));
  l.visit_children(at, Role::kItem);
  l.close();
  l.close();
}

void declaration(Lowering& l, RawId at, Role role) {
  int assignments = 0;
  for (const RawId child : l.children(at)) assignments += l.type(child) == kAssignmentType ? 1 : 0;
  if (assignments == 0) return builtin(l, at, role);
  const bool block = assignments > 1 && role != Role::kItem;
  if (block) l.open(Kind::kBlock, role, at);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kAssignmentType) l.visit(child, block ? Role::kItem : role);
  }
  if (block) l.close();
}

void assignment(Lowering& l, RawId at, Role role) {
  const bool adds = l.has_token(at, "+=");
  const RawId value = l.field(at, Field::kValue);
  l.open(adds ? Kind::kAugmentedAssignment : Kind::kAssignment, role, at,
         adds ? l.intern("+=") : 0);
  l.visit(l.field(at, Field::kName), Role::kLeft);
  if (value == 0) {
    l.leaf(Kind::kString, Role::kRight, at, 0);
  } else {
    l.visit(value, Role::kRight);
  }
  l.close();
}

// Words and what is put into them.

// A name or a word of a script; of a pattern also what stands for one, however it was spelled.
void word(Lowering& l, RawId at, Role role) {
  const std::string_view text = text_of(l, at);
  const bool hole = l.concrete().is_pattern &&
                    (is_ellipsis(text) || is_metavariable(text) || is_ellipsis_metavariable(text));
  l.leaf(hole ? Kind::kIdentifier : Kind::kString, role, at, l.intern(text));
}

void raw_string(Lowering& l, RawId at, Role role) {
  const std::string_view text = text_of(l, at);
  l.leaf(Kind::kString, role, at,
         l.intern(text.size() < 2 ? text : text.substr(1, text.size() - 2)));
}

bool is_literal_part(const Lowering& l, RawId at) { return l.type(at) == kLiteralPartType; }

// What a string that is nothing else but "..." stands for is never a plain one.
void parts(Lowering& l, RawId at, Span inner, Role role) {
  const std::string_view whole = l.concrete().text.substr(inner.begin, inner.size());
  if (!is_any_number(l, whole)) return string_parts(l, at, inner, role, is_literal_part);
  l.open(Kind::kInterpolated, role, at);
  l.leaf(Kind::kString, Role::kItem, at, l.intern(whole));
  l.close();
}

void string(Lowering& l, RawId at, Role role) {
  const Span span = l.raw(at).span;
  const bool closed = span.size() >= 2;
  parts(l, at, {closed ? span.begin + 1 : span.begin, closed ? span.end - 1 : span.end}, role);
}

// What stands between brackets, or in the head of an arithmetic loop, is not looked into, as in
// Semgrep: what is a fault in a command, such as an expansion without quotes, is none in them.
void opaque(Lowering& l, RawId at, Role role) {
  const RawId bracket = l.first_token(at);
  l.leaf(Kind::kOther, role, at, bracket == 0 ? 0 : l.text(bracket));
}

void arithmetic_loop(Lowering& l, RawId at, Role role) {
  l.open(Kind::kFor, role, at);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void simple_expansion(Lowering& l, RawId at, Role role) {
  const std::string_view text = text_of(l, at);
  if (l.concrete().is_pattern && is_metavariable(text)) {
    return l.leaf(Kind::kIdentifier, role, at, l.intern(text));
  }
  l.node(Kind::kInterpolation, at, role);
}

// `${x}`, and `${x:-y}`, which is known by its signs.
void expansion(Lowering& l, RawId at, Role role) {
  std::string signs;
  for (const RawId child : l.children(at)) {
    if (l.in_field(child, Field::kOperator)) signs += text_of(l, child);
  }
  l.open(Kind::kInterpolation, role, at, l.make(std::move(signs)));
  l.visit_children(at, Role::kItem);
  l.close();
}

// `$(a)`; in a pattern, `<... P ...>` was spelled so, and a single word in it is one.
template <Word sign>
void substitution(Lowering& l, RawId at, Role role) {
  l.open(Kind::kInterpolation, role, at, l.intern(sign.characters));
  const RawId inner = l.named_child(at, 0);
  const bool deep = l.concrete().is_pattern && text_of(l, at).starts_with(kDeepBegin);
  const RawId only = deep && inner != 0 && l.type(inner) == kCommandType ? only_word(l, inner) : 0;
  if (only != 0) {
    l.visit(only, Role::kItem);
  } else {
    statement_or_block(l, at, at + 1, l.raw(at).end, Role::kItem);
  }
  l.close();
}

// Operators that are named nodes are no operands.
void test_unary(Lowering& l, RawId at, Role role) {
  l.open(Kind::kUnary, role, at, operator_of(l, at));
  for (const RawId child : l.children(at)) {
    if (is_named(l, child) && !l.in_field(child, Field::kOperator)) {
      l.visit(child, Role::kOperand);
    }
  }
  l.close();
}

void test_binary(Lowering& l, RawId at, Role role) {
  l.open(Kind::kBinary, role, at, operator_of(l, at));
  l.visit(l.field(at, Field::kLeft), Role::kLeft);
  l.visit(l.field(at, Field::kRight), Role::kRight);
  l.close();
}

// How patterns are spelled.

// As it is written, which is an expansion; where a name must stand, a name. As one branch of a
// `case` an ellipsis needs its bracket, and on one line with what ends the list a semicolon.
constexpr Spelling kMetavariables[] = {{"$", ""}, {"_", ""}};
enum Ellipsis : std::size_t { kWord, kBranch, kLast };
constexpr Spelling kEllipses[] = {{"", ""}, {"", ") ;;"}, {"", ";"}};

bool ends_with_word(std::string_view text, std::string_view word) {
  if (!text.ends_with(word)) return false;
  return text.size() == word.size() || !base::is_alphanumeric(text[text.size() - word.size() - 1]);
}

std::size_t first_metavariable(const SpellingContext& context) {
  std::string_view before = context.pattern.substr(0, context.begin);
  const std::string_view after = context.pattern.substr(context.end);
  if (before.ends_with("${")) return 1;
  const bool begins =
      before.empty() || std::string_view(" \t\n;({").find(before.back()) != std::string_view::npos;
  const bool assigned =
      after.starts_with("+=") || (after.starts_with("=") && !after.starts_with("=="));
  if (begins && (assigned || after.starts_with("()") || after.starts_with(" ()"))) return 1;
  const std::size_t last = before.find_last_not_of(" \t");
  before = before.substr(0, last == std::string_view::npos ? 0 : last + 1);
  for (const std::string_view keyword : {"for", "select", "function"}) {
    if (ends_with_word(before, keyword)) return 1;
  }
  return 0;
}

// Commands that `done` or `}` follows on the same line.
std::size_t first_ellipsis(const SpellingContext& context) {
  const std::string_view after = context.pattern.substr(context.end);
  const std::size_t word = std::min(after.find_first_not_of(" \t"), after.size());
  if (word == 0) return kWord;
  for (const std::string_view end : {"done", "fi", "else", "elif", "}"}) {
    const std::string_view rest = after.substr(word);
    if (!rest.starts_with(end)) continue;
    if (end == "}" || rest.size() == end.size() || !base::is_alphanumeric(rest[end.size()])) {
      return kLast;
    }
  }
  return kWord;
}

std::string_view interpolation(std::string_view pattern, std::size_t quote) {
  return pattern[quote] == '"' ? "${" : "";
}

}  // namespace

const Adapter& bash_adapter() {
  static const Adapter kAdapter =
      make_adapter(tree_sitter_bash(),
                   {
                       rule_row("program", program),
                       drop_row("comment"),
                       drop_row("heredoc_start"),
                       drop_row("heredoc_end"),
                       drop_row("file_descriptor"),
                       // Words.
                       rule_row("word", word).typed(kWordType),
                       rule_row("number", word).typed(kWordType),
                       rule_row("test_operator", word).typed(kWordType),
                       leaf_row("brace_expression", Kind::kString),
                       leaf_row("regex", Kind::kString),
                       leaf_row("extglob_pattern", Kind::kString),
                       rule_row("raw_string", raw_string),
                       leaf_row("ansi_c_string", Kind::kString),
                       rule_row("string", string),
                       leaf_row("string_content", Kind::kString).typed(kLiteralPartType),
                       inline_row("translated_string"),
                       rule_row("concatenation", named<Kind::kInterpolated, "unquoted">),
                       drop_row("heredoc_body"),
                       leaf_row("heredoc_content", Kind::kString).typed(kLiteralPartType),
                       node_row("array", Kind::kList),
                       // Variables and what is put into words.
                       leaf_row("variable_name", Kind::kIdentifier),
                       leaf_row("special_variable_name", Kind::kIdentifier),
                       node_row("subscript", Kind::kIndex),
                       rule_row("simple_expansion", simple_expansion),
                       rule_row("expansion", expansion),
                       rule_row("command_substitution", substitution<"$(">),
                       rule_row("process_substitution", substitution<"<(">),
                       rule_row("arithmetic_expansion", named<Kind::kInterpolation, "$((">),
                       // Tests and arithmetic.
                       rule_row("test_command", opaque),
                       rule_row("unary_expression", test_unary),
                       rule_row("postfix_expression", test_unary),
                       rule_row("binary_expression", test_binary),
                       node_row("ternary_expression", Kind::kConditional),
                       inline_row("parenthesized_expression"),
                       // Commands.
                       rule_row("command", command).typed(kCommandType),
                       inline_row("command_name").typed(kCommandNameType),
                       rule_row("redirected_statement", redirected_statement),
                       rule_row("file_redirect", redirection).typed(kRedirectType),
                       rule_row("herestring_redirect", redirection).typed(kRedirectType),
                       rule_row("heredoc_redirect", redirection).typed(kRedirectType),
                       rule_row("declaration_command", declaration),
                       rule_row("unset_command", builtin),
                       rule_row("negated_command", named<Kind::kUnary, "!", Role::kOperand>),
                       rule_row("variable_assignment", assignment).typed(kAssignmentType),
                       inline_row("variable_assignments"),
                       rule_row("pipeline", pipeline),
                       rule_row("list", list),
                       // Statements.
                       rule_row("subshell", subshell),
                       rule_row("compound_statement", compound).typed(kCompoundType),
                       rule_row("do_group", block),
                       rule_row("if_statement", if_statement),
                       type_row("elif_clause").typed(kElifClauseType),
                       type_row("else_clause").typed(kElseClauseType),
                       rule_row("while_statement", while_statement),
                       rule_row("for_statement", for_statement),
                       rule_row("c_style_for_statement", arithmetic_loop),
                       rule_row("case_statement", case_statement),
                       rule_row("case_item", case_item),
                       rule_row("function_definition", function_definition),
                   },
                   {
                       {"alternative", Role::kAlternative},
                       {"body", Role::kBody},
                       {"condition", Role::kCondition},
                       {"consequence", Role::kBody},
                       {"index", Role::kIndex},
                       {"initializer", Role::kInitializer},
                       {"name", Role::kObject},
                       {"update", Role::kUpdate},
                   },
                   {.metavariables = kMetavariables,
                    .ellipses = kEllipses,
                    .first_metavariable = first_metavariable,
                    .first_ellipsis = first_ellipsis,
                    .deep_begin = "$(",
                    .interpolation = interpolation});
  return kAdapter;
}

}  // namespace scan::syntax
