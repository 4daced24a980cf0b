// A scan that verifies nothing does not know libcurl: neither its time to load nor its code is in
// the process then.
#include "network/curl_library.h"

#include <dlfcn.h>

#include <string>
#include <type_traits>

namespace scan::network {
namespace {

Error unavailable(const std::string& reason) {
  return {.code = ErrorCode::kNotFound,
          .message = reason,
          .hint = "install " SCAN_LIBCURL " (Debian: libcurl4)"};
}

}  // namespace

Result<std::unique_ptr<const CurlLibrary>> CurlLibrary::load() {
  std::unique_ptr<CurlLibrary> curl(new CurlLibrary);
  void* library = ::dlopen(SCAN_LIBCURL, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (library == nullptr) {
    const char* reason = ::dlerror();
    return unavailable(reason != nullptr ? reason : SCAN_LIBCURL " could not be loaded");
  }
  std::string missing;
  const auto find = [&](const char* name, auto& function) {
    function =
        reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(library, name));
    if (function == nullptr) missing = name;
  };
#define SCAN_CURL_FUNCTION(name) find("curl_" #name, curl->name);
#include "network/curl_functions.def"
#undef SCAN_CURL_FUNCTION
  if (!missing.empty()) return unavailable(SCAN_LIBCURL " has no " + missing);
  if (curl->global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
    return unavailable(SCAN_LIBCURL " could not be initialized");
  return std::unique_ptr<const CurlLibrary>(std::move(curl));
}

}  // namespace scan::network
