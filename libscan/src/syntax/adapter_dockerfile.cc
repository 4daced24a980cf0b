// Dockerfiles: from the types of tree-sitter-containerfile to the common Tree.
//
// What is levelled here: an instruction is a call of its name in capitals; its options, and the
// tag, the digest and the alias of an image, may be left out of a pattern; ENV declares variables;
// a LABEL of several is several; the command of RUN, CMD, ENTRYPOINT and HEALTHCHECK is a block of
// shell statements, which the adapter of shell scripts lowers. A pattern without an instruction is
// a shell's.
#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "syntax/adapter.h"
#include "syntax/pattern_text.h"
#include "syntax/recipes.h"
#include "syntax/string_parts.h"

extern "C" const TSLanguage* tree_sitter_containerfile();

namespace scan::syntax {
namespace {

// The types that rules ask for.
enum Type : std::uint8_t {
  kNone,
  kOptionType,
  kMountType,
  kImageType,
  kShellCommandType,
  kHeredocBlockType,
  kHeredocContentType,
  kPairType,
};

const Language* shell() {
  static const Language* const kShell = find_language("bash");
  return kShell;
}

std::string_view text_of(const Lowering& l, RawId at) { return l.concrete().text_of(at); }

bool is_any_number(const Lowering& l, std::string_view text) {
  return l.concrete().is_pattern && (is_ellipsis(text) || is_ellipsis_metavariable(text));
}

bool is_hole(const Lowering& l, std::string_view text) {
  return is_any_number(l, text) || (l.concrete().is_pattern && is_metavariable(text));
}

bool no_literal(const Lowering&, RawId) { return false; }

// The text of a node from an offset on, with what is put into it.
void text_from(Lowering& l, RawId at, std::uint32_t begin, Role role) {
  const std::uint32_t end = l.raw(at).span.end;
  begin = std::min(begin, end);
  const std::string_view text = l.concrete().text.substr(begin, end - begin);
  if (is_hole(l, text)) {
    return l.leaf_part(Kind::kIdentifier, role, at, {begin, end}, l.intern(text));
  }
  if (text.find('$') == std::string_view::npos) {
    return l.leaf_part(Kind::kString, role, at, {begin, end}, l.intern(text));
  }
  string_parts(l, at, {begin, end}, role, no_literal);
}

void value(Lowering& l, RawId at, Role role) { text_from(l, at, l.raw(at).span.begin, role); }

void quoted(Lowering& l, RawId at, Role role) {
  const Span span = l.raw(at).span;
  if (is_hole(l, text_of(l, at))) return l.leaf(Kind::kIdentifier, role, at, l.text(at));
  if (span.size() < 2) return value(l, at, role);
  string_parts(l, at, {span.begin + 1, span.end - 1}, role, no_literal);
}

void expansion(Lowering& l, RawId at, Role role) {
  const std::string_view text = text_of(l, at);
  if (is_hole(l, text)) return l.leaf(Kind::kIdentifier, role, at, l.intern(text));
  l.node(Kind::kInterpolation, at, role);
}

// The parts of a value in a field: `a"b"c` is one.
void joined(Lowering& l, RawId at, Field field, Role role) {
  RawId first = 0;
  int count = 0;
  for (const RawId child : l.children(at)) {
    if (!l.in_field(child, field) || !l.raw(child).named) continue;
    if (count++ == 0) first = child;
  }
  if (count == 0) return l.leaf(Kind::kString, role, at, 0);
  if (count == 1) return l.visit(first, role);
  l.open(Kind::kInterpolated, role, at, l.intern("unquoted"));
  for (const RawId child : l.children(at)) {
    if (l.in_field(child, field) && l.raw(child).named) l.visit(child, Role::kItem);
  }
  l.close();
}

// Instructions.

// Begins the call of an instruction, at `at` or a part of it; ends with close() twice.
void open_call(Lowering& l, RawId at, RawId instruction, Role role) {
  std::string name;
  const RawId keyword = l.first_token(instruction);
  for (const char c : keyword == 0 ? std::string_view() : text_of(l, keyword)) {
    name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  l.open(Kind::kCall, role, at);
  l.leaf(Kind::kIdentifier, Role::kCallee, keyword == 0 ? at : keyword, l.make(std::move(name)));
  l.open(Kind::kArguments, Role::kArguments, at);
}

// What a pattern may leave out: a name and what stands at `from` and from `begin` on.
void option(Lowering& l, RawId at, std::string_view name, std::uint32_t begin) {
  l.open(Kind::kKeywordArgument, Role::kDecorator, at);
  l.leaf(Kind::kIdentifier, Role::kName, at, l.intern(name));
  text_from(l, at, begin, Role::kValue);
  l.close();
}

// `--name=value`.
void parameter(Lowering& l, RawId at, Role role) {
  const std::string_view text = text_of(l, at);
  if (is_hole(l, text)) return l.leaf(Kind::kIdentifier, role, at, l.intern(text));
  const std::size_t sign = std::min(text.find('='), text.size());
  const std::size_t begin = std::min(sign + 1, text.size());
  option(l, at, text.substr(0, sign), l.raw(at).span.begin + static_cast<std::uint32_t>(begin));
}

// `--mount=type=secret,id=x` has options of its own.
void mount(Lowering& l, RawId at, Role) {
  l.open(Kind::kKeywordArgument, Role::kDecorator, at);
  l.leaf(Kind::kIdentifier, Role::kName, at, l.intern("--mount"));
  l.open(Kind::kCall, Role::kValue, at);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && l.in_field(child, Field::kValue)) parameter(l, child, Role::kItem);
  }
  l.close();
  l.close();
}

bool is_option(const Lowering& l, RawId at) {
  return l.type(at) == kOptionType || l.type(at) == kMountType;
}

void options(Lowering& l, RawId at) {
  for (const RawId child : l.children(at)) {
    if (is_option(l, child)) l.visit(child, Role::kDecorator);
  }
}

// The shell's statements, in a block. `RUN <<END` has them in its lines, and `RUN cat <<END` goes
// on with them.
void commands(Lowering& l, RawId at, RawId instruction, Role role) {
  const std::string_view text = text_of(l, at);
  if (is_any_number(l, text)) return l.leaf(Kind::kIdentifier, role, at, l.intern(text));
  const RawId heredoc = l.child_of_type(instruction, kHeredocBlockType);
  RawId last = at;
  for (const RawId child : l.children(instruction)) {
    if (l.type(child) == kHeredocBlockType) last = child;
  }
  RawId first = at;
  if (heredoc != 0 && text.starts_with("<<") &&
      text.find_first_of(" \t|;&") == std::string_view::npos) {
    first = l.child_of_type(heredoc, kHeredocContentType);
    last = first;
  }
  l.open(Kind::kBlock, role, heredoc == 0 ? at : instruction);
  if (first != 0) l.embed(shell(), first, last, Role::kItem);
  l.close();
}

// An instruction whose arguments are what stands in it. In a pattern, one that stands for any.
void instruction(Lowering& l, RawId at, Role role) {
  if (is_hole(l, text_of(l, at))) return l.leaf(Kind::kIdentifier, role, at, l.text(at));
  open_call(l, at, at, role);
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named || l.dropped(child) || is_option(l, child)) continue;
    const std::uint8_t type = l.type(child);
    if (type == kShellCommandType) {
      commands(l, child, at, Role::kItem);
    } else if (type != kHeredocBlockType) {
      l.visit(child, Role::kItem);
    }
  }
  l.close();
  options(l, at);
  l.close();
}

