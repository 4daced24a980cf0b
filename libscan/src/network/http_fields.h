// The few header fields that tell versions of a file apart.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace scan::network {

/// What a server said of the version of a file that it sent.
struct Version {
  std::string url;
  std::string etag;
  std::string last_modified;

  /// What stands for it in If-Range: a strong ETag, else its time; empty: it cannot be told.
  std::string range_condition() const;
  /// As lines of a file beside the one that it is about.
  std::string to_text() const;
  static Version from_text(std::string_view text);
};

/// Of one answer; fed line by line as they arrive. A new status line begins anew, as after a
/// redirection.
struct AnswerFields {
  Version version;
  /// From "Content-Range: bytes 100-..."; -1 without one.
  std::int64_t range_begin = -1;
  /// Seconds; -1 without one, or where it is a date.
  std::int64_t retry_after = -1;

  void add_line(std::string_view line);
};

}  // namespace scan::network
