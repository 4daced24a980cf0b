// The rows of languages.def that are built (cmake/Grammars.cmake lists them), searched linearly:
// they are some tens.
#include "syntax/language.h"

#include <algorithm>

extern "C" {
#define SCAN_LANGUAGE(id, name, aliases, files, interpreters, grammar, adapter, ...) \
  const TSLanguage* grammar();
#include "syntax/enabled_languages.def"
#undef SCAN_LANGUAGE
}

namespace scan::syntax {

#define SCAN_LANGUAGE(id, name, aliases, files, interpreters, grammar, adapter, ...) \
  const Adapter& adapter();
#include "syntax/enabled_languages.def"
#undef SCAN_LANGUAGE

namespace {

constexpr Language kLanguages[] = {
#define SCAN_LANGUAGE(id, name, aliases, files, interpreters, grammar, adapter, ...) \
  {LanguageId::id, name, aliases, files, interpreters, grammar, adapter},
#include "syntax/enabled_languages.def"
#undef SCAN_LANGUAGE
};

bool same_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, [&](char x, char y) { return lower(x) == lower(y); });
}

// Whether `word` stands in a list separated by spaces.
template <typename Equal>
bool lists(std::string_view list, std::string_view word, Equal equal) {
  while (!list.empty()) {
    const std::size_t space = std::min(list.find(' '), list.size());
    if (equal(list.substr(0, space), word)) return true;
    list.remove_prefix(std::min(space + 1, list.size()));
  }
  return false;
}

// A whole name, or "Name.*".
bool same_file(std::string_view listed, std::string_view name) {
  if (!listed.ends_with('*')) return !listed.starts_with('.') && same_ignoring_case(listed, name);
  listed.remove_suffix(1);
  return same_ignoring_case(listed, name.substr(0, listed.size()));
}

const auto kExactly = [](std::string_view a, std::string_view b) { return a == b; };

}  // namespace

std::span<const Language> languages() { return kLanguages; }

const Language* find_language(std::string_view name) {
  for (const Language& language : kLanguages) {
    if (language.name == name || lists(language.aliases, name, kExactly)) return &language;
  }
  return nullptr;
}

bool holds(const Language& outer, const Language& inner) {
  return outer.id == inner.id ||
         (outer.id == LanguageId::kTypeScript && inner.id == LanguageId::kJavaScript) ||
         (outer.id == LanguageId::kCpp && inner.id == LanguageId::kC);
}

const Language* language_of_path(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  if (const std::size_t dot = name.rfind('.'); dot != std::string_view::npos) {
    for (const Language& language : kLanguages) {
      if (lists(language.files, name.substr(dot), same_ignoring_case)) return &language;
    }
  }
  for (const Language& language : kLanguages) {
    if (lists(language.files, name, same_file)) return &language;
  }
  return nullptr;
}

const Language* language_of_interpreter(std::string_view text) {
  if (!text.starts_with("#!")) return nullptr;
  std::string_view line = text.substr(2, std::min(text.find('\n'), text.size()) - 2);
  // "#!/usr/bin/env -S python3.11 -u" and "#!/usr/bin/python": the first word that is no option and
  // not env, without its folder and version.
  while (!line.empty()) {
    const std::size_t blank = std::min(line.find_first_of(" \t\r"), line.size());
    std::string_view word = line.substr(0, blank);
    line.remove_prefix(std::min(blank + 1, line.size()));
    word.remove_prefix(word.rfind('/') + 1);
    if (word.empty() || word == "env" || word.front() == '-') continue;
    word = word.substr(0, word.find('.'));
    for (const Language& language : kLanguages) {
      if (lists(language.interpreters, word, kExactly)) return &language;
    }
    return nullptr;
  }
  return nullptr;
}

}  // namespace scan::syntax