// The rest of the line: STOPSIGNAL, MAINTAINER.
void line_instruction(Lowering& l, RawId at, Role role) {
  const RawId keyword = l.first_token(at);
  std::uint32_t begin = keyword == 0 ? l.raw(at).span.begin : l.raw(keyword).span.end;
  const std::string_view text = l.concrete().text;
  while (begin < l.raw(at).span.end && (text[begin] == ' ' || text[begin] == '\t')) ++begin;
  open_call(l, at, at, role);
  const RawId string = l.named_child(at, 0);
  if (string != 0 && l.raw(string).span.begin == begin &&
      l.raw(string).span.end == l.raw(at).span.end) {
    l.visit(string, Role::kItem);
  } else {
    text_from(l, at, begin, Role::kItem);
  }
  l.close();
  l.close();
}

void from_instruction(Lowering& l, RawId at, Role role) {
  const RawId image = l.child_of_type(at, kImageType);
  open_call(l, at, at, role);
  if (image != 0) l.visit(l.field(image, Field::kName), Role::kItem);
  l.close();
  options(l, at);
  if (image != 0) {
    const RawId tag = l.field(image, Field::kTag);
    const RawId digest = l.field(image, Field::kDigest);
    if (tag != 0) option(l, tag, ":", l.raw(tag).span.begin + 1);
    if (digest != 0) option(l, digest, "@", l.raw(digest).span.begin + 1);
  }
  if (const RawId alias = l.field(at, Field::kAs); alias != 0) {
    option(l, alias, "as", l.raw(alias).span.begin);
  }
  l.close();
}

