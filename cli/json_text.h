// The little JSON that commands print themselves.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scan::cli {

/// A JSON string literal, quotes included.
std::string json_string(std::string_view text);
/// A JSON array of strings.
std::string json_list(const std::vector<std::string>& texts);

}  // namespace scan::cli
