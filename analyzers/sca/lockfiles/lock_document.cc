#include "sca/lockfiles/lock_document.h"

#include <utility>

namespace scan::sca {
namespace {

using document::Document;
using document::Kind;
using document::Value;

constexpr Value kNoMapping{.kind = Kind::kMapping};
constexpr Value kNoList{.kind = Kind::kSequence};

}  // namespace

Document parse_lock_document(document::Syntax syntax, const LockfileInput& input,
                             LockfileContent& content, const document::Limits& limits) {
  Document::Prefix prefix =
      Document::parse_prefix(syntax, input.text, std::string(input.path), limits);
  if (prefix.error)
    content.notices.push_back(invalid_lockfile(
        "line " + std::to_string(prefix.error->region.start_line) + ": " + prefix.error->message));
  else if (prefix.document.root().kind != Kind::kMapping)
    content.notices.push_back(invalid_lockfile("is no mapping of names to values"));
  return std::move(prefix.document);
}

Document parse_mentions(document::Syntax syntax, const LockfileInput& input,
                        LockfileContent& content) {
  Document document = parse_lock_document(syntax, input, content);
  for (Notice& notice : content.notices) notice.incomplete = false;
  return document;
}

std::string_view text_of(const Value& entry, std::string_view key) {
  const Value* value = entry.find(key);
  const bool stated = value != nullptr && value->is_scalar() && value->kind != Kind::kNull &&
                      value->kind != Kind::kBool;
  return stated ? value->text : std::string_view();
}

bool flag_of(const Value& entry, std::string_view key) {
  const Value* value = entry.find(key);
  return value != nullptr && value->kind == Kind::kBool && value->boolean;
}

const Value& mapping_of(const Value& entry, std::string_view key) {
  const Value* value = entry.find(key);
  return value != nullptr && value->kind == Kind::kMapping ? *value : kNoMapping;
}

const Value& list_of(const Value& entry, std::string_view key) {
  const Value* value = entry.find(key);
  return value != nullptr && value->kind == Kind::kSequence ? *value : kNoList;
}

void MalformedEntries::add(std::string_view where) {
  if (count_++ == 0) first_ = where;
}

void MalformedEntries::tell(LockfileContent& content) const {
  if (count_ == 0) return;
  content.notices.push_back(invalid_lockfile(
      count_ == 1 ? "an entry of " + first_ + " is malformed"
                  : std::to_string(count_) + " entries are malformed, the first in " + first_));
}

}  // namespace scan::sca