void user_instruction(Lowering& l, RawId at, Role role) {
  const RawId group = l.field(at, Field::kGroup);
  open_call(l, at, at, role);
  l.visit(l.field(at, Field::kUser), Role::kItem);
  l.close();
  if (group != 0) option(l, group, ":", l.raw(group).span.begin);
  l.close();
}

void healthcheck_instruction(Lowering& l, RawId at, Role role) {
  open_call(l, at, at, role);
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named) {
      if (text_of(l, child) == "NONE") l.leaf(Kind::kString, Role::kItem, child, l.text(child));
      continue;
    }
    if (l.dropped(child) || is_option(l, child)) continue;
    if (l.type(child) != kShellCommandType) {
      l.visit(child, Role::kItem);
    } else if (is_hole(l, text_of(l, child))) {
      l.leaf(Kind::kIdentifier, Role::kItem, child, l.text(child));
    } else {
      commands(l, child, at, Role::kItem);
    }
  }
  l.close();
  options(l, at);
  l.close();
}

// `42/tcp` is a port and a protocol.
void port(Lowering& l, RawId at, Role role) {
  const std::string_view text = text_of(l, at);
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || is_hole(l, text)) return value(l, at, role);
  l.open(Kind::kTuple, role, at);
  l.leaf(Kind::kString, Role::kItem, at, l.intern(text.substr(0, slash)));
  l.leaf(Kind::kString, Role::kItem, at, l.intern(text.substr(slash + 1)));
  l.close();
}

// Pairs. As a name, in a pattern also what stands for one.
void name(Lowering& l, RawId at, Role role) {
  if (at != 0) l.leaf(Kind::kIdentifier, role, at, l.text(at));
}

void env_instruction(Lowering& l, RawId at, Role role) {
  l.open(Kind::kOther, role, at, l.intern("ENV"));
  for (const RawId pair : l.children(at)) {
    if (l.type(pair) != kPairType) continue;
    if (is_any_number(l, text_of(l, pair))) {
      l.leaf(Kind::kIdentifier, Role::kItem, pair, l.text(pair));
      continue;
    }
    l.open(Kind::kVariable, Role::kItem, pair);
    name(l, l.field(pair, Field::kName), Role::kLeft);
    joined(l, pair, Field::kValue, Role::kRight);
    l.close();
  }
  l.close();
}

// LABEL and ARG: a call for each pair; one alone has the instruction's span.
template <Field key, Field value>
void pairs_instruction(Lowering& l, RawId at, Role role) {
  int count = 0;
  for (const RawId pair : l.children(at)) count += l.type(pair) == kPairType ? 1 : 0;
  for (const RawId pair : l.children(at)) {
    if (l.type(pair) != kPairType) continue;
    const bool any = is_any_number(l, text_of(l, pair));
    if (any && count > 1) continue;
    open_call(l, count == 1 ? at : pair, at, role);
    const RawId first = l.field(pair, key);
    if (any) {
      l.leaf(Kind::kIdentifier, Role::kItem, pair, l.text(pair));
    } else if (key == Field::kName) {
      name(l, first, Role::kItem);
    } else {
      l.visit(first, Role::kItem);
    }
    if (!any && l.has_token(pair, "=")) {
      joined(l, pair, value, Role::kItem);
    } else if (!any) {
      l.visit(l.field(pair, value), Role::kItem);
    }
    l.close();
    l.close();
  }
}

// How patterns are spelled.

