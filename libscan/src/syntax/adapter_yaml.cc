// YAML: from the types of tree-sitter-yaml to the common Tree.
//
// What is levelled here: mappings and sequences are dictionaries and lists in block and in flow
// style; a scalar is a string, a number, a boolean (with the words of YAML 1.1, as files that are
// read by libyaml have them) or null by its text, and none at all the empty string; a block of
// lines is the string that it means; an alias is what it stands for; a tag is a cast.
#include <algorithm>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "syntax/adapter.h"
#include "syntax/recipes.h"

extern "C" const TSLanguage* tree_sitter_yaml();

namespace scan::syntax {
namespace {

enum Type : std::uint8_t {
  kNoType,
  kTagType,
  kAnchorType,
  kAliasType,
  kNodeType,
  kPairType,
};

constexpr std::string_view kBlanks = " \t\r\n";

bool is_any_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, text) != words.end();
}

void plain(Lowering& l, RawId at, Role role) {
  const std::string_view text = l.concrete().text_of(at);
  if (l.concrete().is_pattern && text.starts_with('$')) {
    return l.leaf(Kind::kIdentifier, role, at, l.intern(text));
  }
  if (is_any_of(text, {"null", "Null", "NULL", "~"})) {
    return l.leaf(Kind::kNull, role, at, l.intern("null"));
  }
  if (is_any_of(text, {"true", "True", "TRUE", "yes", "Yes", "YES", "y", "Y", "on", "On", "ON"})) {
    return l.leaf(Kind::kBoolean, role, at, l.intern("true"));
  }
  if (is_any_of(text,
                {"false", "False", "FALSE", "no", "No", "NO", "n", "N", "off", "Off", "OFF"})) {
    return l.leaf(Kind::kBoolean, role, at, l.intern("false"));
  }
  l.leaf(Kind::kString, role, at, l.intern(text));
}

std::string_view without_quotes(std::string_view text) {
  return text.size() >= 2 ? text.substr(1, text.size() - 2) : text;
}

void quoted(Lowering& l, RawId at, Role role) {
  l.leaf(Kind::kString, role, at, l.intern(without_quotes(l.concrete().text_of(at))));
}

// Escaped quotes, backslashes and slashes are themselves; others stay as written.
void double_quoted(Lowering& l, RawId at, Role role) {
  const std::string_view text = without_quotes(l.concrete().text_of(at));
  if (text.find('\\') == std::string_view::npos) return quoted(l, at, role);
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '\\' && i + 1 < text.size() &&
                        std::string_view("\"\\/").find(text[i + 1]) != std::string_view::npos;
    if (escape) ++i;
    plain += text[i];
  }
  l.leaf(Kind::kString, role, at, l.make(std::move(plain)));
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(kBlanks) == std::string_view::npos;
}

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

std::size_t shared_indentation(std::string_view lines) {
  std::size_t indent = std::string_view::npos;
  while (!lines.empty()) {
    const std::string_view line = take_line(lines);
    if (!is_blank(line)) indent = std::min(indent, line.find_first_not_of(' '));
  }
  return indent;
}

// The lines after the header ("|", ">-") without the indentation that they share. After ">" lines
// are joined by blanks, and empty ones are line breaks.
void block_scalar(Lowering& l, RawId at, Role role) {
  std::string_view text = l.concrete().text_of(at);
  const std::string_view header = take_line(text);
  while (!text.empty() && kBlanks.find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  const std::size_t indent = shared_indentation(text);
  const bool folded = header.starts_with('>');
  std::string value;
  for (char joint = '\0'; !text.empty();) {
    std::string_view line = take_line(text);
    const bool blank = is_blank(line);
    if (!blank) line.remove_prefix(indent);
    const bool deeper = !blank && line.starts_with(' ');
    if (joint != '\0' && !(folded && blank)) value += folded && deeper ? '\n' : joint;
    value += blank ? std::string_view() : line;
    joint = folded && !deeper && !blank ? ' ' : '\n';
  }
  if (header.find('-') == std::string_view::npos && !value.empty()) value += '\n';
  l.leaf(Kind::kString, role, at, l.make(std::move(value)));
}

// The value that an alias stands for; 0 when there is none near enough, or when it has aliases
// itself, so that a file cannot blow up.
RawId anchored(const Lowering& l, RawId alias) {
  constexpr RawId kNear = 20'000;  // nodes before the alias
  constexpr RawId kMaxSize = 300;  // nodes in the value
  const std::string_view name = l.concrete().text_of(alias).substr(1);
  const RawId first = alias > kNear ? alias - kNear : 1;
  for (RawId at = alias - 1; at >= first; --at) {
    if (l.type(at) != kAnchorType || l.concrete().text_of(at).substr(1) != name) continue;
    // The node after the anchor; a tag may stand between.
    RawId value = l.raw(at).end;
    while (value < l.concrete().nodes.size() && l.type(value) == kTagType) {
      value = l.raw(value).end;
    }
    if (value > alias || l.raw(value).end > alias || l.raw(value).end - value > kMaxSize) return 0;
    for (RawId inner = value; inner < l.raw(value).end; ++inner) {
      if (l.type(inner) == kAliasType) return 0;
    }
    return value;
  }
  return 0;
}

void alias(Lowering& l, RawId at, Role role) {
  if (const RawId value = anchored(l, at); value != 0) return l.visit(value, role);
  l.leaf(Kind::kIdentifier, role, at, l.text(at));
}

void node(Lowering& l, RawId at, Role role) {
  const RawId tag = l.child_of_type(at, kTagType);
  if (tag == 0) return l.visit_children(at, role);
  l.open(Kind::kCast, role, at);
  std::string_view name = l.concrete().text_of(tag);
  if (name.starts_with('!')) name.remove_prefix(1);
  l.leaf(Kind::kIdentifier, Role::kType, tag, l.intern(name));
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && child != tag && !l.dropped(child)) l.visit(child, Role::kOperand);
  }
  l.close();
}

