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

void append_netstrings(std::string& payload, const std::vector<std::string>& fields) {
  append_netstring(payload, std::to_string(fields.size()));
  for (const std::string& field : fields) append_netstring(payload, field);
}

bool take_netstrings(std::string_view& payload, std::vector<std::string>& fields) {
  std::string count;
  if (!take_netstring(payload, count)) return false;
  std::size_t size = 0;
  if (std::from_chars(count.data(), count.data() + count.size(), size).ec != std::errc())
    return false;
  while (size-- > 0)
    if (!take_netstring(payload, fields.emplace_back())) return false;
  return true;
}

}  // namespace scan::sca