enum MetavariableSpelling : std::uint8_t { kAsWritten, kAsName, kAsInstruction, kAsJson };
constexpr Spelling kMetavariables[] = {{"$", ""}, {"_", ""}, {"WORKDIR _", ""}, {"\"", "\""}};
enum EllipsisSpelling : std::uint8_t { kWord, kInstruction, kPair, kJson, kVariable, kOption };
constexpr Spelling kEllipses[] = {{"", ""},     {"WORKDIR ", ""}, {"", "=0"},
                                  {"\"", "\""}, {"$", ""},        {"--x=", ""}};

constexpr std::string_view kKeywords[] = {
    "FROM", "RUN",     "CMD",        "LABEL",       "EXPOSE", "ENV",
    "ADD",  "COPY",    "ENTRYPOINT", "VOLUME",      "USER",   "WORKDIR",
    "ARG",  "ONBUILD", "STOPSIGNAL", "HEALTHCHECK", "SHELL",  "MAINTAINER"};

// The instruction that begins a line; empty: none does.
std::string_view keyword_of(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  const std::string_view word = line.substr(0, line.find_first_of(" \t\r\n\\"));
  for (const std::string_view keyword : kKeywords) {
    const bool same = std::ranges::equal(word, keyword, [](char a, char b) {
      return a == b || (a >= 'a' && a <= 'z' && a - 'a' + 'A' == b);
    });
    if (same) return keyword;
  }
  return {};
}

// Whether a pattern has an instruction, or is nothing but what stands for one; else it is a
// shell's.
bool has_instructions(std::string_view pattern) {
  const std::size_t begin = std::min(pattern.find_first_not_of(" \t\r\n"), pattern.size());
  const std::string_view rest =
      pattern.substr(begin, pattern.find_last_not_of(" \t\r\n") + 1 - begin);
  if (is_metavariable(rest)) return true;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const std::size_t end = std::min(pattern.find('\n', at), pattern.size());
    if (!keyword_of(pattern.substr(at, end - at)).empty()) return true;
    at = end;
  }
  return false;
}

// Where the instruction that holds a place begins: lines end in a backslash before it.
std::size_t instruction_begin(std::string_view pattern, std::size_t at) {
  for (;;) {
    const std::size_t line = at == 0 ? std::string_view::npos : pattern.rfind('\n', at - 1);
    if (line == std::string_view::npos) return 0;
    const std::size_t last =
        line == 0 ? std::string_view::npos : pattern.find_last_not_of(" \t\r", line - 1);
    if (last == std::string_view::npos || pattern[last] != '\\') return line + 1;
    at = line;
  }
}

// Whether a place is all of its line.
bool is_line(const SpellingContext& context) {
  const std::size_t begin = instruction_begin(context.pattern, context.begin);
  const std::string_view before = context.pattern.substr(begin, context.begin - begin);
  const std::string_view after = context.pattern.substr(context.end);
  const std::size_t next = after.find_first_not_of(" \t\r");
  return before.find_first_not_of(" \t\r") == std::string_view::npos &&
         (next == std::string_view::npos || after[next] == '\n');
}

std::string_view instruction_at(const SpellingContext& context) {
  return keyword_of(context.pattern.substr(instruction_begin(context.pattern, context.begin)));
}

bool takes_pairs(std::string_view keyword) {
  return keyword == "ENV" || keyword == "LABEL" || keyword == "ARG";
}

// In a list of strings, which begins right after the instruction's name.
bool in_list(const SpellingContext& context) {
  if (context.bracket != '[') return false;
  const std::size_t begin = instruction_begin(context.pattern, context.begin);
  if (context.bracket_at < begin) return false;
  const std::string_view before = context.pattern.substr(begin, context.bracket_at - begin);
  const std::size_t name = before.find_last_not_of(" \t");
  return name != std::string_view::npos && base::is_alphanumeric(before[name]);
}

std::size_t first_metavariable(const SpellingContext& context) {
  const auto as_shell = [&]() -> std::size_t {
    return shell() == nullptr ? 0 : shell()->adapter().pattern.first_metavariable(context);
  };
  if (!has_instructions(context.pattern)) return as_shell();
  if (is_line(context)) return kAsInstruction;
  if (in_list(context)) return kAsJson;
  const std::string_view keyword = instruction_at(context);
  if (!takes_pairs(keyword)) return as_shell();
  const char before = context.begin == 0 ? ' ' : context.pattern[context.begin - 1];
  const std::size_t begin = instruction_begin(context.pattern, context.begin);
  const std::string_view line = context.pattern.substr(begin, context.begin - begin);
  const bool first =
      line.find_last_not_of(" \t") + 1 == line.find_first_not_of(" \t") + keyword.size();
  const bool key = context.pattern.substr(context.end).starts_with("=");
  if (before == '{') return kAsName;
  return (before == ' ' || before == '\t') && (first || key) ? kAsName : kAsWritten;
}

