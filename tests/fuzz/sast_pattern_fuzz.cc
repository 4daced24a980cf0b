// The first line is a pattern (its "\n" are line breaks), the rest a text: whatever both are, the
// search ends and its matches lie in the text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "sast/pattern_search.h"
#include "syntax/parser.h"

namespace {

void search(std::string_view language_name, std::string_view pattern_text, std::string_view text) {
  static const scan::syntax::ParserPool parsers;
  const scan::syntax::Language* built = scan::syntax::find_language(language_name);
  if (built == nullptr) return;  // left out of SCAN_LANGUAGES
  const scan::syntax::Language& language = *built;
  scan::sast::MetavariableTable metavariables;
  const auto pattern = scan::sast::compile_pattern(parsers, language, pattern_text, metavariables);
  if (!pattern.ok()) return;
  const auto parsed = parsers.parse(language, text);
  const scan::sast::Names names(parsed->tree);
  const scan::sast::Constants constants(parsed->tree, names.scopes());
  const scan::sast::Target target{parsed->tree, names, constants};
  scan::sast::PatternSearch search(target, {{0, &*pattern}}, {});
  for (const auto& match : search.matches(0).matches) {
    if (match.span.begin > match.span.end || match.span.end > text.size()) std::abort();
    for (const auto& binding : match.bindings) {
      if (binding.span.end > text.size()) std::abort();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(input.find('\n'), input.size());
  std::string pattern;
  for (std::size_t i = 0; i < end; ++i) {
    const bool line_break = input.substr(i).starts_with("\\n") && i + 1 < end;
    pattern += line_break ? '\n' : input[i];
    i += line_break ? 1 : 0;
  }
  const std::string_view text = input.substr(std::min(end + 1, input.size()));
  search("python", pattern, text);
  search("javascript", pattern, text);
  return 0;
}
