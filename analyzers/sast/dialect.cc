#include "sast/dialect.h"

#include <algorithm>

#include "base/ascii.h"

namespace scan::sast {

namespace {

struct LanguageName {
  std::string_view name, aliases;
};

constexpr LanguageName kNames[] = {
#define SCAN_LANGUAGE_NAME(name, aliases) {name, aliases},
#include "sast/language_names.def"
#undef SCAN_LANGUAGE_NAME
};

bool lists(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const std::size_t space = std::min(list.find(' '), list.size());
    if (list.substr(0, space) == word) return true;
    list.remove_prefix(std::min(space + 1, list.size()));
  }
  return false;
}

}  // namespace

const syntax::Language* grammar_of(std::string_view name) {
  return syntax::find_language(base::lowered(name));
}

bool is_language_name(std::string_view written) {
  const std::string name = base::lowered(written);
  return syntax::find_language(name) != nullptr ||
         std::ranges::any_of(kNames, [&](const LanguageName& each) {
           return each.name == name || lists(each.aliases, name);
         });
}

std::vector<std::string_view> language_names() {
  std::vector<std::string_view> names = {"generic", "regex"};
  for (const LanguageName& each : kNames) names.push_back(each.name);
  return names;
}

Dialect dialect_of(std::string_view name, const GenericOptions& options) {
  if (name == "regex" || name == "none") return Dialect::kRegex;
  if (name == "spacegrep") return Dialect::kSpacegrep;
  if (name == "aliengrep") return Dialect::kAliengrep;
  if (name != "generic") return Dialect::kTree;
  return options.engine == GenericOptions::Engine::kAliengrep ? Dialect::kAliengrep
                                                              : Dialect::kSpacegrep;
}

}  // namespace scan::sast