std::size_t first_ellipsis(const SpellingContext& context) {
  if (!has_instructions(context.pattern)) return kWord;
  if (is_line(context)) return kInstruction;
  if (in_list(context)) return kJson;
  const std::string_view keyword = instruction_at(context);
  const char before = context.begin == 0 ? ' ' : context.pattern[context.begin - 1];
  if (takes_pairs(keyword) && (before == ' ' || before == '\t')) return kPair;
  if (keyword == "EXPOSE") return kVariable;
  const std::string_view after = context.pattern.substr(context.end);
  const std::string_view line = after.substr(0, after.find('\n'));
  if (keyword == "HEALTHCHECK" && line.find("CMD") != std::string_view::npos) return kOption;
  return kWord;
}

std::span<const Frame> frames(std::string_view pattern) {
  static constexpr Frame kInstructions[] = {{"", "\n"}};
  static constexpr Frame kShell[] = {{"RUN <<SCAN_PATTERN\n", "\nSCAN_PATTERN\n"}};
  return has_instructions(pattern) ? kInstructions : kShell;
}

std::string_view interpolation(std::string_view pattern, std::size_t quote) {
  return pattern[quote] == '"' ? "${" : "";
}

}  // namespace

const Adapter& dockerfile_adapter() {
  static const Adapter kAdapter = make_adapter(
      tree_sitter_containerfile(),
      {
          drop_row("comment"),
          drop_row("line_continuation"),
          // Values.
          rule_row("expansion", expansion),
          leaf_row("variable", Kind::kIdentifier),
          rule_row("double_quoted_string", quoted),
          rule_row("single_quoted_string", quoted),
          rule_row("json_string", quoted),
          node_row("json_string_array", Kind::kList),
          rule_row("unquoted_string", value),
          rule_row("path", value),
          rule_row("image_name", value),
          rule_row("image_alias", value),
          rule_row("expose_port", port),
          drop_row("end_of_options"),
          drop_row("escape_sequence"),
          // Parts of instructions.
          type_row("image_spec").typed(kImageType),
          type_row("shell_command").typed(kShellCommandType),
          type_row("heredoc_block").typed(kHeredocBlockType),
          type_row("heredoc_content").typed(kHeredocContentType),
          type_row("env_pair").typed(kPairType),
          type_row("label_pair").typed(kPairType),
          type_row("arg_pair").typed(kPairType),
          rule_row("param", parameter).typed(kOptionType),
          rule_row("mount_param", mount).typed(kMountType),
          // Instructions.
          rule_row("from_instruction", from_instruction),
          rule_row("run_instruction", instruction),
          rule_row("cmd_instruction", instruction),
          rule_row("entrypoint_instruction", instruction),
          rule_row("shell_instruction", instruction),
          rule_row("expose_instruction", instruction),
          rule_row("add_instruction", instruction),
          rule_row("copy_instruction", instruction),
          rule_row("volume_instruction", instruction),
          rule_row("workdir_instruction", instruction),
          rule_row("onbuild_instruction", instruction),
          rule_row("healthcheck_instruction", healthcheck_instruction),
          rule_row("user_instruction", user_instruction),
          rule_row("stopsignal_instruction", line_instruction),
          rule_row("maintainer_instruction", line_instruction),
          rule_row("cross_build_instruction", line_instruction),
          rule_row("env_instruction", env_instruction),
          rule_row("label_instruction", pairs_instruction<Field::kKey, Field::kValue>),
          rule_row("arg_instruction", pairs_instruction<Field::kName, Field::kDefault>),
      },
      {},
      {.frames = frames,
       .metavariables = kMetavariables,
       .ellipses = kEllipses,
       .first_metavariable = first_metavariable,
       .first_ellipsis = first_ellipsis,
       .deep_begin = "$(",
       .interpolation = interpolation});
  return kAdapter;
}

}  // namespace scan::syntax
