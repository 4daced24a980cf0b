// Reading a JSON document member by member, remembering the first thing that is wrong with it and
// where that is.
//
//   Problem problem;
//   StoredObject report(document, problem);
//   report.read("message", finding.message);          // stays as it is where the member is missing
//   report.require("rule_id", finding.rule_id);
//   report.each("locations", [&](const StoredObject& location) { ... });
//   if (problem.found()) return problem.error();
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "scan/finding.h"
#include "scan/result.h"

namespace scan::report {

/// The first problem of a document. Reading goes on after it, with defaults.
class Problem {
 public:
  void report(std::string message) {
    if (message_.empty()) message_ = std::move(message);
  }
  bool found() const { return !message_.empty(); }
  Error error() const { return {.code = ErrorCode::kInvalidData, .message = message_}; }

 private:
  std::string message_;
};

/// A view of one object of the document; it refers to the document, its parent and the Problem.
class StoredObject {
 public:
  StoredObject(const nlohmann::json& document, Problem& problem)
      : StoredObject(document, problem, nullptr, "", kNoIndex) {}

  bool has(std::string_view key) const;

  /// Reads a member of the type of `out`. A missing one leaves `out` as it is; one of another type,
  /// or of an unknown word where there is a list of words, is a problem.
  template <typename T>
  void read(std::string_view key, T& out) const;
  /// As read, but a missing member is a problem.
  template <typename T>
  void require(std::string_view key, T& out) const {
    if (!has(key)) fail(key, "is missing");
    read(key, out);
  }

  /// Calls `visit` with each of the objects in an array; a missing array has none.
  template <typename Visit>
  void each(std::string_view key, Visit visit) const {
    for (std::size_t i = 0; i < size_of(key); ++i)
      visit(StoredObject(element(key, i), problem_, this, key, i));
  }
  /// Calls `visit` with an object; not at all where it is missing.
  template <typename Visit>
  void with(std::string_view key, Visit visit) const {
    if (has(key)) visit(StoredObject(member(key), problem_, this, key, kNoIndex));
  }

  /// Notes that the member `key` has a problem: "`findings[3].severity` is missing".
  void fail(std::string_view key, std::string_view what) const;

 private:
  static constexpr std::size_t kNoIndex = static_cast<std::size_t>(-1);

  StoredObject(const nlohmann::json& value, Problem& problem, const StoredObject* parent,
               std::string_view key, std::size_t index);

  std::size_t size_of(std::string_view key) const;
  const nlohmann::json& element(std::string_view key, std::size_t index) const;
  const nlohmann::json& member(std::string_view key) const;
  std::string place() const;

  const nlohmann::json& value_;
  Problem& problem_;
  const StoredObject* parent_;
  std::string_view key_;
  std::size_t index_;
};

}  // namespace scan::report
