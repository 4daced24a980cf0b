// Text to Tree: runs the grammar and the adapter of a language.
//
//   ParserPool parsers;                             // one for a whole scan
//   Tree tree = parsers.parse(*find_language("python"), text).tree;
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "scan/span.h"
#include "syntax/language.h"
#include "syntax/offset_map.h"
#include "syntax/tree.h"

namespace scan::syntax {

/// What came of a text.
struct Parsed {
  Tree tree;
  /// Where the grammar first could not go on; only if tree.has_errors().
  std::optional<Span> first_error;
};

/// What came of a spelled pattern: a tree, or what the grammar could not make sense of.
struct SpelledParse {
  std::optional<Tree> tree;
  /// Bytes in what could not be parsed and the number of missing tokens: 0 with a tree. The
  /// smaller, the nearer to a spelling that parses.
  std::uint32_t error_size = 0;
  std::optional<Span> first_error;  ///< in the written text
};

/// Keeps the parsers (each some hundred kilobytes of tables and stacks) that are not in use just
/// now. Safe to share between threads.
class ParserPool {
 public:
  ParserPool();
  ParserPool(ParserPool&&) noexcept;
  ParserPool& operator=(ParserPool&&) noexcept;
  ~ParserPool();

  /// Parses a whole text, which must outlive the tree; again with the language's second grammar,
  /// if it has one and the first leaves errors. `should_stop` is asked now and then; once it
  /// says true, parsing is given up and the result is nullopt. May be empty.
  std::optional<Parsed> parse(const Language& language, std::string_view text,
                              const std::function<bool()>& should_stop = {}) const;

  /// Parses a pattern that was spelled for the grammar of `adapter`, one of the language's
  /// (pattern_text.h): spans and names of the tree are those of `written`, which must outlive it.
  SpelledParse parse_spelled(const Language& language, const Adapter& adapter,
                             std::string_view spelled, std::string_view written,
                             const OffsetMap& map) const;

  /// Runs the grammar alone, without an adapter, and returns the number of its nodes: the floor
  /// that benchmarks compare with.
  std::size_t parse_only(const Language& language, std::string_view text) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace scan::syntax
