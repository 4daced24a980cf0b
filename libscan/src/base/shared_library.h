// A library that is loaded when it is needed, because loading it costs more than most scans do.
#pragma once

#include <string>

#include "scan/result.h"

namespace scan::base {

/// A shared library of the system, opened while the program runs. It is never closed: the libraries
/// that one brings along do not all bear that. So copies are cheap, and what was found stays valid.
class SharedLibrary {
 public:
  /// As "libgit2.so.1.5". kNotFound when it cannot be loaded; the message is the loader's reason.
  static Result<SharedLibrary> open(const char* name);

  /// Points `function` to the symbol of that name, which must be of its type; null, and kept in
  /// missing(), when there is none.
  template <typename Function>
  void find(const char* symbol, Function*& function) {
    function = reinterpret_cast<Function*>(address(symbol));
  }

  /// The last symbol that was asked for and is not there; empty when all are.
  const std::string& missing() const { return missing_; }

 private:
  explicit SharedLibrary(void* handle) : handle_(handle) {}
  void* address(const char* symbol);

  void* handle_;
  std::string missing_;
};

}  // namespace scan::base
