#include "sca/netstring.h"

#include <charconv>

namespace scan::sca {

void append_netstring(std::string& payload, std::string_view field) {
  payload.append(std::to_string(field.size())).push_back(':');
  payload.append(field).push_back(',');
}

bool take_netstring(std::string_view& payload, std::string& field) {
  std::size_t size = 0;
  auto [end, error] = std::from_chars(payload.data(), payload.data() + payload.size(), size);
  if (error != std::errc()) return false;
  payload.remove_prefix(static_cast<std::size_t>(end - payload.data()));
  if (payload.size() < 2 || payload.front() != ':' || size > payload.size() - 2 ||
      payload[size + 1] != ',')
    return false;
  field = payload.substr(1, size);
  payload.remove_prefix(size + 2);
  return true;
}

}  // namespace scan::sca
