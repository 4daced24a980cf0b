#include "sca/lockfiles/repository_name.h"

#include <algorithm>

namespace scan::sca {

std::string repository_name(std::string_view url) {
  const std::size_t scheme = url.find("://");
  const bool has_scheme = scheme != url.npos;
  if (has_scheme) url.remove_prefix(scheme + 3);
  const std::size_t host_end = url.find_first_of(has_scheme ? "/" : ":/");
  if (host_end == url.npos || host_end == 0) return {};
  std::string_view host = url.substr(0, host_end);
  const std::size_t user = host.rfind('@');
  // Without a scheme it is the form of scp, "user@host:path", or a bare "host/path".
  if (!has_scheme && user == host.npos && host.find('.') == host.npos) return {};
  if (user != host.npos) host.remove_prefix(user + 1);
  std::string_view path = url.substr(host_end + 1);
  while (path.ends_with('/')) path.remove_suffix(1);
  if (path.ends_with(".git")) path.remove_suffix(4);
  while (path.starts_with('/')) path.remove_prefix(1);
  if (host.empty() || host.starts_with('.') || path.empty()) return {};
  return std::string(host) + "/" + std::string(path);
}

}  // namespace scan::sca
