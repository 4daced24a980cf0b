// A pattern is parsed in each of its language's frames until one fits. Where none does, the places
// that may be spelled in several ways are varied, one after the other, as long as less remains that
// the grammar cannot make sense of: a coordinate descent, with a bound on its steps.
#include "syntax/pattern_text.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "syntax/lowering.h"
#include "syntax/pattern_holes.h"

namespace scan::syntax {
namespace {

constexpr int kMaxParses = 200;  // of one pattern
// Variables of PHP's own, which look like metavariables.
constexpr std::string_view kSuperglobals[] = {"$_SERVER", "$_GET",     "$_POST",
                                              "$_FILES",  "$_COOKIE",  "$_SESSION",
                                              "$_ENV",    "$_REQUEST", "$HTTP_RAW_POST_DATA",
                                              "$GLOBALS"};
constexpr Frame kPlain[] = {{"", ""}};

class PatternParser {
 public:
  PatternParser(const ParserPool& parsers, const Language& language, std::string_view pattern)
      : parsers_(parsers),
        language_(language),
        syntax_(language.adapter().pattern),
        pattern_(pattern),
        frames_(syntax_.frames == nullptr ? std::span<const Frame>(kPlain)
                                          : syntax_.frames(pattern)) {}

  std::optional<PatternTree> run() {
    for (const TypedReading reading : {TypedReading::kTyped, TypedReading::kAsWritten}) {
      PatternHoles found = find_holes(syntax_, pattern_, reading);
      if (reading == TypedReading::kAsWritten && !had_typed_) break;
      had_typed_ = !found.typed.empty();
      if (std::optional<PatternTree> tree = first_that_fits(found.holes)) {
        for (TypedMetavariable& each : found.typed) {
          for (Span* span : {&each.all, &each.name, &each.type}) {
            *span = {span->begin + tree->own.begin, span->end + tree->own.begin};
          }
        }
        tree->typed = std::move(found.typed);
        return tree;
      }
    }
    return std::nullopt;
  }

  /// In the pattern; only when run() found nothing.
  std::uint32_t first_error() const { return first_error_; }

 private:
  std::optional<PatternTree> first_that_fits(std::vector<Hole>& holes) {
    std::vector<std::uint32_t> errors;
    for (const Frame& frame : frames_) {
      std::optional<PatternTree> tree;
      errors.push_back(parse(frame, holes, tree));
      if (tree) return tree;
    }
    for (std::size_t i = 0; i < frames_.size(); ++i) {
      std::vector<Hole> varied = holes;
      if (std::optional<PatternTree> tree = descend(frames_[i], varied, errors[i])) return tree;
    }
    return std::nullopt;
  }

  std::optional<PatternTree> descend(const Frame& frame, std::vector<Hole>& holes,
                                     std::uint32_t best) {
    for (bool better = true; better;) {
      better = false;
      for (Hole& hole : holes) {
        const std::size_t before = hole.choice;
        std::size_t chosen = before;
        for (std::size_t choice = 0; choice < hole.spellings.size(); ++choice) {
          if (choice == before) continue;
          hole.choice = choice;
          std::optional<PatternTree> tree;
          if (parses_ >= kMaxParses) return std::nullopt;
          const std::uint32_t size = parse(frame, holes, tree);
          if (tree) return tree;
          if (size < best) {
            best = size;
            chosen = choice;
            better = true;
          }
        }
        hole.choice = chosen;
      }
    }
    return std::nullopt;
  }

  std::uint32_t parse(const Frame& frame, const std::vector<Hole>& holes,
                      std::optional<PatternTree>& out) {
    ++parses_;
    const SpelledPattern spelled = spell(pattern_, frame, holes);
    std::string written(frame.before);
    written.append(pattern_).append(frame.after);
    auto text = std::make_unique<const std::string>(std::move(written));
    SpelledParse parsed = parsers_.parse_spelled(language_, spelled.text, *text, spelled.map);
    const auto begin = static_cast<std::uint32_t>(frame.before.size());
    if (parsed.tree) {
      const std::uint32_t end = begin + static_cast<std::uint32_t>(pattern_.size());
      const auto after = static_cast<std::uint32_t>(frame.after.size());
      const Span completion{end, frame.completes ? end + after : end};
      // The semicolon that ends a statement is of its own.
      const std::uint32_t semicolon = frame.after.starts_with(";") ? 1 : 0;
      const Span own{begin, std::max(completion.end, end + semicolon)};
      out.emplace(PatternTree{std::move(text),
                              std::move(*parsed.tree),
                              own,
                              completion,
                              {},
                              syntax_.one_item_stands_alone});
    } else if (parses_ == 1) {
      const std::uint32_t error = parsed.first_error->begin;
      first_error_ =
          std::min(error < begin ? 0 : error - begin, static_cast<std::uint32_t>(pattern_.size()));
    }
    return parsed.error_size;
  }

  const ParserPool& parsers_;
  const Language& language_;
  const PatternSyntax& syntax_;
  std::string_view pattern_;
  std::span<const Frame> frames_;
  std::uint32_t first_error_ = 0;
  int parses_ = 0;
  bool had_typed_ = false;
};

Region region_of(std::string_view pattern, std::uint32_t offset) {
  Region region{1, 1, 1, 2};
  for (const char c : pattern.substr(0, offset)) {
    if (c == '\n') {
      ++region.start_line;
      region.start_column = 1;
    } else {
      ++region.start_column;
    }
  }
  region.end_line = region.start_line;
  region.end_column = region.start_column + 1;
  return region;
}

}  // namespace

Result<PatternTree> parse_pattern(const ParserPool& parsers, const Language& language,
                                  std::string_view pattern) {
  PatternParser parser(parsers, language, pattern);
  if (std::optional<PatternTree> tree = parser.run()) return std::move(*tree);
  return Error{.code = ErrorCode::kInvalidRule,
               .message = "the pattern is not valid " + std::string(language.name),
               .path = {},
               .region = region_of(pattern, parser.first_error()),
               .source_line = {},
               .hint = {}};
}

bool is_metavariable(std::string_view name) {
  if (name.size() < 2 || name[0] != '$') return false;
  if (std::ranges::find(kSuperglobals, name) != std::end(kSuperglobals)) return false;
  const auto capital = [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; };
  if (!capital(name[1])) return false;
  for (const char c : name.substr(2)) {
    if (!capital(c) && !(c >= '0' && c <= '9')) return false;
  }
  return true;
}

bool is_ellipsis_metavariable(std::string_view name) {
  return name.starts_with("$...") && is_metavariable("$" + std::string(name.substr(4)));
}

}  // namespace scan::syntax
