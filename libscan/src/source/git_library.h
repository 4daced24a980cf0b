// libgit2, loaded when a history is asked for.
#pragma once

#include <git2.h>

#include <memory>
#include <string>

#include "scan/result.h"

namespace scan::source {

/// The functions of libgit2 that are used, and its state: initialized while an object of this class
/// lives. Safe to share between threads.
class GitLibrary {
 public:
  /// kNotFound when libgit2 is not installed.
  static Result<std::shared_ptr<const GitLibrary>> load();

  ~GitLibrary();
  GitLibrary(const GitLibrary&) = delete;
  GitLibrary& operator=(const GitLibrary&) = delete;

  /// What libgit2 said last on this thread.
  std::string last_error() const;

  // NOLINTNEXTLINE(bugprone-macro-parentheses): a name that is declared has none
#define SCAN_GIT_FUNCTION(name) decltype(&::git_##name) name = nullptr;
#include "source/git_functions.def"
#undef SCAN_GIT_FUNCTION

 private:
  GitLibrary() = default;
  Status find_functions();

  bool initialized_ = false;
};

using GitLibraryPointer = std::shared_ptr<const GitLibrary>;

/// Owns what libgit2 hands out; keeps the library.
template <typename T>
class GitHandle {
 public:
  using Free = void (*)(T*);

  GitHandle() = default;
  GitHandle(T* object, Free free) : object_(object, free) {}

  T* get() const { return object_.get(); }
  explicit operator bool() const { return object_ != nullptr; }

 private:
  static void keep(T*) {}
  std::unique_ptr<T, Free> object_{nullptr, &keep};
};

}  // namespace scan::source