void pair(Lowering& l, RawId at, Role role) {
  const RawId value = l.field(at, Field::kValue);
  l.open(Kind::kPair, role, at);
  l.visit(l.field(at, Field::kKey), Role::kKey);
  if (value != 0) {
    l.visit(value, Role::kValue);
  } else {
    l.leaf(Kind::kString, Role::kValue, at, l.intern(""));
  }
  l.close();
}

// How patterns are spelled. An ellipsis alone on its line is an entry of the mapping or an item of
// the sequence that other lines make at its column.

constexpr Spelling kMetavariables[] = {{"$", ""}};
enum EllipsisSpelling : std::size_t { kValue, kEntry, kItem };
constexpr Spelling kEllipses[] = {{"", ""}, {"", ": 0"}, {"- ", ""}};

// What a line has at a column: 'k' a key, '-' a dash, '.' an ellipsis, '<' nothing, since it is
// indented less; '>' nothing, since more.
char at_column(std::string_view line, std::size_t column) {
  std::size_t at = line.find_first_not_of(' ');
  if (at > column) return '>';
  for (;;) {
    const bool dash = line.substr(at).starts_with("- ") || line.substr(at) == "-";
    if (at == column) return dash ? '-' : line.substr(at).starts_with("...") ? '.' : 'k';
    if (!dash) return '<';
    at = line.find_first_not_of(' ', at + 1);
    if (at == std::string_view::npos || at > column) return '<';
  }
}

std::size_t line_begin(std::string_view text, std::size_t at) {
  const std::size_t newline = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  return newline == std::string_view::npos ? 0 : newline + 1;
}

std::size_t by_lines_after(std::string_view pattern, std::size_t at, std::size_t column) {
  while (at < pattern.size()) {
    const std::size_t end = std::min(pattern.find('\n', at), pattern.size());
    const std::string_view line = pattern.substr(at, end - at);
    at = end + 1;
    if (line.find_first_not_of(kBlanks) == std::string_view::npos) continue;
    const char found = at_column(line, column);
    if (found == 'k') return kEntry;
    if (found == '-') return kItem;
    if (found == '<') break;
  }
  return kValue;
}

std::size_t by_lines_before(std::string_view pattern, std::size_t begin, std::size_t column) {
  while (begin > 0) {
    const std::size_t end = begin - 1;
    begin = line_begin(pattern, end);
    const std::string_view line = pattern.substr(begin, end - begin);
    if (line.find_first_not_of(kBlanks) == std::string_view::npos) continue;
    const char found = at_column(line, column);
    if (found == 'k') return kEntry;
    if (found == '-') return kItem;
    if (found == '<') break;
  }
  return kValue;
}

std::size_t first_ellipsis(const SpellingContext& context) {
  const std::string_view pattern = context.pattern;
  if (context.bracket != '\0') return kValue;
  const std::size_t begin = line_begin(pattern, context.begin);
  const std::string_view before = pattern.substr(begin, context.begin - begin);
  const std::size_t end = std::min(pattern.find('\n', context.end), pattern.size());
  const std::string_view after = pattern.substr(context.end, end - context.end);
  if (before.find_first_not_of(" -") != std::string_view::npos ||
      after.find_first_not_of(kBlanks) != std::string_view::npos) {
    return kValue;
  }
  const std::size_t column = context.begin - begin;
  std::size_t found = by_lines_after(pattern, std::min(end + 1, pattern.size()), column);
  if (found == kValue) found = by_lines_before(pattern, begin, column);
  if (found != kValue) return found;
  return before.find('-') == std::string_view::npos ? kEntry : kValue;
}

}  // namespace

const Adapter& yaml_adapter() {
  static const Adapter kAdapter =
      make_adapter(tree_sitter_yaml(),
                   {
                       drop_row("comment"),
                       drop_row("yaml_directive"),
                       drop_row("tag_directive"),
                       drop_row("reserved_directive"),
                       inline_row("stream"),
                       inline_row("document"),
                       rule_row("block_node", node).typed(kNodeType),
                       rule_row("flow_node", node).typed(kNodeType),
                       node_row("block_mapping", Kind::kDictionary),
                       node_row("flow_mapping", Kind::kDictionary),
                       rule_row("block_mapping_pair", pair).typed(kPairType),
                       rule_row("flow_pair", pair).typed(kPairType),
                       node_row("block_sequence", Kind::kList),
                       node_row("flow_sequence", Kind::kList),
                       inline_row("block_sequence_item"),
                       inline_row("plain_scalar"),
                       rule_row("string_scalar", plain),
                       rule_row("boolean_scalar", plain),
                       rule_row("null_scalar", plain),
                       rule_row("timestamp_scalar", plain),
                       rule_row("integer_scalar", number),
                       rule_row("float_scalar", number),
                       rule_row("double_quote_scalar", double_quoted),
                       rule_row("single_quote_scalar", quoted),
                       rule_row("block_scalar", block_scalar),
                       drop_row("anchor").typed(kAnchorType),
                       rule_row("alias", alias).typed(kAliasType),
                       drop_row("tag").typed(kTagType),
                   },
                   {},
                   {.metavariables = kMetavariables,
                    .ellipses = kEllipses,
                    .first_ellipsis = first_ellipsis,
                    .deep_begin = "[___, ",
                    .deep_end = "]",
                    .one_item_stands_alone = true,
                    .line_comment = " #",
                    .quotes = "\"'"});
  return kAdapter;
}

}  // namespace scan::syntax
