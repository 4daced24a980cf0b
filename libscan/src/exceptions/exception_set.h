// The exceptions of a scan, as findings ask for them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "exceptions/exception.h"
#include "scan/finding.h"
#include "scan/notice.h"

namespace scan::exceptions {

/// Built once, then asked from one thread.
class ExceptionSet {
 public:
  /// `now`: seconds since 1970-01-01 UTC, by which an entry has expired or not.
  explicit ExceptionSet(std::int64_t now = 0) : now_(now) {}

  /// Adds the entries of a file: `path` is its own, as reports name it; they hold for paths below
  /// `folder` ("" for all).
  void add(std::vector<Exception> exceptions, const std::string& path, const std::string& folder);

  bool empty() const { return entries_.empty(); }

  /// What suppresses this place of a finding of a rule with `aliases`; nullopt when nothing does.
  /// Of several entries the first added. An entry that has expired suppresses nothing, and is
  /// remembered.
  std::optional<Suppression> find(const Finding& finding, const std::vector<std::string>& aliases,
                                  const Location& location);

  /// A notice for each entry that a finding met after it had expired: "exception-expired".
  std::vector<Notice> notices() const;

 private:
  struct Entry {
    Exception exception;
    std::string path;
    std::string folder;
    bool met_expired = false;
  };

  bool meets(const Entry& entry, const Finding& finding, const Location& location) const;

  std::int64_t now_;
  std::vector<Entry> entries_;
  // Positions in entries_, ascending; those without ids apart.
  std::unordered_map<std::string, std::vector<std::size_t>> by_id_;
  std::vector<std::size_t> without_id_;
};

}  // namespace scan::exceptions
