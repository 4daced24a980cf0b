// What a literal in code is given to: read from the common Tree, so for every language alike.
#pragma once

#include <string_view>
#include <vector>

#include "scan/span.h"
#include "syntax/tree.h"

namespace scan::secrets {

/// The names that the string literal at `literal` is given to, the nearest first; empty where it is
/// no whole literal, or is given to nothing. `literal` is the string's content, or a part of it but
/// for what quotes and escapes take. A name is what stands in the code before the value:
///
///   cfg.db["password"] = "..."        cfg.db["password"]
///   connect(host, password="...")     password
///   {"auth": {"token": "..."}}        "token", then "auth"
///   os.getenv("API_KEY", "...")       "API_KEY", then what the result is given to
///   client.setApiKey("...")           client.setApiKey
///   if (token == "...")               token
///
/// They point into the tree's text. A value that a call makes of the literal is not the literal,
/// so a call other than these ends the search.
std::vector<std::string_view> names_given_to(const syntax::Tree& tree, Span literal);

}  // namespace scan::secrets
