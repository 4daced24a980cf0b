// Lockfiles that are JSON, YAML or TOML: parsed with the notice that they are malformed, and read
// member by member where any of them may be of another type than the format says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "document/value.h"
#include "sca/lockfile.h"

namespace scan::sca {

/// Parses the text. What is malformed or no mapping gives the notice; what stands before the error
/// is kept. `input` must outlive the document.
document::Document parse_lock_document(document::Syntax syntax, const LockfileInput& input,
                                       LockfileContent& content,
                                       const document::Limits& limits = {});

/// As parse_lock_document(), for files that are no lockfiles: what runs in a pipeline, an image.
/// That such a file is malformed, as a template is before it is filled in, makes no scan
/// incomplete.
document::Document parse_mentions(document::Syntax syntax, const LockfileInput& input,
                                  LockfileContent& content);

/// The characters of the string or number `key`; empty when there is none.
std::string_view text_of(const document::Value& entry, std::string_view key);

/// Whether `key` is true.
bool flag_of(const document::Value& entry, std::string_view key);

/// The mapping or list `key`; an empty one when there is none.
const document::Value& mapping_of(const document::Value& entry, std::string_view key);
const document::Value& list_of(const document::Value& entry, std::string_view key);

/// From the key of an entry to the end of its value.
inline Span span_of(const document::Member& member) {
  return {member.key_span.begin, std::max(member.key_span.end, member.value->span.end)};
}

/// Entries that are not what the format says: counted, and told of at the end.
class MalformedEntries {
 public:
  /// `where`: "`packages`".
  void add(std::string_view where);
  void tell(LockfileContent& content) const;

 private:
  std::size_t count_ = 0;
  std::string first_;
};

}  // namespace scan::sca
