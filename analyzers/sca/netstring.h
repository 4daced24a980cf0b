// Netstrings (cr.yp.to/proto/netstrings.txt): any bytes in sequence, for the payloads of facts.
//
//   std::string payload;
//   append_netstring(payload, "Django");      // "6:Django,"
//   std::string_view rest = payload;
//   std::string name;
//   bool sound = take_netstring(rest, name);  // and `rest` is empty
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scan::sca {

void append_netstring(std::string& payload, std::string_view field);

/// Moves the first field of `payload` to `field`. False when there is no sound one, as in a payload
/// of another version; `payload` is in no certain state then.
bool take_netstring(std::string_view& payload, std::string& field);

/// A list: the count of its fields, and then these.
void append_netstrings(std::string& payload, const std::vector<std::string>& fields);

/// As take_netstring().
bool take_netstrings(std::string_view& payload, std::vector<std::string>& fields);

}  // namespace scan::sca
