// The parts of a URL that say whom a request goes to.
#pragma once

#include <optional>
#include <string_view>

namespace scan::network {

struct UrlTarget {
  /// "https" or "http".
  std::string_view scheme;
  /// With its port, if it has one. No user, no password.
  std::string_view host;
};

/// nullopt where a secret must not be sent: any scheme but https, except http to this machine; a
/// user before the host; a host that is not plain (letters, digits, dots, dashes, a port).
std::optional<UrlTarget> target_of(std::string_view url);

}  // namespace scan::network
