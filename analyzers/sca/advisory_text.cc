// Packed: title NUL details, then for each other member NUL, a letter that tells which, and its
// text.
#include "sca/advisory_text.h"

#include <algorithm>

#include "base/utf8.h"

namespace scan::sca {
namespace {

/// Bytes of a text that the index keeps; reports show an excerpt and link to the whole.
constexpr std::size_t kTitleBytes = 200;
constexpr std::size_t kDetailBytes = 1000;
/// Addresses compress badly, and most of a record's are news of one event.
constexpr std::size_t kMaxReferences = 3;
constexpr std::size_t kMaxReferenceBytes = 300;

constexpr char kCwe = 'C';
constexpr char kVector = 'V';
constexpr char kReference = 'R';
constexpr char kRelated = 'L';
constexpr char kPublished = 'P';
constexpr char kModified = 'M';

// The first `limit` bytes, not ending within a UTF-8 sequence.
std::string_view excerpt(std::string_view text, std::size_t limit) {
  return text.substr(0, base::character_start(text, limit));
}

// Where the first sentence ends: at a full stop before a capital letter, so not within "e.g. this".
std::size_t sentence_end(std::string_view text) {
  std::size_t stop = text.find(". ");
  auto before_capital = [&](std::size_t at) {
    return at + 2 < text.size() && text[at + 2] >= 'A' && text[at + 2] <= 'Z';
  };
  while (stop != std::string_view::npos && !before_capital(stop)) stop = text.find(". ", stop + 1);
  return std::min(stop, text.size());
}

// Of the details without Markdown's heading marks. What is longer than a line of a report ends
// after a word.
std::string title_of(const OsvRecord& record) {
  std::string_view title = record.summary;
  if (title.empty()) {
    title = record.details;
    title.remove_prefix(std::min(title.find_first_not_of("# \t\r\n"), title.size()));
    title = title.substr(0, title.find_first_of("\r\n"));
    title = title.substr(0, sentence_end(title));
    while (title.ends_with('.') || title.ends_with(' ')) title.remove_suffix(1);
  }
  if (title.size() <= kTitleBytes) return std::string(title);
  title = excerpt(title, kTitleBytes);
  return std::string(title.substr(0, title.rfind(' '))) + " …";
}

void append_plain(std::string& bytes, std::string_view text) {
  for (char c : text)
    if (c != '\0') bytes.push_back(c);
}

void append_member(std::string& bytes, char kind, std::string_view text) {
  if (text.empty()) return;
  bytes.append({'\0', kind});
  append_plain(bytes, text);
}

std::string_view take_part(std::string_view& rest) {
  std::string_view part = rest.substr(0, rest.find('\0'));
  rest.remove_prefix(std::min(part.size() + 1, rest.size()));
  return part;
}

}  // namespace

AdvisoryText text_of(const OsvRecord& record) {
  AdvisoryText text{.title = title_of(record),
                    .details = std::string(excerpt(record.details, kDetailBytes)),
                    .cwes = record.cwes,
                    .vectors = record.vectors,
                    .references = {},
                    .related = record.related,
                    .published = record.published_text,
                    .modified = record.modified_text};
  std::vector<std::string> known = advisory_pages(record.id);
  for (const std::string& alias : record.aliases)
    for (std::string& page : advisory_pages(alias)) known.push_back(std::move(page));
  for (const std::string& url : record.references) {
    if (text.references.size() == kMaxReferences) break;
    if (url.size() > kMaxReferenceBytes || std::ranges::find(known, url) != known.end()) continue;
    text.references.push_back(url);
    known.push_back(url);
  }
  return text;
}

std::string packed(const AdvisoryText& text) {
  std::string bytes;
  append_plain(bytes, text.title);
  bytes.push_back('\0');
  append_plain(bytes, text.details);
  for (const std::string& cwe : text.cwes) append_member(bytes, kCwe, cwe);
  for (const std::string& vector : text.vectors) append_member(bytes, kVector, vector);
  for (const std::string& url : text.references) append_member(bytes, kReference, url);
  for (const std::string& id : text.related) append_member(bytes, kRelated, id);
  append_member(bytes, kPublished, text.published);
  append_member(bytes, kModified, text.modified);
  return bytes;
}

AdvisoryText unpacked(std::string_view bytes) {
  AdvisoryText text;
  text.title = take_part(bytes);
  text.details = take_part(bytes);
  while (!bytes.empty()) {
    std::string_view part = take_part(bytes);
    if (part.empty()) continue;
    std::string value(part.substr(1));
    switch (part.front()) {
      case kCwe:
        text.cwes.push_back(std::move(value));
        break;
      case kVector:
        text.vectors.push_back(std::move(value));
        break;
      case kReference:
        text.references.push_back(std::move(value));
        break;
      case kRelated:
        text.related.push_back(std::move(value));
        break;
      case kPublished:
        text.published = std::move(value);
        break;
      case kModified:
        text.modified = std::move(value);
        break;
      default:
        break;
    }
  }
  return text;
}

std::vector<std::string> advisory_pages(std::string_view id) {
  std::string name(id);
  std::vector<std::string> pages = {"https://osv.dev/vulnerability/" + name};
  if (id.starts_with("CVE-")) pages.push_back("https://nvd.nist.gov/vuln/detail/" + name);
  if (id.starts_with("GHSA-")) pages.push_back("https://github.com/advisories/" + name);
  return pages;
}

}  // namespace scan::sca
