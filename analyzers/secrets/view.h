// A text that rules are run over, and the way back to the source that it comes from.
#pragma once

#include <string_view>

#include "scan/span.h"

namespace scan::secrets {

/// Refers to the text, which must outlive it. All spans that a rule finds are in text(); what is
/// said of them in a report is at place().
class View {
 public:
  /// A source's text as it stands there.
  explicit View(std::string_view text) : text_(text) {}

  std::string_view text() const { return text_; }
  std::string_view slice(Span span) const { return text_.substr(span.begin, span.size()); }

  /// Where in the source stands what `span` of the view comes from.
  Span place(Span span) const { return span; }

 private:
  std::string_view text_;
};

}  // namespace scan::secrets
