// Errors as values. The library throws nothing across its API: what can fail returns Result<T>.
//
//   scan::Result<scan::Engine> engine = scan::Engine::create(std::move(analyzers));
//   if (!engine.ok()) return report(engine.error());
//   engine->scan(paths, options);
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

#include "scan/span.h"

namespace scan {

/// What kind of thing went wrong. The command line maps every code to an exit status.
enum class ErrorCode {
  kInvalidArgument,  ///< an option or a value given by the caller is wrong
  kNotFound,         ///< a path that was named is not there
  kIo,               ///< the operating system refused to read or write
  kInvalidRule,      ///< a rule or policy file is malformed
  kInvalidData,      ///< a report, an advisory or an index is malformed or corrupt
  kCancelled,        ///< the caller asked to stop
};

/// Why an operation could not start (tier 2 of three: a programming error asserts, a part of a scan
/// that failed is a Notice).
struct Error {
  ErrorCode code = ErrorCode::kInvalidArgument;
  /// One sentence without a final full stop, in lower case, as "unknown key `patern`".
  std::string message;
  /// The file that the error is in, as the caller named it; empty when there is none.
  std::string path;
  /// The place in that file; start_line 0 when the error is about the file as a whole.
  Region region;
  /// The text of line region.start_line without its line break, for drawing a caret below it.
  std::string source_line;
  /// What to do about it, or empty: "did you mean `pattern`?".
  std::string hint;
};

/// A value or the Error that prevented it. Like std::expected of C++23, reduced to what is used.
/// Accessing the value of a failed result is a programming error and asserts.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return assert(ok()), std::get<0>(state_); }
  const T& value() const& { return assert(ok()), std::get<0>(state_); }
  T&& value() && { return assert(ok()), std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const& { return assert(!ok()), std::get<1>(state_); }
  Error&& error() && { return assert(!ok()), std::get<1>(std::move(state_)); }

 private:
  std::variant<T, Error> state_;
};

/// Success, or the Error that prevented it.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)), ok_(false) {}  // NOLINT: implicit

  bool ok() const { return ok_; }
  explicit operator bool() const { return ok_; }
  const Error& error() const& { return assert(!ok_), error_; }
  Error&& error() && { return assert(!ok_), std::move(error_); }

 private:
  Error error_;
  bool ok_ = true;
};

using Status = Result<void>;

}  // namespace scan
