// Whether a package is imported anywhere in the tree: a vulnerable one that nothing imports is less
// urgent than one that is. Imports are told by their spelling, without parsing: a comment that
// looks like one counts as one.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "scan/analyzer.h"
#include "scan/package.h"

namespace scan::sca {

/// Languages whose imports name packages well enough to find them again.
enum class ImportLanguage : std::uint8_t { kPython, kJavaScript, kGo, kRust };

/// The language of a file by its ending; nullopt for others, and for what is known to be generated
/// (".min.js"). Called for every file of a tree.
std::optional<ImportLanguage> import_language(std::string_view path);

/// Adds what `text` imports: "yaml" for `import yaml.nodes`, "@babel/core" for
/// `require("@babel/core/lib")`, a path of Go, "serde_json" for `serde_json::from_str`. Views into
/// `text`. Linear.
void find_imports(ImportLanguage language, std::string_view text,
                  std::set<std::string_view>& modules);

/// The kind of the fact that a file makes of its imports.
inline constexpr std::string_view kImportsFact = "imports";

/// One fact for all imports of a file; it has no place.
Fact imports_fact(ImportLanguage language, const std::set<std::string_view>& modules);

/// All imports of a tree.
class Imports {
 public:
  /// Takes the facts of kind kImportsFact.
  explicit Imports(const std::vector<Fact>& facts);

  /// Whether a file imports the package; nullopt where the tree has no file of a language that
  /// could, or the ecosystem is none of these.
  std::optional<bool> has(const Package& package) const;

 private:
  std::map<ImportLanguage, std::set<std::string, std::less<>>> modules_;
};

}  // namespace scan::sca
