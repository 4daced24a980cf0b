// A text in a file that is code of its own: what `metavariable-pattern` with `language` looks into.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sast/constants.h"
#include "sast/names.h"
#include "sast/pattern_search.h"
#include "syntax/parser.h"

namespace scan::sast {

/// A text with its tree, and what the matcher needs of it.
class NestedText {
 public:
  /// `text` must outlive it.
  NestedText(const syntax::ParserPool& parsers, const syntax::Language& language,
             std::string_view text)
      : parsed_(parsers.parse(language, text)),
        names_(parsed_->tree),
        constants_(parsed_->tree, names_.scopes()),
        target_{parsed_->tree, names_, constants_} {}
  NestedText(const NestedText&) = delete;
  NestedText& operator=(const NestedText&) = delete;

  const Target& target() const { return target_; }

 private:
  std::optional<syntax::Parsed> parsed_;
  Names names_;
  Constants constants_;
  Target target_;
};

}  // namespace scan::sast
