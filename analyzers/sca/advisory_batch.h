// Reduced advisories as few bytes: what a build holds of hundreds of thousands of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sca/osv_record.h"
#include "scan/finding.h"

namespace scan::sca {

/// Some hundreds of advisories, packed into three strings, texts compressed. Filled by one thread,
/// then sealed, then handed over.
class AdvisoryBatch {
 public:
  /// All views lead into the batch.
  struct Entry {
    std::string_view id;
    std::int64_t modified = 0;
    bool withdrawn = false;
    std::optional<Severity> severity;
    std::vector<std::string_view> aliases;
    std::vector<std::string_view> upstream;
    std::vector<std::string_view> unparsed;   ///< ReducedAdvisory::unparsed
    std::vector<std::string_view> unordered;  ///< ReducedAdvisory::unordered
    std::vector<std::string_view> affected;   ///< each to be read by PackedAffected
  };

  /// Reduces a record and adds what is left of it; of one that is withdrawn the id alone.
  void add(const OsvRecord& record);
  /// Compresses the texts. Call once, after the last record.
  void seal();

  std::size_t size() const { return starts_.size(); }
  Entry entry(std::size_t position) const;
  /// The id alone, and when the record was modified.
  std::pair<std::string_view, std::int64_t> name(std::size_t position) const;
  /// All texts, to be decompressed once for many; text() finds one in them.
  std::string texts() const;
  std::string_view text(std::string_view texts, std::size_t position) const;
  std::uint32_t text_size(std::size_t position) const {
    return text_starts_[position + 1] - text_starts_[position];
  }
  /// Gives the memory of the texts back.
  void drop_texts() {
    std::string().swap(texts_);
    std::vector<std::uint32_t>().swap(text_starts_);
  }

 private:
  std::string records_;
  std::vector<std::uint32_t> starts_;       // of each record
  std::string texts_;                       // compressed once sealed
  std::uint32_t texts_size_ = 0;            // before
  std::vector<std::uint32_t> text_starts_;  // and one past the last, once sealed
};

/// What one advisory says of one package, read from its packed bytes.
struct PackedAffected {
  struct Interval {
    std::string_view low, high, fixed;
    std::uint32_t end = 0;  ///< VersionInterval::End
  };
  std::string_view ecosystem;
  std::string_view name;
  std::uint32_t ordering = 0;
  std::vector<Interval> intervals;
  std::vector<std::string_view> keys;
  std::vector<std::string_view> names;

  explicit PackedAffected(std::string_view packed);

  struct Package {
    std::string_view ecosystem, name;
    auto operator<=>(const Package&) const = default;
  };
  /// Of the package alone.
  static Package package(std::string_view packed);
};

}  // namespace scan::sca
