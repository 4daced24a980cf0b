// The first line names a language, the rest is any bytes: a sound tree, however little of it is in
// that language; and as a pattern of it a sound tree too, or an error with its place.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sast/pattern.h"
#include "syntax/parser.h"

namespace {

// Patterns are short, and one that does not parse is tried in up to 200 spellings: with longer ones
// few inputs a second would be left.
constexpr std::size_t kLongestPattern = 300;

void require(bool condition) {
  if (!condition) std::abort();
}

void check_tree(const scan::syntax::Tree& tree) {
  const std::size_t text_size = tree.source().size();
  require(tree.size() != 0 && tree.end(0) == tree.size());
  for (scan::syntax::NodeId node = 0; node < tree.size(); ++node) {
    const scan::Span span = tree.span(node);
    require(span.begin <= span.end && span.end <= text_size);
    require(tree.end(node) > node);
    if (node == 0) continue;
    const scan::syntax::NodeId parent = tree.parent(node);
    require(parent < node && tree.end(node) <= tree.end(parent));
  }
  require(scan::syntax::Tree::equal(tree, 0, tree, 0));
}

void check_pattern(const scan::syntax::ParserPool& parsers, const scan::syntax::Language& language,
                   std::string_view text) {
  scan::sast::MetavariableTable metavariables;
  const auto pattern = scan::sast::compile_pattern(parsers, language, text, metavariables);
  if (!pattern.ok()) {
    const scan::Error& error = pattern.error();
    require(error.code == scan::ErrorCode::kInvalidRule && !error.message.empty());
    require(error.region.start_line >= 1 && error.region.start_column >= 1);
    return;
  }
  const scan::syntax::Tree& tree = pattern->tree();
  check_tree(tree);
  require(pattern->nodes.size() == tree.size() && !pattern->roots.empty());
  for (const scan::syntax::NodeId root : pattern->roots) require(root < tree.size());
  for (const scan::sast::PatternNode& node : pattern->nodes) {
    require(node.operand == scan::syntax::kNoNode || node.operand < tree.size());
    if (node.form == scan::sast::Form::kStringRegex) require(node.regex < pattern->regexes.size());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const scan::syntax::ParserPool parsers;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line_end = std::min(input.find('\n'), size);
  // By name, and not by number, so that an input keeps its meaning when a language is added.
  const auto* language = scan::syntax::find_language(input.substr(0, line_end));
  if (language == nullptr) return 0;  // left out of SCAN_LANGUAGES, or none
  const std::string_view text = input.substr(std::min(line_end + 1, size));
  check_tree(parsers.parse(*language, text)->tree);
  if (text.size() <= kLongestPattern) check_pattern(parsers, *language, text);
  return 0;
}
