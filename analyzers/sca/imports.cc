// A distribution of PyPI may hold modules of other names: import_names.def has those of popular
// ones. For the rest the module has the distribution's name.
#include "sca/imports.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "sca/ecosystem.h"
#include "text/literal_set.h"

namespace scan::sca {
namespace {

using Modules = std::set<std::string_view>;

// More than any file that a person wrote imports.
constexpr std::size_t kMaxModules = 2'000;

// Each "distribution:module".
constexpr std::string_view kImportNames[] = {
#define IMPORT_NAME(row) row,
#include "sca/import_names.def"
#undef IMPORT_NAME
};

bool is_word(char c) {
  return base::is_letter(c) || base::is_digit(c) || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

void skip_blanks(std::string_view& rest) {
  const std::size_t begin = rest.find_first_not_of(" \t");
  rest.remove_prefix(begin == rest.npos ? rest.size() : begin);
}

std::string_view take_word(std::string_view& rest) {
  std::size_t length = 0;
  while (length < rest.size() && is_word(rest[length])) ++length;
  const std::string_view word = rest.substr(0, length);
  rest.remove_prefix(length);
  return word;
}

// Whether `rest` begins with the word, which is taken off with the blanks behind it.
bool take_keyword(std::string_view& rest, std::string_view keyword) {
  if (!rest.starts_with(keyword)) return false;
  if (rest.size() > keyword.size() && is_word(rest[keyword.size()])) return false;
  rest.remove_prefix(keyword.size());
  skip_blanks(rest);
  return true;
}

template <typename Line>
void for_each_line(std::string_view text, Line line) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view rest = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    skip_blanks(rest);
    line(rest);
  }
}

// import a.b, c as d / from a.b import c
void find_python(std::string_view text, Modules& modules) {
  for_each_line(text, [&](std::string_view rest) {
    if (take_keyword(rest, "from")) {
      if (const std::string_view module = take_word(rest); !module.empty()) modules.insert(module);
      return;
    }
    if (!take_keyword(rest, "import")) return;
    while (true) {
      const std::string_view module = take_word(rest);
      if (module.empty()) return;
      modules.insert(module);
      const std::size_t comma = rest.find_first_of(",#;");
      if (comma == rest.npos || rest[comma] != ',') return;
      rest.remove_prefix(comma + 1);
      skip_blanks(rest);
    }
  });
}

// What of a module specifier names a package; empty for a file, an address and a module of Node.
std::string_view package_of_specifier(std::string_view specifier) {
  if (specifier.empty() || specifier.front() == '.' || specifier.front() == '/' ||
      specifier.find(':') != specifier.npos)
    return {};
  std::size_t slash = specifier.find('/');
  if (specifier.front() == '@' && slash != specifier.npos) slash = specifier.find('/', slash + 1);
  return specifier.substr(0, slash);
}

// import "x" / import a from 'x' / export * from 'x' / require('x') / import('x')
void find_javascript(std::string_view text, Modules& modules) {
  static const text::LiteralSet kKeywords({{"require"}, {"import"}, {"from"}});
  constexpr std::size_t kLengths[] = {7, 6, 4};
  constexpr std::size_t kLongest = 214;  // of a name in npm
  std::vector<text::LiteralHit> hits;
  kKeywords.find_all(text, hits);
  for (const text::LiteralHit& hit : hits) {
    if (hit.begin > 0 && (is_word(text[hit.begin - 1]) || text[hit.begin - 1] == '.')) continue;
    std::string_view rest = text.substr(hit.begin + kLengths[hit.literal]);
    skip_blanks(rest);
    if (rest.starts_with('(')) rest.remove_prefix(1), skip_blanks(rest);
    if (rest.empty() || std::string_view("\"'`").find(rest.front()) == std::string_view::npos)
      continue;
    const std::size_t end = rest.substr(0, kLongest + 2).find(rest.front(), 1);
    if (end == rest.npos) continue;
    const std::string_view package = package_of_specifier(rest.substr(1, end - 1));
    if (package.empty() || package.find_first_of(" \t\r\n$") != package.npos) continue;
    modules.insert(package);
    if (modules.size() > kMaxModules) return;
  }
}

// import "x" / import a "x" / import ( ... )
void find_go(std::string_view text, Modules& modules) {
  bool in_block = false;
  for_each_line(text, [&](std::string_view rest) {
    if (!in_block && !take_keyword(rest, "import")) return;
    if (!in_block && rest.starts_with('(')) {
      in_block = true;
      rest.remove_prefix(1);
    }
    const std::size_t begin = rest.find_first_of("\"`");
    const std::size_t end = begin == rest.npos ? begin : rest.find(rest[begin], begin + 1);
    if (end != rest.npos && rest.find("//") >= begin)
      modules.insert(rest.substr(begin + 1, end - begin - 1));
    if (in_block && rest.find(')') != rest.npos) in_block = false;
  });
}

// use x::y; / extern crate x; / x::y()
void find_rust(std::string_view text, Modules& modules) {
  for_each_line(text, [&](std::string_view rest) {
    if (!take_keyword(rest, "extern") || !take_keyword(rest, "crate")) return;
    if (const std::string_view name = take_word(rest); !name.empty()) modules.insert(name);
  });
  for (std::size_t at = text.find("::"); at != text.npos; at = text.find("::", at + 2)) {
    std::size_t begin = at;
    while (begin > 0 && is_word(text[begin - 1])) --begin;
    const bool first = begin == 0 || (text[begin - 1] != ':' && text[begin - 1] != '.');
    if (first && begin < at) modules.insert(text.substr(begin, at - begin));
    if (modules.size() > kMaxModules) return;
  }
}

constexpr std::string_view kLetters = "pjgr";  // of the languages, in a fact

bool has_module(const std::set<std::string, std::less<>>& modules, std::string_view name) {
  return modules.contains(name);
}

bool imports_of_python(const std::set<std::string, std::less<>>& modules,
                       std::string_view distribution) {
  const std::string name = normalised_name("PyPI", distribution);
  bool listed = false;
  for (const std::string_view row : kImportNames) {
    if (row.size() <= name.size() || row[name.size()] != ':' || !row.starts_with(name)) continue;
    listed = true;
    if (has_module(modules, row.substr(name.size() + 1))) return true;
  }
  if (listed) return false;
  std::string module = name;
  std::ranges::replace(module, '-', '_');
  if (has_module(modules, module) || has_module(modules, distribution)) return true;
  // "python-slugify" and "pytest-mock" apart, a part of the name is often the module.
  for (const std::string_view prefix : {"python_", "py"})
    if (module.starts_with(prefix) && has_module(modules, module.substr(prefix.size())))
      return true;
  return false;
}

// A module or a package in it.
bool imports_of_go(const std::set<std::string, std::less<>>& modules, std::string_view path) {
  const auto at = modules.lower_bound(path);
  if (at != modules.end() && *at == path) return true;
  const std::string inside = std::string(path) + '/';
  const auto below = modules.lower_bound(inside);
  return below != modules.end() && below->starts_with(inside);
}

}  // namespace

