// The languages that there are a grammar and an adapter for: languages.def as data.
//
//   if (const Language* language = language_of_path("app/views.py")) parse(*language, text);
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

extern "C" {
struct TSLanguage;
}

namespace scan::syntax {

struct Adapter;

enum class LanguageId : std::uint8_t {
#define SCAN_LANGUAGE(id, name, aliases, files, interpreters, grammar, adapter, ...) id,
#include "syntax/languages.def"
#undef SCAN_LANGUAGE
};

/// A row of languages.def. There is one object for each language; compare addresses.
struct Language {
  LanguageId id;
  std::string_view name;
  std::string_view aliases;  ///< separated by spaces
  std::string_view files;    ///< separated by spaces: ".py", "Dockerfile", "Dockerfile.*"
  std::string_view interpreters;
  const TSLanguage* (*grammar)();
  /// Built on first use, then shared.
  const Adapter& (*adapter)();
};

std::span<const Language> languages();

/// By name or alias; nullptr for an unknown one. Case matters.
const Language* find_language(std::string_view name);

/// Whether a text in `inner` is one in `outer` as well, so that what is said of the one holds for
/// files in the other: TypeScript and JavaScript, C++ and C. A language holds itself.
bool holds(const Language& outer, const Language& inner);

/// By the extension of a path, else by its last name (ASCII case does not matter); nullptr when no
/// language has it. No
/// allocation: called for every file.
const Language* language_of_path(std::string_view path);

/// By a "#!" line at the beginning of a text; nullptr when there is none or it names no interpreter
/// that is known.
const Language* language_of_interpreter(std::string_view text);

}  // namespace scan::syntax
