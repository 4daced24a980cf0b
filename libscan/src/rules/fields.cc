// Problems are kept as values and become an Error, with its lines and columns, only when a rule is
// indeed refused: reading a sound rule costs nothing for its diagnostics.
#include "rules/fields.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"

namespace scan::rules {

using document::Kind;
using document::Value;

namespace {

std::string quoted(std::string_view word) { return "`" + std::string(word) + "`"; }

// ", not a list" for what stands there instead.
std::string not_a(const Value& value) {
  const char* article = value.kind == Kind::kNull ? "" : value.kind == Kind::kInt ? "an " : "a ";
  return ", not " + (article + std::string(to_string(value.kind)));
}

// The part of the span that is on its first line: the caret below a whole rule helps nobody.
Span first_line(const document::Document& document, Span span) {
  const std::size_t end = document.text().find('\n', span.begin);
  return {span.begin, static_cast<std::uint32_t>(std::min<std::size_t>(end, span.end))};
}

std::string list_of(const std::vector<std::string_view>& keys) {
  std::string text;
  for (const std::string_view key : keys) text += (text.empty() ? "" : ", ") + quoted(key);
  return text;
}

bool same_key(std::string_view a, std::string_view b, KeyCase key_case) {
  if (a.size() != b.size()) return false;
  if (a == b || key_case == KeyCase::kMatters) return a == b;
  return std::ranges::equal(a, b, {}, base::to_lower, base::to_lower);
}

}  // namespace

const Value* find_key(const Value& mapping, std::string_view key, KeyCase key_case) {
  const Value* exact = mapping.find(key);
  if (exact != nullptr || key_case == KeyCase::kMatters) return exact;
  const auto member = std::ranges::find_if(mapping.members, [&](const document::Member& each) {
    return same_key(each.key, key, key_case);
  });
  return member == mapping.members.end() ? nullptr : member->value;
}

Fields::Fields(const document::Document& document, const Value& value, std::string_view what,
               KeyCase key_case)
    : document_(document), value_(value), what_(what), key_case_(key_case) {
  if (value.kind != Kind::kMapping)
    fail(value, "the " + std::string(what) + " must be a mapping" + not_a(value));
}

const Value* Fields::look_up(std::string_view key) {
  ignore(key);
  return find_key(value_, key, key_case_);
}

void Fields::ignore(std::string_view key) {
  if (std::ranges::find(known_, key) == known_.end()) known_.push_back(key);
}

void Fields::remember(Problem problem) {
  if (!first_ || problem.place < first_->place) first_ = std::move(problem);
}

void Fields::fail(const Value& value, std::string message, std::string hint) {
  remember(
      {first_line(document_, value.span), value.span.begin, std::move(message), std::move(hint)});
}

void Fields::expect(const Value& value, std::string_view key, std::string_view wanted) {
  fail(value, quoted(key) + " must be " + std::string(wanted) + not_a(value));
}

const Value* Fields::optional(std::string_view key) { return look_up(key); }

const Value* Fields::required(std::string_view key) {
  const Value* value = look_up(key);
  if (value == nullptr && value_.kind == Kind::kMapping)
    remember({first_line(document_, value_.span),
              value_.span.end,
              "the " + std::string(what_) + " has no key " + quoted(key),
              {}});
  return value;
}

std::optional<std::string> Fields::optional_string(std::string_view key) {
  const Value* value = look_up(key);
  if (value == nullptr) return std::nullopt;
  if (value->is_scalar() && value->kind != Kind::kNull) return std::string(value->text);
  expect(*value, key, "a string");
  return std::nullopt;
}

std::string Fields::required_string(std::string_view key) {
  if (required(key) == nullptr) return {};
  return optional_string(key).value_or(std::string());
}

std::optional<std::int64_t> Fields::optional_int(std::string_view key) {
  const Value* value = look_up(key);
  if (value == nullptr) return std::nullopt;
  if (value->kind == Kind::kInt) return value->integer;
  expect(*value, key, "an integer");
  return std::nullopt;
}

std::optional<double> Fields::optional_number(std::string_view key) {
  const Value* value = look_up(key);
  if (value == nullptr) return std::nullopt;
  if (value->kind == Kind::kInt || value->kind == Kind::kFloat) return value->number;
  expect(*value, key, "a number");
  return std::nullopt;
}

std::optional<bool> Fields::optional_bool(std::string_view key) {
  const Value* value = look_up(key);
  if (value == nullptr) return std::nullopt;
  if (value->kind == Kind::kBool) return value->boolean;
  expect(*value, key, "true or false");
  return std::nullopt;
}

std::vector<std::string> Fields::strings(std::string_view key) {
  const Value* value = look_up(key);
  if (value == nullptr) return {};
  const auto is_text = [](const Value& v) { return v.is_scalar() && v.kind != Kind::kNull; };
  if (is_text(*value)) return {std::string(value->text)};
  std::vector<std::string> strings;
  if (value->kind != Kind::kSequence) expect(*value, key, "a list of strings");
  for (const Value* item : value->items) {
    if (is_text(*item))
      strings.emplace_back(item->text);
    else
      fail(*item, "an item of " + quoted(key) + " must be a string" + not_a(*item));
  }
  return strings;
}

std::vector<const Value*> Fields::mappings(std::string_view key) {
  const Value* value = look_up(key);
  if (value == nullptr) return {};
  std::vector<const Value*> mappings;
  if (value->kind != Kind::kSequence) expect(*value, key, "a list of mappings");
  for (const Value* item : value->items) {
    if (item->kind == Kind::kMapping)
      mappings.push_back(item);
    else
      fail(*item, "an item of " + quoted(key) + " must be a mapping" + not_a(*item));
  }
  return mappings;
}

const std::string_view* Fields::known(std::string_view key) const {
  const auto found = std::ranges::find_if(
      known_, [&](std::string_view each) { return same_key(each, key, key_case_); });
  return found == known_.end() ? nullptr : &*found;
}

void Fields::check_keys() {
  const document::Member* wrong = nullptr;
  for (const document::Member& member : value_.members) {
    const std::string_view* key = known(member.key);
    const bool sound = key != nullptr && find_key(value_, *key, key_case_) == member.value;
    if (!sound && (wrong == nullptr || member.key_span.begin < wrong->key_span.begin))
      wrong = &member;
  }
  if (wrong == nullptr) return;
  if (known(wrong->key) != nullptr) {
    remember({wrong->key_span,
              wrong->key_span.begin,
              "the key " + quoted(wrong->key) + " stands twice",
              {}});
    return;
  }
  const std::string_view meant = nearest(wrong->key, known_);
  remember({wrong->key_span, wrong->key_span.begin, "unknown key " + quoted(wrong->key),
            meant.empty() ? "the keys of this " + std::string(what_) + " are " + list_of(known_)
                          : "did you mean " + quoted(meant) + "?"});
}

Status Fields::finish() {
  check_keys();
  if (!first_) return {};
  return document_.error_at(first_->span, ErrorCode::kInvalidRule, std::move(first_->message),
                            std::move(first_->hint));
}

}  // namespace scan::rules