std::optional<ImportLanguage> import_language(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  if (dot == path.npos) return std::nullopt;
  const std::string_view ending = path.substr(dot + 1);
  if (ending == "py") return ImportLanguage::kPython;
  if (ending == "go") return ImportLanguage::kGo;
  if (ending == "rs") return ImportLanguage::kRust;
  for (const std::string_view script :
       {"js", "ts", "jsx", "tsx", "mjs", "cjs", "mts", "cts", "vue", "svelte"})
    if (ending == script && !path.substr(0, dot).ends_with(".min"))
      return ImportLanguage::kJavaScript;
  return std::nullopt;
}

void find_imports(ImportLanguage language, std::string_view text, Modules& modules) {
  switch (language) {
    case ImportLanguage::kPython:
      return find_python(text, modules);
    case ImportLanguage::kJavaScript:
      return find_javascript(text, modules);
    case ImportLanguage::kGo:
      return find_go(text, modules);
    case ImportLanguage::kRust:
      return find_rust(text, modules);
  }
}

Fact imports_fact(ImportLanguage language, const Modules& modules) {
  Fact fact{.kind = std::string(kImportsFact), .location = {}, .payload = {}};
  fact.payload.push_back(kLetters[static_cast<std::size_t>(language)]);
  for (const std::string_view module : modules) (fact.payload += '\n') += module;
  return fact;
}

Imports::Imports(const std::vector<Fact>& facts) {
  for (const Fact& fact : facts) {
    if (fact.kind != kImportsFact || fact.payload.empty()) continue;
    const std::size_t letter = kLetters.find(fact.payload.front());
    if (letter == kLetters.npos) continue;
    auto& modules = modules_[static_cast<ImportLanguage>(letter)];
    std::string_view rest = std::string_view(fact.payload).substr(1);
    while (!rest.empty()) {
      rest.remove_prefix(1);
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      modules.emplace(rest.substr(0, end));
      rest.remove_prefix(end);
    }
  }
}

std::optional<bool> Imports::has(const Package& package) const {
  const auto modules_of =
      [&](ImportLanguage language) -> const std::set<std::string, std::less<>>* {
    const auto found = modules_.find(language);
    return found == modules_.end() ? nullptr : &found->second;
  };
  if (package.ecosystem == "PyPI") {
    if (const auto* modules = modules_of(ImportLanguage::kPython))
      return imports_of_python(*modules, package.name);
  } else if (package.ecosystem == "npm") {
    if (const auto* modules = modules_of(ImportLanguage::kJavaScript))
      return has_module(*modules, package.name);
  } else if (package.ecosystem == "Go" && package.name != "stdlib") {
    if (const auto* modules = modules_of(ImportLanguage::kGo))
      return imports_of_go(*modules, package.name);
  } else if (package.ecosystem == "crates.io") {
    std::string name = package.name;
    std::ranges::replace(name, '-', '_');
    if (const auto* modules = modules_of(ImportLanguage::kRust)) return has_module(*modules, name);
  }
  return std::nullopt;
}

}  // namespace scan::sca
