// Numbers are LEB128, strings are preceded by their length, lists by their count. Nobody else
// writes these bytes, so they are read without checks.
#include "sca/advisory_batch.h"

#include <zstd.h>

#include <cassert>

#include "sca/advisory_reduction.h"
#include "sca/string_pool.h"

namespace scan::sca {
namespace {

// These frames live as long as a build: fast ones, not small ones.
constexpr int kCompressionLevel = 1;

class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 127) << shift;
      if (byte < 128) return value;
    }
  }
  std::string_view string() {
    const std::size_t size = number();
    const std::string_view text = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return text;
  }
  std::vector<std::string_view> strings() {
    std::vector<std::string_view> list(number());
    for (std::string_view& text : list) text = string();
    return list;
  }

 private:
  std::string_view rest_;
};

void append_string(std::string& bytes, std::string_view text) {
  append_length(bytes, text.size());
  bytes.append(text);
}

void append_strings(std::string& bytes, const std::vector<std::string>& list) {
  append_length(bytes, list.size());
  for (const std::string& text : list) append_string(bytes, text);
}

std::string packed(const ReducedAffected& affected) {
  std::string bytes;
  append_string(bytes, affected.ecosystem);
  append_string(bytes, affected.name);
  append_length(bytes, static_cast<std::uint64_t>(affected.ordering));
  append_length(bytes, affected.intervals.size());
  for (const VersionInterval& interval : affected.intervals) {
    append_string(bytes, interval.low);
    append_string(bytes, interval.high);
    append_string(bytes, interval.fixed);
    append_length(bytes, static_cast<std::uint64_t>(interval.end));
  }
  append_strings(bytes, affected.keys);
  append_strings(bytes, affected.names);
  return bytes;
}

}  // namespace

void AdvisoryBatch::add(const OsvRecord& record) {
  starts_.push_back(static_cast<std::uint32_t>(records_.size()));
  text_starts_.push_back(static_cast<std::uint32_t>(texts_.size()));
  append_string(records_, record.id);
  append_length(records_, static_cast<std::uint64_t>(record.modified));
  append_length(records_, record.withdrawn ? 1 : 0);
  if (record.withdrawn) return;
  const ReducedAdvisory advisory = reduce(record);
  append_length(records_, record.severity ? static_cast<std::uint64_t>(*record.severity) + 1 : 0);
  append_strings(records_, record.aliases);
  append_strings(records_, record.upstream);
  append_strings(records_, advisory.unparsed);
  append_strings(records_, advisory.unordered);
  append_length(records_, advisory.affected.size());
  for (const ReducedAffected& affected : advisory.affected)
    append_string(records_, packed(affected));
  texts_.append(advisory.text);
}

void AdvisoryBatch::seal() {
  texts_size_ = static_cast<std::uint32_t>(texts_.size());
  text_starts_.push_back(texts_size_);
  std::string frame(ZSTD_compressBound(texts_.size()), '\0');
  const std::size_t size =
      ZSTD_compress(frame.data(), frame.size(), texts_.data(), texts_.size(), kCompressionLevel);
  assert(!ZSTD_isError(size));  // the bound was asked for, so only memory can fail it
  texts_.assign(frame, 0, size);
  texts_.shrink_to_fit();
  records_.shrink_to_fit();
}

std::pair<std::string_view, std::int64_t> AdvisoryBatch::name(std::size_t position) const {
  Reader reader(std::string_view(records_).substr(starts_[position]));
  const std::string_view id = reader.string();
  return {id, static_cast<std::int64_t>(reader.number())};
}

AdvisoryBatch::Entry AdvisoryBatch::entry(std::size_t position) const {
  Reader reader(std::string_view(records_).substr(starts_[position]));
  Entry entry;
  entry.id = reader.string();
  entry.modified = static_cast<std::int64_t>(reader.number());
  entry.withdrawn = reader.number() != 0;
  if (entry.withdrawn) return entry;
  const std::uint64_t severity = reader.number();
  if (severity > 0) entry.severity = static_cast<Severity>(severity - 1);
  entry.aliases = reader.strings();
  entry.upstream = reader.strings();
  entry.unparsed = reader.strings();
  entry.unordered = reader.strings();
  entry.affected = reader.strings();
  return entry;
}

std::string AdvisoryBatch::texts() const {
  std::string plain(texts_size_, '\0');
  [[maybe_unused]] const std::size_t size =
      ZSTD_decompress(plain.data(), plain.size(), texts_.data(), texts_.size());
  assert(size == plain.size());
  return plain;
}

std::string_view AdvisoryBatch::text(std::string_view texts, std::size_t position) const {
  return texts.substr(text_starts_[position], text_size(position));
}

PackedAffected::PackedAffected(std::string_view packed) {
  Reader reader(packed);
  ecosystem = reader.string();
  name = reader.string();
  ordering = static_cast<std::uint32_t>(reader.number());
  intervals.resize(reader.number());
  for (Interval& interval : intervals) {
    interval.low = reader.string();
    interval.high = reader.string();
    interval.fixed = reader.string();
    interval.end = static_cast<std::uint32_t>(reader.number());
  }
  keys = reader.strings();
  names = reader.strings();
}

PackedAffected::Package PackedAffected::package(std::string_view packed) {
  Reader reader(packed);
  const std::string_view ecosystem = reader.string();
  return {.ecosystem = ecosystem, .name = reader.string()};
}

}  // namespace scan::sca
