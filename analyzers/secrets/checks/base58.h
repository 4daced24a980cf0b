// Numbers in base 58, as the keys of cryptocurrencies are written.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace scan::secrets {

inline constexpr std::string_view kBitcoinDigits =
    "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// The bytes that `text` stands for; nullopt where it has another character than `digits`, is
/// empty, or is longer than any key.
std::optional<std::string> decode_base58(std::string_view text, std::string_view digits);

}  // namespace scan::secrets
