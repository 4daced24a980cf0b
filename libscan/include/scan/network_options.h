// How the few parts that connect to anything do so. The library does not read the environment: a
// caller that honours its conventions (https_proxy, no_proxy, ...) passes what they say.
//
//   scan::NetworkOptions network{.https_proxy = "http://proxy.example:3128"};
#pragma once

#include <chrono>
#include <string>

namespace scan {

struct NetworkOptions {
  /// URLs of proxies, as "http://proxy.example:3128"; empty: none.
  std::string http_proxy;
  std::string https_proxy;
  /// Hosts that are reached without one, separated by commas; "*": all.
  std::string no_proxy;
  /// A file of certificate authorities (PEM) in place of the system's; empty: the system's.
  std::string ca_file;
  /// Until a connection stands, and how long a transfer may stand still.
  std::chrono::seconds connect_timeout{20};
  std::chrono::seconds stall_timeout{30};
  /// How often something that failed in passing is tried, and how long is waited before the second
  /// time; twice as long before each further one.
  unsigned attempts = 4;
  std::chrono::milliseconds first_delay{500};
};

}  // namespace scan
