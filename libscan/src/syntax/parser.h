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
#include "syntax/tree.h"

namespace scan::syntax {

/// What came of a text.
struct Parsed {
  Tree tree;
  /// Where the grammar first could not go on; only if tree.has_errors().
  std::optional<Span> first_error;
};

/// Keeps the parsers (each some hundred kilobytes of tables and stacks) that are not in use just
/// now. Safe to share between threads.
class ParserPool {
 public:
  ParserPool();
  ParserPool(ParserPool&&) noexcept;
  ParserPool& operator=(ParserPool&&) noexcept;
  ~ParserPool();

  /// Parses a whole text, which must outlive the tree. `should_stop` is asked now and then; once it
  /// says true, parsing is given up and the result is nullopt. May be empty.
  std::optional<Parsed> parse(const Language& language, std::string_view text,
                              const std::function<bool()>& should_stop = {}) const;

  /// Parses `text` as parse() does, but names are read from `written`, which has the same length
  /// and must outlive the tree: how a pattern gets past the grammar (pattern_text.h).
  std::optional<Parsed> parse_as(const Language& language, std::string_view text,
                                 std::string_view written) const;

  /// Runs the grammar alone, without an adapter, and returns the number of its nodes: the floor
  /// that benchmarks compare with.
  std::size_t parse_only(const Language& language, std::string_view text) const;

 private:
  std::optional<Parsed> parse(const Language& language, std::string_view text,
                              std::string_view written,
                              const std::function<bool()>& should_stop) const;

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace scan::syntax
