// JSON: an object is a dictionary, an array a list. Comments, as JSONC has them, are dropped.
#include "syntax/adapter.h"
#include "syntax/recipes.h"

extern "C" const TSLanguage* tree_sitter_json();

namespace scan::syntax {
namespace {

// Metavariables stand without quotes, and are spelled with them.
void string(Lowering& l, RawId at, Role role) {
  const std::string_view text = l.concrete().text_of(at);
  if (!text.starts_with('"') || text.size() < 2) {
    return l.leaf(Kind::kIdentifier, role, at, l.intern(text));
  }
  l.leaf(Kind::kString, role, at, l.intern(text.substr(1, text.size() - 2)));
}

constexpr Spelling kMetavariables[] = {{"\"_", "\""}};
constexpr Spelling kEllipses[] = {{"\"", "\""}, {"\"", "\": 0"}};

// An ellipsis is an entry of an object, an item of an array or a value.
std::size_t first_ellipsis(const SpellingContext& context) {
  const std::size_t before = context.begin == 0
                                 ? std::string_view::npos
                                 : context.pattern.find_last_not_of(" \t\r\n", context.begin - 1);
  const bool value = before != std::string_view::npos && context.pattern[before] == ':';
  return context.bracket == '{' && !value ? 1 : 0;
}

// "a": 1 is an entry; anything else stands alone.
std::span<const Frame> frames(std::string_view) {
  static constexpr Frame kFrames[] = {{"", ""}, {"{", "}"}};
  return kFrames;
}

}  // namespace

const Adapter& json_adapter() {
  static const Adapter kAdapter = make_adapter(tree_sitter_json(),
                                               {
                                                   drop_row("comment"),
                                                   node_row("object", Kind::kDictionary),
                                                   node_row("array", Kind::kList),
                                                   node_row("pair", Kind::kPair),
                                                   rule_row("string", string),
                                                   rule_row("number", number),
                                                   leaf_row("true", Kind::kBoolean),
                                                   leaf_row("false", Kind::kBoolean),
                                                   leaf_row("null", Kind::kNull),
                                               },
                                               {{"key", Role::kKey}, {"value", Role::kValue}},
                                               {.frames = frames,
                                                .metavariables = kMetavariables,
                                                .ellipses = kEllipses,
                                                .first_ellipsis = first_ellipsis,
                                                .deep_begin = "[\"___\",",
                                                .deep_end = "]",
                                                .line_comment = "//",
                                                .quotes = "\""});
  return kAdapter;
}

}  // namespace scan::syntax
