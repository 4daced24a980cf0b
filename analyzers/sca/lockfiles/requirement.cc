// PEP 508 (packaging.python.org/specifications/dependency-specifiers), as pip reads it.
#include "sca/lockfiles/requirement.h"

#include <array>

#include "base/ascii.h"

namespace scan::sca {
namespace {

using base::is_digit;
using base::is_letter;

bool is_space(char c) { return kRequirementSpace.find(c) != std::string_view::npos; }

void skip_space(std::string_view& text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
}

bool is_name_character(char c) {
  return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.';
}

// "django-4.2-py3-none-any.whl" states both. A name in a wheel's file name has no "-".
std::optional<Requirement> from_wheel(std::string_view url) {
  url = url.substr(0, url.find_first_of("#?"));
  if (!url.ends_with(".whl")) return std::nullopt;
  url = url.substr(url.rfind('/') + 1);
  std::size_t first = url.find('-');
  if (first == std::string_view::npos || first == 0) return std::nullopt;
  std::size_t second = url.find('-', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  return Requirement{url.substr(0, first), url.substr(first + 1, second - first - 1)};
}

bool is_url_or_path(std::string_view text) {
  std::string_view word = text.substr(0, text.find_first_of(" \t;@["));
  return word.find("://") != std::string_view::npos || word.find('/') != std::string_view::npos ||
         word.starts_with('.') || word.ends_with(".whl") || word.ends_with(".tar.gz") ||
         word.ends_with(".zip");
}

// "==1.0, !=1.1": leaves what follows in `text`; nullopt when it is malformed. The value is the
// pinned version, or empty.
std::optional<std::string_view> take_specifiers(std::string_view& text) {
  constexpr std::array<std::string_view, 8> kOperators = {
      "===", "==", "~=", "!=", "<=", ">=", "<", ">"};
  std::string_view pinned;
  bool parenthesis = text.starts_with('(');
  if (parenthesis) text.remove_prefix(1);
  for (;;) {
    skip_space(text);
    std::string_view op;
    for (std::string_view candidate : kOperators)
      if (op.empty() && text.starts_with(candidate)) op = candidate;
    if (op.empty()) return std::nullopt;
    text.remove_prefix(op.size());
    skip_space(text);
    std::string_view version = text.substr(0, text.find_first_of(" \t\r,;)#"));
    if (version.empty()) return std::nullopt;
    text.remove_prefix(version.size());
    bool pins = op == "===" || (op == "==" && !version.ends_with(".*"));
    if (pins && pinned.empty()) pinned = version;
    skip_space(text);
    if (!text.starts_with(',')) break;
    text.remove_prefix(1);
    // pip allows a comma at the end.
    skip_space(text);
    if (text.empty() || text.front() == ';' || text.front() == ')') break;
  }
  if (parenthesis) {
    if (!text.starts_with(')')) return std::nullopt;
    text.remove_prefix(1);
    skip_space(text);
  }
  return pinned;
}

}  // namespace

std::string_view take_requirement_name(std::string_view& text) {
  std::size_t size = 0;
  while (size < text.size() && is_name_character(text[size])) ++size;
  while (size > 0 && !is_letter(text[size - 1]) && !is_digit(text[size - 1])) --size;
  if (size == 0 || (!is_letter(text[0]) && !is_digit(text[0]))) return {};
  std::string_view name = text.substr(0, size);
  text.remove_prefix(size);
  return name;
}

std::optional<Requirement> requirement_of_url(std::string_view url) {
  url = url.substr(0, url.find_first_of(kRequirementSpace));
  if (std::optional<Requirement> wheel = from_wheel(url)) return wheel;
  std::size_t egg = url.find("egg=");
  if (egg == std::string_view::npos || url.find('#') > egg) return std::nullopt;
  url.remove_prefix(egg + 4);
  std::string_view name = take_requirement_name(url);
  if (name.empty()) return std::nullopt;
  return Requirement{name, {}};
}

RequirementKind parse_requirement(std::string_view text, Requirement& out) {
  auto nameless = [&](std::optional<Requirement> found) {
    if (found) out = *found;
    return found ? RequirementKind::kPackage : RequirementKind::kNothing;
  };
  if (is_url_or_path(text)) return nameless(requirement_of_url(text));
  out.name = take_requirement_name(text);
  if (out.name.empty()) return RequirementKind::kMalformed;
  skip_space(text);
  if (text.starts_with('[')) {
    std::size_t end = text.find(']');
    if (end == std::string_view::npos) return RequirementKind::kMalformed;
    text.remove_prefix(end + 1);
    skip_space(text);
  }
  if (text.starts_with('@')) {
    std::string_view url = base::trimmed(text.substr(1), kRequirementSpace);
    std::optional<Requirement> wheel =
        from_wheel(url.substr(0, url.find_first_of(kRequirementSpace)));
    if (wheel) out.version = wheel->version;
    return RequirementKind::kPackage;
  }
  if (!text.empty() && std::string_view("=~!<>(").find(text.front()) != std::string_view::npos) {
    std::optional<std::string_view> pinned = take_specifiers(text);
    if (!pinned) return RequirementKind::kMalformed;
    out.version = *pinned;
  }
  // An environment marker, or options of this requirement.
  bool sound = text.empty() || text.front() == ';' || text.starts_with("--");
  return sound ? RequirementKind::kPackage : RequirementKind::kMalformed;
}

}  // namespace scan::sca
