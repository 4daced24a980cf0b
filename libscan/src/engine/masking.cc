// A secret is masked in place by stars, one for each UTF-8 character, because a code frame's caret
// and a report's columns must still fit the masked line.
#include "engine/masking.h"

#include <algorithm>

#include "base/utf8.h"

namespace scan::engine {
namespace {

// Shorter secrets are passwords, of which four characters would tell too much.
constexpr std::uint32_t kMinBytesToShowPrefix = 20;
constexpr std::uint32_t kPrefixBytes = 4;
// Shorter ones are found in ordinary words.
constexpr std::uint32_t kMinBytesToReplaceInWords = 4;

// Whether the byte at `offset` is hidden by the mask of `secret`.
bool hidden(Span secret, std::uint32_t offset) {
  const std::uint32_t shown = secret.size() >= kMinBytesToShowPrefix ? kPrefixBytes : 0;
  return offset >= secret.begin + shown && offset < secret.end;
}

std::string masked(std::string_view secret) {
  const Span whole{0, static_cast<std::uint32_t>(secret.size())};
  std::string mask;
  for (std::uint32_t i = 0; i < whole.end; ++i) {
    if (!hidden(whole, i))
      mask.push_back(secret[i]);
    else if (!base::is_continuation(secret[i]))
      mask.push_back(secret[i] == '\n' ? '\n' : '*');
  }
  return mask;
}

}  // namespace

Masking::Masking(std::string_view text, std::vector<Span> sensitive) : text_(text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  std::sort(sensitive.begin(), sensitive.end());
  for (Span span : sensitive) {
    span.end = std::min(span.end, size);
    if (span.begin >= span.end) continue;
    if (!spans_.empty() && span.begin < spans_.back().end)
      spans_.back().end = std::max(spans_.back().end, span.end);
    else
      spans_.push_back(span);
  }
}

std::string Masking::excerpt(Span span) const {
  std::string result;
  result.reserve(span.size());
  auto secret = std::lower_bound(spans_.begin(), spans_.end(), span.begin,
                                 [](Span s, std::uint32_t offset) { return s.end <= offset; });
  std::uint32_t offset = span.begin;
  while (offset < span.end) {
    if (secret == spans_.end() || secret->begin >= span.end) {
      result.append(text_.substr(offset, span.end - offset));
      break;
    }
    if (offset < secret->begin) {
      result.append(text_.substr(offset, secret->begin - offset));
      offset = secret->begin;
    }
    for (; offset < std::min(secret->end, span.end); ++offset) {
      const char byte = text_[offset];
      if (!hidden(*secret, offset) || byte == '\n' || byte == '\r')
        result.push_back(byte);
      else if (!base::is_continuation(byte))
        result.push_back('*');
    }
    ++secret;
  }
  return result;
}

void Masking::mask(std::string& words) const {
  for (Span span : spans_) {
    if (span.size() < kMinBytesToReplaceInWords) continue;
    const std::string_view secret = text_.substr(span.begin, span.size());
    std::size_t at = words.find(secret);
    if (at == std::string::npos) continue;
    const std::string mask = masked(secret);
    for (; at != std::string::npos; at = words.find(secret, at + mask.size()))
      words.replace(at, secret.size(), mask);
  }
}

}  // namespace scan::engine
