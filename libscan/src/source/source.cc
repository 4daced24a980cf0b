// A Source computes nothing but its encoding until it is asked: most files have no finding, and
// then nobody needs to know where their lines begin.
//
// Lines end with \n or \r\n, as git and SARIF (`newlineSequences`) have it; a lone \r is a
// character of its line.
//
// Columns count UTF-16 units from the beginning of the line.
#include "scan/source.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <limits>
#include <map>
#include <vector>

#include "source/columns.h"
#include "source/encoding.h"
#include "source/lines.h"

namespace scan {
namespace {

constexpr std::size_t kMaxText = std::numeric_limits<std::uint32_t>::max();

}  // namespace

struct Source::Lazy {
  source::Lines lines;
  source::Columns columns;
  std::map<const void*, std::shared_ptr<void>> derived;  // a map: make() may ask for another one
};

Source::Source(std::string path, std::string bytes, std::string commit)
    : path_(std::move(path)),
      commit_(std::move(commit)),
      bytes_(std::move(bytes)),
      lazy_(std::make_unique<Lazy>()) {
  assert(bytes_.size() <= kMaxText);
  source::Decoded decoded = source::decode(bytes_);
  encoding_ = decoded.encoding;
  if (encoding_ == Encoding::kUtf8) {
    text_ = std::string_view(bytes_).substr(decoded.text_offset);
  } else {
    decoded_ = std::move(decoded.text);
    text_ = decoded_;
  }
}

// The text may stand in a string's own small buffer, which moves with the object: so it is found
// anew.
Source::Source(Source&& other) noexcept { *this = std::move(other); }

Source& Source::operator=(Source&& other) noexcept {
  if (this == &other) return *this;
  const std::size_t bom = other.bytes_.size() - other.text_.size();
  encoding_ = other.encoding_;
  path_ = std::move(other.path_);
  commit_ = std::move(other.commit_);
  bytes_ = std::move(other.bytes_);
  decoded_ = std::move(other.decoded_);
  lazy_ = std::move(other.lazy_);
  text_ = encoding_ == Encoding::kUtf8 ? std::string_view(bytes_).substr(bom) : decoded_;
  other.text_ = {};
  return *this;
}

Source::~Source() = default;

std::string_view Source::name() const {
  return std::string_view(path_).substr(path_.rfind('/') + 1);  // npos + 1 is 0
}

std::uint32_t Source::line_of(std::uint32_t offset) const {
  return lazy_->lines.line_of(text_, offset);
}

std::string_view Source::line(std::uint32_t line) const {
  source::Lines& lines = lazy_->lines;
  const std::uint32_t count = lines.count(text_);
  if (line == 0 || line > count) return {};
  const std::size_t begin = lines.begin_of(text_, line);
  if (line == count) return text_.substr(begin);
  std::string_view content = text_.substr(begin, text_.find('\n', begin) - begin);
  if (content.ends_with('\r')) content.remove_suffix(1);
  return content;
}

Region Source::region(Span span) const {
  const auto size = static_cast<std::uint32_t>(text_.size());
  const std::uint32_t begin = std::min(span.begin, size);
  const std::uint32_t end = std::clamp(span.end, begin, size);
  source::Lines& lines = lazy_->lines;
  Region region;
  region.start_line = lines.line_of(text_, begin);
  region.end_line = lines.line_of(text_, end);
  const std::uint32_t first = lines.begin_of(text_, region.start_line);
  const std::uint32_t last = lines.begin_of(text_, region.end_line);
  region.start_column = lazy_->columns.column(text_, first, begin);
  region.end_column = lazy_->columns.column(text_, last, end);
  return region;
}

std::shared_ptr<void>& Source::derived_slot(const void* key) const { return lazy_->derived[key]; }

}  // namespace scan
