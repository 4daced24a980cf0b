// What `options` say of patterns over mere text: `languages: [generic]`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace scan::sast {

/// A value; the defaults are Semgrep's.
struct GenericOptions {
  /// Which matcher the patterns of a rule are for.
  enum class Engine : std::uint8_t {
    kSpacegrep,  ///< words and punctuation in lists by indentation and brackets
    kAliengrep,  ///< a regular expression is made of the pattern
  };
  /// The comments that are not matched against (spacegrep only).
  enum class Comments : std::uint8_t {
    kNone,
    kC,      ///< "/* … */"
    kCpp,    ///< the same, and "// …"
    kShell,  ///< "# …"
  };
  static constexpr std::size_t kCommentStyles = 4;
  using Pair = std::pair<std::string, std::string>;

  Engine engine = Engine::kSpacegrep;
  Comments comment_style = Comments::kNone;
  std::int64_t ellipsis_max_span = 10;  ///< line breaks that "..." may pass over (spacegrep)
  // What follows is for aliengrep alone.
  bool caseless = false;
  bool multiline = true;    ///< line breaks are white space
  bool has_braces = false;  ///< whether `braces` stand in place of "()", "[]" and "{}"
  std::vector<Pair> braces;
  std::vector<Pair> extra_braces;
  std::vector<std::string> extra_word_characters;

  friend bool operator==(const GenericOptions&, const GenericOptions&) = default;
};

}  // namespace scan::sast
