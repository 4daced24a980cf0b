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

namespace scan {
namespace {

constexpr std::size_t kMaxText = std::numeric_limits<std::uint32_t>::max();

}  // namespace

struct Source::Lazy {
  std::vector<std::uint32_t> line_starts;  // empty until asked for, then at least {0}
  source::Columns columns;
  std::map<const void*, std::shared_ptr<void>> derived;  // a map: make() may ask for another one

  void find_lines(std::string_view text) {
    line_starts.push_back(0);
    const char* const end = text.data() + text.size();
    const char* at = text.data();
    while (at != end) {
      at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
      if (at == nullptr) break;
      line_starts.push_back(static_cast<std::uint32_t>(++at - text.data()));
    }
  }
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

const Source::Lazy& Source::lines() const {
  if (lazy_->line_starts.empty()) lazy_->find_lines(text_);
  return *lazy_;
}

std::uint32_t Source::line_of(std::uint32_t offset) const {
  const std::vector<std::uint32_t>& starts = lines().line_starts;
  // The end of the text is never before the last start, so an offset beyond it is of the last line.
  return static_cast<std::uint32_t>(std::upper_bound(starts.begin(), starts.end(), offset) -
                                    starts.begin());
}

std::string_view Source::line(std::uint32_t line) const {
  const std::vector<std::uint32_t>& starts = lines().line_starts;
  if (line == 0 || line > starts.size()) return {};
  const std::size_t begin = starts[line - 1];
  if (line == starts.size()) return text_.substr(begin);
  std::string_view content = text_.substr(begin, starts[line] - begin - 1);
  if (content.ends_with('\r')) content.remove_suffix(1);
  return content;
}

Region Source::region(Span span) const {
  const auto size = static_cast<std::uint32_t>(text_.size());
  const std::uint32_t begin = std::min(span.begin, size);
  const std::uint32_t end = std::clamp(span.end, begin, size);
  const std::vector<std::uint32_t>& starts = lines().line_starts;
  Region region;
  region.start_line = line_of(begin);
  region.end_line = line_of(end);
  region.start_column = lazy_->columns.column(text_, starts[region.start_line - 1], begin);
  region.end_column = lazy_->columns.column(text_, starts[region.end_line - 1], end);
  return region;
}

std::shared_ptr<void>& Source::derived_slot(const void* key) const { return lazy_->derived[key]; }

}  // namespace scan
