// What a content is made of is in memory when its turn comes (source/blob_families.h), so each is
// inflated once, and of most only the difference. What the difference says is passed on to the
// analyzers: a version of a file has nearly all of its text in common with the one before.
#include "engine/history_reader.h"

#include <algorithm>
#include <utility>

namespace scan::engine {
namespace {

using source::FamilyMember;
using source::ReadOutcome;

// The texts' shared parts, from those of the bytes, which may begin with a byte order mark.
void to_text(const Source& source, const Source& base, std::vector<SharedPart>& parts) {
  const auto mark = static_cast<std::uint32_t>(source.bytes().size() - source.text().size());
  const auto base_mark = static_cast<std::uint32_t>(base.bytes().size() - base.text().size());
  if (mark == 0 && base_mark == 0) return;
  for (SharedPart& part : parts) {
    const std::uint32_t cut =
        std::min(part.size, std::max(mark - std::min(mark, part.begin),
                                     base_mark - std::min(base_mark, part.base_begin)));
    part = {part.begin + cut, part.base_begin + cut, part.size - cut};
    part.begin -= std::min(mark, part.begin);
    part.base_begin -= std::min(base_mark, part.base_begin);
  }
  std::erase_if(parts, [](const SharedPart& part) { return part.size == 0; });
}

}  // namespace

source::ObjectReader* HistoryReader::reader_of(std::uint32_t repository) {
  auto reader = readers_.find(repository);
  if (reader == readers_.end()) {
    Result<source::ObjectReader> opened = run_.history_of(repository).reader();
    if (!opened.ok()) return nullptr;
    reader = readers_.emplace(repository, *std::move(opened)).first;
  }
  return &reader->second;
}

// By its base where that is at hand, else whole. Sets shared_ and outcome_.
std::optional<std::string> HistoryReader::bytes_of(const HistoryRun::Group& group,
                                                   const FamilyMember& member) {
  shared_.clear();
  outcome_ = ReadOutcome::kDamaged;
  source::ObjectReader* reader = reader_of(group.repository);
  if (reader == nullptr) return std::nullopt;
  if (member.parent != FamilyMember::kNone && held_[member.parent].read) {
    std::string bytes;
    if (reader->packs().read_delta(member.place, held_[member.parent].content(),
                                   questions_.max_bytes, bytes, shared_)) {
      outcome_ = ReadOutcome::kRead;
      return bytes;
    }
    shared_.clear();
  }
  if (member.blob == FamilyMember::kNone) {
    const auto object = reader->packs().read_at(member.place, questions_.max_bytes);
    if (!object) return std::nullopt;
    outcome_ = ReadOutcome::kRead;
    return *object->bytes;
  }
  const HistoryItem item = run_.item_of(group, member);
  source::GitObject object;
  outcome_ = reader->read(run_.history_of(group.repository).blobs()[item.blob].id,
                          questions_.max_bytes, object);
  if (outcome_ != ReadOutcome::kRead) return std::nullopt;
  return std::string(object.bytes());
}

void HistoryReader::set_lineage(const FamilyMember& member, const Source& source) {
  lineage_ = {};
  if (member.parent == FamilyMember::kNone || shared_.empty()) return;
  const Held& parent = held_[member.parent];
  if (!parent.analyzed || source.encoding() != Encoding::kUtf8 ||
      parent.source->encoding() != Encoding::kUtf8)
    return;
  to_text(source, *parent.source, shared_);
  lineage_ = {.base = &*parent.source, .shared = shared_};
}

void HistoryReader::read_member(const HistoryRun::Group& group, const FamilyMember& member,
                                Held& held) {
  if (member.blob == FamilyMember::kNone) {
    if (std::optional<std::string> bytes = bytes_of(group, member)) {
      held.bytes = *std::move(bytes);
      held.read = true;
    }
    return;
  }
  const HistoryItem item = run_.item_of(group, member);
  if (!member.again && questions_.leaves_out()) return;
  const bool known = run_.is_clean(item);
  if (known && !member.again) questions_.on_none(Without::kKnown, 0);
  const bool gives_result = !known && !member.again;
  if (!gives_result && member.children == 0) return;
  std::optional<std::string> bytes = bytes_of(group, member);
  if (!bytes) {
    if (!gives_result) return;
    run_.add_unread(item, outcome_);
    return questions_.on_none(Without::kUnread, 0);
  }
  const source::GitHistory& history = run_.history_of(group.repository);
  held.source.emplace(run_.path_of(item), *std::move(bytes),
                      history.commit_id(history.blobs()[item.blob]));
  held.read = true;
  if (gives_result && questions_.deals_with(item, *held.source))
    return questions_.on_none(Without::kDealtWith, held.source->bytes().size());
  if (held.source->is_binary()) {
    if (gives_result) questions_.on_none(Without::kBinary, held.source->bytes().size());
    return;
  }
  set_lineage(member, *held.source);
  (gives_result ? questions_.on_content : questions_.on_base)(item, *held.source, lineage_);
  held.analyzed = true;
}

void HistoryReader::read(const HistoryRun::Group& group) {
  held_.clear();
  held_.resize(group.members.size());
  for (std::size_t i = 0; i < group.members.size(); ++i) {
    const FamilyMember& member = group.members[i];
    held_[i].users = member.children;
    read_member(group, member, held_[i]);
    if (member.children == 0) held_[i] = {};
    if (member.parent != FamilyMember::kNone && --held_[member.parent].users == 0)
      held_[member.parent] = {};
  }
  held_.clear();
}

}  // namespace scan::engine
