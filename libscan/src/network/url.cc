#include "network/url.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "scan/verification.h"

namespace scan {

bool may_receive_secrets(std::string_view url) { return network::target_of(url).has_value(); }

namespace network {
namespace {

constexpr auto kLoopback = std::to_array<std::string_view>({"127.0.0.1", "localhost", "[::1]"});

bool is_loopback(std::string_view host) {
  return std::ranges::any_of(kLoopback, [host](std::string_view name) {
    return host.starts_with(name) && (host.size() == name.size() || host[name.size()] == ':');
  });
}

bool is_plain(std::string_view host) {
  const std::size_t colon = host.find(':');
  const std::string_view port = colon == host.npos ? "0" : host.substr(colon + 1);
  const std::string_view name = host.substr(0, colon);
  return !name.empty() && !port.empty() && std::ranges::all_of(port, base::is_digit) &&
         std::ranges::all_of(
             name, [](char c) { return base::is_alphanumeric(c) || c == '.' || c == '-'; });
}

}  // namespace

std::optional<UrlTarget> target_of(std::string_view url) {
  const std::size_t colon = url.find("://");
  if (colon == url.npos) return std::nullopt;
  UrlTarget target{.scheme = url.substr(0, colon), .host = url.substr(colon + 3)};
  target.host = target.host.substr(0, target.host.find_first_of("/?#"));
  const bool here = is_loopback(target.host);
  if (!here && !is_plain(target.host)) return std::nullopt;
  if (target.scheme == "https" || (target.scheme == "http" && here)) return target;
  return std::nullopt;
}

}  // namespace network
}  // namespace scan
