// Finding and loading rule files: which files there are, what format each is in, and its document.
// The analyzers read the documents; the diagnostics all come from here (fields.h).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "document/value.h"
#include "scan/result.h"

namespace scan::rules {

/// Told by content, never by name.
enum class Format : std::uint8_t {
  kSemgrep,     ///< YAML or JSON mapping with `rules:`
  kGitleaks,    ///< TOML with `[[rules]]`, `[extend]` or `[allowlist]`
  kCheckov,     ///< YAML or JSON mapping with `metadata:` and `definition:`
  kKingfisher,  ///< YAML or JSON mapping with `rules:`, of which one is in Kingfisher's words
};

/// A rule file, parsed. Move-only.
struct RuleFile {
  std::string path;
  bool builtin = false;
  Format format = Format::kSemgrep;
  /// What the document refers to, hence the indirection; null for a packed one.
  std::unique_ptr<const std::string> text;
  document::Document document;
};

/// A rule file that is linked into the binary.
struct EmbeddedFile {
  std::string_view path;  ///< as "rules/sast/python-weak-hash.yaml"
  std::string_view text;
  /// Its document, as document::pack() has it; empty: it is parsed when it is loaded.
  std::string_view packed = {};
};

/// Loads files and directories (recursively, in the order of names). In a directory, files that are
/// no rule files, such as the examples beside the rules, are passed over; a file that was named
/// itself must be one. kNotFound, kIo, or kInvalidRule with the place of a syntax error. The word
/// "default" stands for `embedded`.
Result<std::vector<RuleFile>> load(const std::vector<std::string>& paths,
                                   const std::vector<EmbeddedFile>& embedded);

}  // namespace scan::rules
