// libcurl, loaded when the first connection is asked for.
#pragma once

// Its macros check the types of calls by name, and these calls are by pointer.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

#include <memory>

#include "scan/result.h"

#undef curl_easy_setopt
#undef curl_easy_getinfo

namespace scan::network {

/// The functions of libcurl that are used. Stays loaded until the program ends.
class CurlLibrary {
 public:
  /// kNotFound when libcurl is not installed or is too old.
  static Result<std::unique_ptr<const CurlLibrary>> load();

  // NOLINTNEXTLINE(bugprone-macro-parentheses): a name that is declared has none
#define SCAN_CURL_FUNCTION(name) decltype(&::curl_##name) name = nullptr;
#include "network/curl_functions.def"
#undef SCAN_CURL_FUNCTION

 private:
  CurlLibrary() = default;
};

}  // namespace scan::network
