// What a language says about itself: a table of what its grammar's types become, and how patterns
// in it are spelled.
//
//   const Adapter& go_adapter() {
//     static const Adapter kAdapter = make_adapter(tree_sitter_go(),
//         {
//             drop_row("comment"),
//             leaf_row("identifier", Kind::kIdentifier),
//             rule_row("call_expression", call),
//             node_row("const_spec", Kind::kVariable).typed(kConstSpec),
//         },
//         {{"body", Role::kBody}, {"left", Role::kLeft}},
//         {.line_comment = "//"});
//     return kAdapter;
//   }
#pragma once

#include <string_view>
#include <vector>

#include "syntax/language.h"
#include "syntax/lowering.h"

namespace scan::syntax {

/// One row: all grammar types called `type`.
struct AdapterRow {
  std::string_view type;
  LoweringEntry entry;

  /// The same row with a number by which the adapter's rules know nodes of this type
  /// (Lowering::type()).
  template <typename Enumerator>
  constexpr AdapterRow typed(Enumerator number) const {
    AdapterRow row = *this;
    row.entry.type = static_cast<std::uint8_t>(number);
    return row;
  }
};
struct FieldRow {
  std::string_view field;
  Role role;
};

inline constexpr AdapterRow node_row(std::string_view type, Kind kind) {
  return {type, {Action::kNode, kind, nullptr}};
}
inline constexpr AdapterRow leaf_row(std::string_view type, Kind kind) {
  return {type, {Action::kLeaf, kind, nullptr}};
}
/// A token that the grammar does not name: a leaf wherever it stands.
inline constexpr AdapterRow token_row(std::string_view token, Kind kind) {
  return {token, {Action::kLeaf, kind, nullptr, 0, true}};
}
inline constexpr AdapterRow inline_row(std::string_view type) {
  return {type, {Action::kInline, Kind::kOther, nullptr}};
}
/// Brackets around an expression in a language where they are a part of the place that is reported:
/// a call that is alone on the line after its `(` is found on the line of the bracket.
inline constexpr AdapterRow group_row(std::string_view type) {
  return {type, {Action::kGroup, Kind::kOther, nullptr}};
}
inline constexpr AdapterRow drop_row(std::string_view type) {
  return {type, {Action::kDrop, Kind::kOther, nullptr}};
}
inline constexpr AdapterRow rule_row(std::string_view type, LoweringRule rule) {
  return {type, {Action::kRule, Kind::kOther, rule}};
}
/// A type that only rules ask for: `other`, as a type without a row.
inline constexpr AdapterRow type_row(std::string_view type) {
  return {type, {Action::kNode, Kind::kOther, nullptr}};
}

/// Asserts that the grammar has every type and field that is named, so a grammar that changed is
/// noticed. `fields` are the roles of children whose parent's row has no rule.
Adapter make_adapter(const TSLanguage* grammar, const std::vector<AdapterRow>& rows,
                     const std::vector<FieldRow>& fields, PatternSyntax pattern);

}  // namespace scan::syntax
