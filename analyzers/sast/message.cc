#include "sast/message.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"

namespace scan::sast {

namespace {

constexpr std::string_view kValue = "value(";
constexpr std::size_t kMaxShown = 200;  // bytes

// The length of the metavariable that `text` begins with; 0: it begins with none. "$Xs" is "$X" and
// an "s"; a name in small letters is that of a group.
std::size_t metavariable_length(std::string_view text) {
  if (!text.starts_with('$')) return 0;
  const std::size_t begin = text.starts_with("$...") ? 4 : 1;
  std::size_t end = begin;
  const auto capital = [](char c) { return base::is_upper(c) || base::is_digit(c) || c == '_'; };
  while (end < text.size() && capital(text[end])) ++end;
  if (end == begin && begin == 1) {
    while (end < text.size() && (base::is_letter(text[end]) || capital(text[end]))) ++end;
  }
  return end == begin ? 0 : end;
}

}  // namespace

std::vector<MessagePart> parse_message(std::string_view message, MetavariableTable& metavariables) {
  std::vector<MessagePart> parts;
  const auto add = [&](std::string_view text, MessagePart::Kind kind, std::string_view name) {
    if (kind == MessagePart::Kind::kText && !parts.empty() && parts.back().kind == kind) {
      parts.back().text += text;
    } else if (!text.empty()) {
      parts.push_back({std::string(text), kind,
                       kind == MessagePart::Kind::kText ? kAnonymous : metavariables.id(name)});
    }
  };
  while (!message.empty()) {
    const std::size_t plain = std::min(message.find_first_of("$v"), message.size());
    add(message.substr(0, plain), MessagePart::Kind::kText, {});
    message.remove_prefix(plain);
    if (message.empty()) break;
    const bool value = message.starts_with(kValue);
    const std::string_view at = message.substr(value ? kValue.size() : 0);
    const std::size_t length = metavariable_length(at);
    if (length == 0 || (value && !at.substr(length).starts_with(')'))) {
      add(message.substr(0, 1), MessagePart::Kind::kText, {});
      message.remove_prefix(1);
      continue;
    }
    const std::size_t whole = value ? kValue.size() + length + 1 : length;
    add(message.substr(0, whole),
        value ? MessagePart::Kind::kValue : MessagePart::Kind::kMetavariable, at.substr(0, length));
    message.remove_prefix(whole);
  }
  return parts;
}

std::string_view shown(std::string_view text) {
  return text.substr(0, base::character_start(text, kMaxShown));
}

}  // namespace scan::sast
