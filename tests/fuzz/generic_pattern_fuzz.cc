// The first byte chooses the engine and its options, the rest of the first line is a pattern (its
// "\n" are line breaks), and what follows is a text: whatever they are, the search ends and its
// matches lie in the text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "sast/generic_search.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using scan::sast::GenericOptions;
  if (size == 0) return 0;
  GenericOptions options;
  options.engine =
      (data[0] & 1) != 0 ? GenericOptions::Engine::kAliengrep : GenericOptions::Engine::kSpacegrep;
  options.caseless = (data[0] & 2) != 0;
  options.multiline = (data[0] & 4) == 0;
  options.comment_style = static_cast<GenericOptions::Comments>(data[0] >> 3 & 3);
  const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t end = std::min(input.find('\n'), input.size());
  std::string pattern;
  for (std::size_t i = 0; i < end; ++i) {
    const bool line_break = input.substr(i).starts_with("\\n") && i + 1 < end;
    pattern += line_break ? '\n' : input[i];
    i += line_break ? 1 : 0;
  }
  const std::string_view text = input.substr(std::min(end + 1, input.size()));
  scan::sast::MetavariableTable metavariables;
  const auto compiled = scan::sast::compile_generic(pattern, options, metavariables);
  if (!compiled.ok()) return 0;
  scan::sast::GenericSearch search(text, scan::sast::GenericSearch::Extent::kPart);
  for (const scan::sast::Match& match : search.matches(*compiled).matches) {
    if (match.span.begin > match.span.end || match.span.end > text.size()) std::abort();
    for (const auto& binding : match.bindings) {
      if (binding.span.begin > binding.span.end || binding.span.end > text.size()) std::abort();
    }
  }
  return 0;
}
