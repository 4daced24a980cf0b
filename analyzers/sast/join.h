// `mode: join`: what several rules find in all files, put together like the rows of tables.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sast/pattern.h"

namespace scan::sast {

struct Rule;

/// A table of a join: each match of its rule is a row.
struct JoinCollection {
  std::string name;  ///< by which conditions speak of it
  std::shared_ptr<const Rule> rule;
  /// What of a match is of interest: "path", or a metavariable as `renames` call it.
  struct Column {
    std::string name;
    MetavariableId metavariable = kAnonymous;  ///< of the rule; kAnonymous: the path
    friend bool operator==(const Column&, const Column&) = default;
  };
  std::vector<Column> columns;
};

/// One line of `on`: a comparison of two columns.
struct JoinCondition {
  enum class Operator : std::uint8_t {
    kEqual,     ///< `==`
    kNotEqual,  ///< `!=`
    kPartOf,    ///< `~`, `<`: the left text is in the right one
    kContains,  ///< `>`: the right text is in the left one
    kReaches,   ///< `-->`: from the left column to the right one, row by row
  };
  struct Side {
    std::uint32_t collection = 0, column = 0;
  };
  Operator op = Operator::kEqual;
  Side left, right;
};

/// What a rule of mode join is made of.
struct JoinSpec {
  std::vector<JoinCollection> collections;  ///< those that conditions speak of
  std::vector<JoinCondition> conditions;
  std::uint32_t result = 0;  ///< the collection whose rows are what the rule finds
};

/// A match of one of a join's rules: in the order of its collection's columns what they are, as
/// the code is written; nullopt for a metavariable that this match does not bind.
struct JoinRow {
  std::vector<std::optional<std::string>> values;
};

/// What came of a join.
struct Joined {
  /// Numbers of rows of the result's collection, ordered, each once.
  std::vector<std::uint32_t> rows;
  /// Whether a limit was hit: rows may be missing.
  bool limited = false;
};

/// The rows of the result's collection for which there are rows of all others with which all
/// conditions hold. `tables` is parallel to the collections.
///
/// Texts are compared as Semgrep compares them: without the quotes of a string and without white
/// space where it means nothing. A part is found in a text whatever the case of its letters.
Joined join(const JoinSpec& spec, const std::vector<std::vector<JoinRow>>& tables);

}  // namespace scan::sast
