// What the index keeps of an advisory besides what it matches by: the words for reports.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sca/osv_record.h"

namespace scan::sca {

/// Owns its texts.
struct AdvisoryText {
  /// The summary; where there is none, the first sentence of the details. One line.
  std::string title;
  /// The beginning of the details.
  std::string details;
  std::vector<std::string> cwes;
  /// CVSS vectors as stated, of whatever version, perhaps malformed.
  std::vector<std::string> vectors;
  /// Web pages that tell of the same, but those that follow from the id (advisory_pages()).
  std::vector<std::string> references;
  /// Ids of others that it calls related.
  std::vector<std::string> related;
  /// As stated: "2024-05-01T12:00:00Z"; empty: not stated.
  std::string published;
  std::string modified;
};

/// Of a record what an index keeps: texts are cut to what a report shows.
AdvisoryText text_of(const OsvRecord& record);

/// As bytes, for TextPacker. NUL bytes are left out of the texts.
std::string packed(const AdvisoryText& text);
/// The inverse. What has no place in the text, as of a newer version, is passed over.
AdvisoryText unpacked(std::string_view bytes);

/// The pages at which an advisory of this id can be read: OSV's, and that of its own database.
std::vector<std::string> advisory_pages(std::string_view id);

}  // namespace scan::sca
