// Making an adapter's table from the names in its grammar.
#pragma once

#include <initializer_list>
#include <string_view>

#include "syntax/language.h"
#include "syntax/lowering.h"

namespace scan::syntax {

/// One row: all grammar types called `type`.
struct AdapterRow {
  std::string_view type;
  LoweringEntry entry;
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
inline constexpr AdapterRow inline_row(std::string_view type) {
  return {type, {Action::kInline, Kind::kOther, nullptr}};
}
inline constexpr AdapterRow drop_row(std::string_view type) {
  return {type, {Action::kDrop, Kind::kOther, nullptr}};
}
inline constexpr AdapterRow rule_row(std::string_view type, LoweringRule rule) {
  return {type, {Action::kRule, Kind::kOther, rule}};
}

/// Asserts that the grammar has every type and field that is named, so a grammar that changed is
/// noticed.
Adapter make_adapter(const TSLanguage* grammar, std::initializer_list<AdapterRow> rows,
                     std::initializer_list<FieldRow> fields);

/// The grammar's number of a field; asserts that there is one.
std::uint8_t field_number(const TSLanguage* grammar, std::string_view field);

/// The grammar's number of a named type of node; asserts that there is one. Where several numbers
/// share the name, the public one, which is what nodes have.
std::uint16_t grammar_type_number(const TSLanguage* grammar, std::string_view type);

}  // namespace scan::syntax
