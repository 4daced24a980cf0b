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

// One way to read a pattern: a grammar, what stands around it, and how its places are spelled.
struct Attempt {
  const Adapter* adapter;
  Frame frame;
  PatternHoles found;
  std::uint32_t error_size = 0;
};

class PatternParser {
 public:
  PatternParser(const ParserPool& parsers, const Language& language, std::string_view pattern)
      : parsers_(parsers), language_(language), pattern_(pattern) {
    for (const Adapter* each = &language.adapter(); each != nullptr; each = each->second) {
      add_attempts(*each);
    }
  }

  std::optional<PatternTree> run() {
    for (Attempt& attempt : attempts_) {
      if (auto tree = parse(attempt, attempt.error_size)) return with_types(attempt, *tree);
    }
    for (Attempt& attempt : attempts_) {
      if (auto tree = descend(attempt)) return with_types(attempt, *tree);
    }
    return std::nullopt;
  }

  /// In the pattern; only when run() found nothing.
  std::uint32_t first_error() const { return first_error_; }

 private:
  void add_attempts(const Adapter& adapter) {
    const PatternSyntax& syntax = adapter.pattern;
    const std::span<const Frame> frames =
        syntax.frames == nullptr ? std::span<const Frame>(kPlain) : syntax.frames(pattern_);
    for (const TypedReading reading : {TypedReading::kTyped, TypedReading::kAsWritten}) {
      const PatternHoles found = find_holes(syntax, pattern_, reading);
      for (const Frame& frame : frames) attempts_.push_back({&adapter, frame, found});
      if (found.typed.empty()) return;
    }
  }

  static PatternTree with_types(Attempt& attempt, PatternTree& tree) {
    for (TypedMetavariable& each : attempt.found.typed) {
      for (Span* span : {&each.all, &each.name, &each.type}) {
        *span = {span->begin + tree.own.begin, span->end + tree.own.begin};
      }
    }
    tree.typed = std::move(attempt.found.typed);
    return std::move(tree);
  }

  std::optional<PatternTree> descend(Attempt& attempt) {
    for (bool better = true; better;) {
      better = false;
      for (Hole& hole : attempt.found.holes) {
        const std::size_t before = hole.choice;
        std::size_t chosen = before;
        for (std::size_t choice = 0; choice < hole.spellings.size(); ++choice) {
          if (choice == before) continue;
          hole.choice = choice;
          if (parses_ >= kMaxParses) return std::nullopt;
          std::uint32_t size = 0;
          if (auto tree = parse(attempt, size)) return tree;
          if (size < attempt.error_size) {
            attempt.error_size = size;
            chosen = choice;
            better = true;
          }
        }
        hole.choice = chosen;
      }
    }
    return std::nullopt;
  }

  std::optional<PatternTree> parse(const Attempt& attempt, std::uint32_t& error_size) {
    ++parses_;
    const Frame& frame = attempt.frame;
    const SpelledText spelled = spell(pattern_, frame, attempt.found.holes);
    std::string written(frame.before);
    written.append(pattern_).append(frame.after);
    auto text = std::make_unique<const std::string>(std::move(written));
    SpelledParse parsed =
        parsers_.parse_spelled(language_, *attempt.adapter, spelled.text, *text, spelled.map);
    error_size = parsed.error_size;
    const auto begin = static_cast<std::uint32_t>(frame.before.size());
    if (parsed.tree) {
      const std::uint32_t end = begin + static_cast<std::uint32_t>(pattern_.size());
      const auto after = static_cast<std::uint32_t>(frame.after.size());
      const Span completion{end, frame.completes ? end + after : end};
      // The semicolon that ends a statement is of its own.
      const std::uint32_t semicolon = frame.after.starts_with(";") ? 1 : 0;
      const Span own{begin, std::max(completion.end, end + semicolon)};
      return PatternTree{std::move(text),
                         std::move(*parsed.tree),
                         own,
                         completion,
                         {},
                         attempt.adapter->pattern.one_item_stands_alone,
                         attempt.adapter->pattern.names_in_any_case};
    }
    if (parses_ == 1) {
      const std::uint32_t error = parsed.first_error->begin;
      first_error_ =
          std::min(error < begin ? 0 : error - begin, static_cast<std::uint32_t>(pattern_.size()));
    }
    return std::nullopt;
  }

  const ParserPool& parsers_;
  const Language& language_;
  std::string_view pattern_;
  std::vector<Attempt> attempts_;
  std::uint32_t first_error_ = 0;
  int parses_ = 0;
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
