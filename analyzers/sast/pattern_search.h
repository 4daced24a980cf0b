// Finds where patterns match in one file. The Tree is gone through once for all of them: each
// pattern starts only at nodes of a kind, and with a name, that it can begin with. Whether it does
// match there is found out when a rule asks.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "sast/matcher.h"

namespace scan::sast {

/// The matches of one pattern.
struct PatternMatches {
  std::vector<Match> matches;
  /// Whether a limit of the matcher was hit: some may be missing.
  bool limited = false;
  /// What the matcher did, in its own steps: bounded, whatever the pattern and the text.
  std::uint64_t steps = 0;
};

/// The patterns of all rules in one file. Rules that share a pattern share its matches, and what no
/// rule asks for is not matched. Not thread-safe.
class PatternSearch {
 public:
  /// A pattern, and the number that it is asked for by.
  struct Numbered {
    std::uint32_t number = 0;
    const Pattern* pattern = nullptr;
  };

  /// `patterns` are ordered by their numbers. Target and patterns must outlive it. Once
  /// `should_stop`, which may be empty, has said true, nothing more is matched.
  PatternSearch(const Target& target, std::vector<Numbered> patterns,
                std::function<bool()> should_stop);

  /// The matches of a pattern, which live as long as the search; none of one that it was not made
  /// with.
  const PatternMatches& matches(std::uint32_t number);

  /// At how many nodes the pattern can begin.
  std::size_t candidates(std::uint32_t number) const;

  /// Whether matches() came to nothing because of `should_stop`.
  bool stopped() const { return stopped_; }
  /// At how many nodes patterns were tried, so far.
  std::uint64_t tried() const { return tried_; }

 private:
  struct Entry {
    std::vector<syntax::NodeId> candidates;
    std::optional<PatternMatches> found;  // nullopt: not asked for yet
  };
  void collect();
  std::size_t position(std::uint32_t number) const;

  const Target& target_;
  std::vector<Numbered> patterns_;
  std::function<bool()> should_stop_;
  std::vector<Entry> entries_;  // parallel to patterns_
  Matcher matcher_;
  std::uint64_t tried_ = 0;
  bool stopped_ = false;
};

/// The matches of one pattern that begin at the nodes [first, end) and within one of `spans`.
/// For what only few places of a file are asked for: it costs those places alone.
PatternMatches search_within(const Target& target, const Pattern& pattern, syntax::NodeId first,
                             syntax::NodeId end, std::vector<::scan::Span> spans);

}  // namespace scan::sast
