// The rules that the adapters of HTML and XML share.
#include "syntax/markup.h"

#include <algorithm>

#include "base/ascii.h"

namespace scan::syntax::markup {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

void tag(Lowering& l, RawId tag) {
  for (const RawId child : l.children(tag)) {
    if (l.type(child) == kNameType) {
      l.leaf(Kind::kIdentifier, Role::kName, child, l.text(child));
    } else if (l.type(child) == kAttributeType) {
      l.visit(child, Role::kProperty);
    }
  }
}

}  // namespace

void element(Lowering& l, RawId at, Role role) {
  l.open(Kind::kElement, role, at);
  for (const RawId child : l.children(at)) {
    const std::uint8_t type = l.type(child);
    if (type == kStartTagType || type == kEmptyTagType) {
      tag(l, child);
    } else if (type == kContentType) {
      l.visit_children(child, Role::kItem);
    } else if (type != kEndTagType && l.raw(child).named) {
      l.visit(child, Role::kItem);
    }
  }
  l.close();
}

void element_or_void(Lowering& l, RawId at, Role role) {
  constexpr std::string_view kVoid[] = {"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                        "input", "link", "meta", "param", "source", "track", "wbr"};
  const RawId start = l.child_of_type(at, kStartTagType);
  const RawId name = start == 0 ? 0 : l.child_of_type(start, kNameType);
  const bool is_void =
      name != 0 &&
      std::ranges::find(kVoid, base::lowered(l.concrete().text_of(name))) != std::end(kVoid);
  if (!is_void) return element(l, at, role);
  l.open_until(Kind::kElement, role, start, start);
  tag(l, start);
  l.close();
  for (const RawId child : l.children(at)) {
    if (child != start && l.type(child) != kEndTagType && l.raw(child).named) l.visit(child, role);
  }
}

void attribute(Lowering& l, RawId at, Role role) {
  const RawId name = l.named_child(at, 0);
  const RawId value = l.named_child(at, 1);
  l.open(Kind::kAttribute, role, at);
  if (name != 0) l.leaf(Kind::kIdentifier, Role::kName, name, l.text(name));
  if (value != 0) {
    std::string_view content = l.concrete().text_of(value);
    const bool quoted = content.size() >= 2 && (content[0] == '"' || content[0] == '\'');
    if (quoted) content = content.substr(1, content.size() - 2);
    const bool metavariable = !quoted && l.concrete().is_pattern && content.starts_with('$');
    l.leaf(metavariable ? Kind::kIdentifier : Kind::kString, Role::kValue, value,
           l.intern(content));
  }
  l.close();
}

void text(Lowering& l, RawId at, Role role) {
  const std::string_view text = base::trimmed(l.concrete().text_of(at));
  if (!text.empty()) l.leaf(Kind::kText, role, at, l.intern(text));
}

std::span<const Frame> frames(std::string_view pattern) {
  static constexpr Frame kFrames[] = {{"", ""}, {"<a ", "></a>"}};
  const std::size_t begin = pattern.find_first_not_of(kBlanks);
  const bool tag = begin != std::string_view::npos && pattern[begin] == '<';
  return std::span(kFrames).subspan(tag || pattern.find('=') == std::string_view::npos ? 0 : 1, 1);
}

Insertion insertion(std::string_view pattern) {
  const std::size_t begin = pattern.find_first_not_of(kBlanks);
  const std::size_t end = pattern.find('>');
  if (end == std::string_view::npos || pattern[begin] != '<') return {};
  const std::string_view rest = base::trimmed(pattern.substr(end + 1));
  const bool alone = pattern.find('<', begin + 1) == std::string_view::npos &&
                     (rest.empty() || rest == "...") && pattern[end - 1] != '/' &&
                     pattern[end - 1] != '?';
  return alone ? Insertion{end, "/"} : Insertion{};
}

std::size_t first_ellipsis(const SpellingContext& context) {
  const std::string_view before = context.pattern.substr(0, context.begin);
  const std::size_t open = before.rfind('<');
  const std::size_t close = before.rfind('>');
  return open != std::string_view::npos && (close == std::string_view::npos || close < open) ? 1
                                                                                             : 0;
}

}  // namespace scan::syntax::markup
