// Names of entries as they are shown: whatever an archive says, they lead to nothing outside of it.
#pragma once

#include <string>
#include <string_view>

namespace scan::source {

/// Between the path of an archive and the name of what is in it, as Gitleaks has it:
/// "dist/app.zip!lib/inner.jar!config.properties".
inline constexpr char kArchiveSeparator = '!';

/// The name of an entry, with '/' between its parts.
struct EntryName {
  std::string name;
  /// Whether it was absolute or led out of the archive through "..", of which `name` shows nothing.
  bool led_outside = false;
};

/// Without empty parts, "." and "..", which stands for the part before it; '\' is '/', as some
/// Windows programs write it. `raw` may be any bytes; control characters are left to reports, as in
/// paths of files.
EntryName normalized_name(std::string_view raw);

/// The name of a file without the last ending that names a compression: "log.json" of
/// "log.json.gz". What is in a compressed file has no name but its.
std::string_view without_compression(std::string_view path);

}  // namespace scan::source
