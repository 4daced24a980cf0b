// Finds what is given to a name in any language or format, by its spelling.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scan/span.h"
#include "text/literal_set.h"

namespace scan::secrets {

/// A value and the name before it.
struct Assignment {
  Span name;
  Span value;
  /// Both and all between them: what a finding shows as its match.
  Span whole;
  /// An operator stands between the two. Otherwise the value is only the next literal after the
  /// name, and the syntax of the file has to tell whether one is given to the other.
  bool spelled_out = false;

  friend bool operator==(const Assignment&, const Assignment&) = default;
};

/// Immutable; safe to share between threads. Understands
///
///   name = "v"   name: v   "name" => 'v'   name: str = "v"   name := `v`   name <- "v"
///   <name>v</name>   NAME v   --name=v   ?name=v&   \"name\": \"v\"   set("name", "v")
///
/// A value without quotes ends at a blank, a quote or a bracket; a scheme before it ("Bearer ") is
/// no part of it. What is not drawn at random it is for the caller to tell.
class AssignmentReader {
 public:
  /// The least characters of a value. What has no quotes may be a variable, or prose.
  struct Lengths {
    std::uint32_t quoted = 10;
    std::uint32_t bare = 16;
  };

  /// `words`: a name has one of them, in any case.
  AssignmentReader(std::vector<std::string> words, Lengths min);

  const std::vector<std::string>& words() const { return words_; }
  /// Whether one of the words stands in `name`.
  bool names(std::string_view name) const;

  /// Appends the assignments whose word begins in `range` of `text`, in order. Of several names
  /// before a value, the first that is given it as it is spelled, else the nearest. Returns where
  /// the last name ends, before which no other one begins: who goes on in the text goes on there.
  std::uint32_t read(std::string_view text, Span range, std::vector<Assignment>& out) const;

 private:
  std::optional<Assignment> read_at(std::string_view text, Span word) const;

  std::vector<std::string> words_;
  Lengths min_;
  text::LiteralSet set_;
};

}  // namespace scan::secrets
