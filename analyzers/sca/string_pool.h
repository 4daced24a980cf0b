// Interned strings of an advisory index while it is built.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sca/index_format.h"

namespace scan::sca {

/// Each string once, in the order of first use. Its table holds nothing but the offsets.
class StringPool {
 public:
  StringPool();

  StringRef add(std::string_view text);
  /// Whether there is more than a StringRef can tell apart; what add() returned is meaningless
  /// then.
  bool overflowed() const { return bytes_.size() > UINT32_MAX; }
  /// Section::kStrings. Call once, as the last.
  std::string take() { return std::move(bytes_); }

 private:
  std::string_view at(StringRef ref) const;
  void grow();

  std::string bytes_;
  std::vector<StringRef> slots_;  // open addressing; kFree where nothing is
  std::size_t used_ = 0;
};

/// The length of what follows, seven bits a byte (LEB128), the lowest first.
void append_length(std::string& bytes, std::uint64_t length);

}  // namespace scan::sca
