// Tells rule files from all else by a look at their text, so that a directory of thousands of files
// is not parsed to find ten rules in it.
#pragma once

#include <optional>
#include <string_view>

#include "document/value.h"
#include "rules/rule_file.h"

namespace scan::rules {

/// The syntax of a text that may be a rule file: it has the top-level keys of one. No promise: the
/// parsed document decides. nullopt for any other text. O(size).
std::optional<document::Syntax> sniff(std::string_view text);

/// The format of a parsed rule file; nullopt when it is none. Mappings with `rules:` that other
/// tools own are none: Kubernetes roles (`apiVersion:`), linter configurations (`rules:` is no
/// list).
std::optional<Format> format_of(document::Syntax syntax, const document::Document& document);

}  // namespace scan::rules
