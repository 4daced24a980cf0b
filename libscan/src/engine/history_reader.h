// Reads the contents of a history, each as its difference from another where it is stored so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/history_run.h"
#include "scan/analyzer.h"
#include "scan/source.h"
#include "source/blob_families.h"
#include "source/git_repository.h"

namespace scan::engine {

/// One for each thread.
class HistoryReader {
 public:
  /// Why a content gives no result.
  enum class Without : std::uint8_t {
    kBinary,
    kDealtWith,
    kKnown,   ///< the tree has it
    kUnread,  ///< HistoryRun::outcomes() tells of it
  };
  struct Questions {
    std::uint64_t max_bytes = 0;
    /// Asked before each content; true: leave it out.
    std::function<bool()> leaves_out;
    /// Asked of each content that gives a result, whether binary or not; true: it needs no more.
    std::function<bool(const HistoryItem&, const Source&)> deals_with;
    /// A content, which is not binary.
    std::function<void(const HistoryItem&, const Source&, const Lineage&)> on_content;
    /// A content on which others build, but which gives no result, as it is known or belongs to
    /// another group.
    std::function<void(const HistoryItem&, const Source&, const Lineage&)> on_base;
    std::function<void(Without, std::uint64_t bytes)> on_none;
  };

  /// `run` must outlive it.
  HistoryReader(HistoryRun& run, Questions questions)
      : run_(run), questions_(std::move(questions)) {}

  /// Reads the contents of a group that next() gave.
  void read(const HistoryRun::Group& group);

 private:
  // A member that others are made of.
  struct Held {
    std::optional<Source> source;  // where it is a content
    std::string bytes;             // where it is none
    bool read = false;
    bool analyzed = false;
    std::uint32_t users = 0;

    std::string_view content() const { return source ? source->bytes() : bytes; }
  };

  void read_member(const HistoryRun::Group& group, const source::FamilyMember& member, Held& held);
  std::optional<std::string> bytes_of(const HistoryRun::Group& group,
                                      const source::FamilyMember& member);
  source::ObjectReader* reader_of(std::uint32_t repository);
  void set_lineage(const source::FamilyMember& member, const Source& source);

  HistoryRun& run_;
  Questions questions_;
  std::map<std::uint32_t, source::ObjectReader> readers_;
  std::vector<Held> held_;
  std::vector<SharedPart> shared_;
  Lineage lineage_;
  source::ReadOutcome outcome_ = source::ReadOutcome::kRead;  // of what was read last
};

}  // namespace scan::engine
