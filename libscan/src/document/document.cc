// A Document is an arena with its roots. Lines are counted only when the first error asks for one.
#include <algorithm>
#include <memory_resource>
#include <mutex>
#include <string>
#include <utility>

#include "base/utf8.h"
#include "document/parsers.h"
#include "document/value.h"

namespace scan::document {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// A caret under a longer line helps nobody.
constexpr std::size_t kMaxSourceLine = 4096;

// The arena's first block: a value takes some ten times the bytes that it is written with.
std::size_t first_block(std::string_view text) {
  return std::clamp<std::size_t>(text.size() * 8, 1 << 10, 1 << 20);
}

}  // namespace

struct Document::Storage {
  Storage(std::string_view text_in, std::string path_in)
      : text(text_in), path(std::move(path_in)), arena(first_block(text_in)) {}

  std::string_view text;
  std::string path;
  std::pmr::monotonic_buffer_resource arena;
  std::vector<const Value*> roots;

  // Offsets at which lines begin; made once, since a file may have an error in each of its lines.
  std::once_flag lines_made;
  std::vector<std::uint32_t> lines;
};

Document::Document(std::unique_ptr<Storage> storage) : storage_(std::move(storage)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

std::span<const Value* const> Document::roots() const { return storage_->roots; }
std::string_view Document::text() const { return storage_->text; }
const std::string& Document::path() const { return storage_->path; }

Document::Prefix Document::parse_prefix(Syntax syntax, std::string_view text, std::string path,
                                        const Limits& limits) {
  // The parsers begin after a byte order mark; spans count it, columns do not.
  const auto begin =
      static_cast<std::uint32_t>(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
  const bool too_large = text.size() > 0xffffffffu;
  Document document(std::make_unique<Storage>(too_large ? "" : text, std::move(path)));
  Storage& storage = *document.storage_;
  TreeBuilder builder(storage.arena, limits);
  std::optional<SyntaxError> error;
  if (too_large) {
    error = SyntaxError{{0, 0}, "larger than 4 GiB", {}};
  } else if (const auto at = base::find_malformed_utf8(text)) {
    const auto offset = static_cast<std::uint32_t>(*at);
    error = SyntaxError{{offset, offset + 1}, "malformed UTF-8", {}};
  } else {
    switch (syntax) {
      case Syntax::kYaml:
        error = parse_yaml(text, begin, builder);
        break;
      case Syntax::kJson:
        error = parse_json(text, begin, builder);
        break;
      case Syntax::kToml:
        error = parse_toml(text, begin, builder);
        break;
      case Syntax::kXml:
        error = parse_xml(text, begin, builder);
        break;
    }
    if (error) builder.close_all(error->span.begin);
  }
  storage.roots = builder.roots();
  if (storage.roots.empty()) storage.roots.push_back(builder.scalar(Kind::kNull, {begin, begin}));
  std::optional<Error> told;
  if (error)
    told = document.error_at(error->span, ErrorCode::kInvalidData, error->message, error->hint);
  return {std::move(document), std::move(told)};
}

Result<Document> Document::parse(Syntax syntax, std::string_view text, std::string path,
                                 const Limits& limits) {
  Prefix prefix = parse_prefix(syntax, text, std::move(path), limits);
  if (prefix.error) return std::move(*prefix.error);
  return std::move(prefix.document);
}

Document Document::unpack(std::string_view packed, std::string_view text, std::string path) {
  Document document(std::make_unique<Storage>(text, std::move(path)));
  TreeBuilder builder(document.storage_->arena, Limits());
  document::unpack(packed, text, builder);
  document.storage_->roots = builder.roots();
  return document;
}

Error Document::error_at(Span span, ErrorCode code, std::string message, std::string hint) const {
  std::call_once(storage_->lines_made, [&] {
    storage_->lines.push_back(0);
    const std::string_view text = storage_->text;
    for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1))
      storage_->lines.push_back(static_cast<std::uint32_t>(at + 1));
  });
  const std::string_view text = storage_->text;
  const auto& lines = storage_->lines;
  const auto line_of = [&](std::uint32_t offset) {
    return static_cast<std::uint32_t>(std::ranges::upper_bound(lines, offset) - lines.begin());
  };
  const auto column_of = [&](std::uint32_t line, std::uint32_t offset) {
    std::string_view before = text.substr(lines[line - 1], offset - lines[line - 1]);
    if (line == 1 && before.starts_with(kByteOrderMark))
      before.remove_prefix(kByteOrderMark.size());
    return 1 + static_cast<std::uint32_t>(base::utf16_length(before));
  };
  const auto size = static_cast<std::uint32_t>(text.size());
  const std::uint32_t begin = std::min(span.begin, size);
  const std::uint32_t end = std::clamp(span.end, begin, size);

  Error error{.code = code, .message = std::move(message), .path = storage_->path};
  error.hint = std::move(hint);
  error.region.start_line = line_of(begin);
  error.region.start_column = column_of(error.region.start_line, begin);
  error.region.end_line = line_of(end);
  error.region.end_column = column_of(error.region.end_line, end);

  std::string_view line = text.substr(lines[error.region.start_line - 1]);
  line = line.substr(0, line.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (error.region.start_line == 1 && line.starts_with(kByteOrderMark))
    line.remove_prefix(kByteOrderMark.size());
  if (line.size() <= kMaxSourceLine) error.source_line = line;
  return error;
}

}  // namespace scan::document
