#include "base/shared_library.h"

#include <dlfcn.h>

namespace scan::base {

Result<SharedLibrary> SharedLibrary::open(const char* name) {
  void* handle = ::dlopen(name, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (handle != nullptr) return SharedLibrary(handle);
  const char* reason = ::dlerror();
  return Error{.code = ErrorCode::kNotFound,
               .message = reason != nullptr ? reason : std::string(name) + " cannot be loaded"};
}

void* SharedLibrary::address(const char* symbol) {
  void* found = ::dlsym(handle_, symbol);
  if (found == nullptr) missing_ = symbol;
  return found;
}

}  // namespace scan::base
