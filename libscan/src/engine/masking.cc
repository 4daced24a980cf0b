// A secret is masked in place by stars, one for each UTF-8 character, because a code frame's caret
// and a report's columns must still fit the masked line.
//
// A file may have a hundred thousand secrets and as many findings, so words are not searched for
// one secret after the other. The secrets are sorted: those that begin some words are then the last
// one that is not greater than the words, or beginnings of it.
#include "engine/masking.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "base/utf8.h"

namespace scan::engine {
namespace {

// Shorter secrets are passwords, of which four characters would tell too much.
constexpr std::uint32_t kMinBytesToShowPrefix = 20;
constexpr std::uint32_t kPrefixBytes = 4;
// Shorter ones are found in ordinary words.
constexpr std::size_t kMinBytesInWords = 4;
// Words may have been cut, and with them a secret. Also of a line of a secret with several lines: a
// shorter one may be no more than a bracket.
constexpr std::size_t kMinBytesOfPart = 16;

// Whether the byte at `offset` is hidden by the mask of `secret`.
bool hidden(Span secret, std::uint32_t offset) {
  const std::uint32_t shown = secret.size() >= kMinBytesToShowPrefix ? kPrefixBytes : 0;
  return offset >= secret.begin + shown && offset < secret.end;
}

// Hides [0, size) of `words`, which is a secret, at the end of `out`.
void append_masked(std::string_view words, std::string& out) {
  const Span whole{0, static_cast<std::uint32_t>(words.size())};
  for (std::uint32_t i = 0; i < whole.end; ++i) {
    if (!hidden(whole, i) || words[i] == '\n')
      out.push_back(words[i]);
    else if (!base::is_continuation(words[i]))
      out.push_back('*');
  }
}

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

std::size_t beginning_of(std::string_view text) {
  std::uint32_t bytes = 0;
  std::memcpy(&bytes, text.data(), sizeof bytes);
  return bytes * 0x9E3779B1u >> 16;
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const std::size_t size = std::min(a.size(), b.size());
  return static_cast<std::size_t>(
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(size), b.begin()).first -
      a.begin());
}

}  // namespace

SecretTexts::SecretTexts(std::vector<std::string_view> secrets) : secrets_(std::move(secrets)) {
  std::erase_if(secrets_, [](std::string_view text) { return text.size() < kMinBytesInWords; });
  std::sort(secrets_.begin(), secrets_.end());
  secrets_.erase(std::unique(secrets_.begin(), secrets_.end()), secrets_.end());
  shorter_.reserve(secrets_.size());
  for (std::uint32_t i = 0; i < secrets_.size(); ++i) {
    beginnings_.set(beginning_of(secrets_[i]));
    std::uint32_t shorter = i == 0 ? kNone : i - 1;
    while (shorter != kNone && !secrets_[i].starts_with(secrets_[shorter]))
      shorter = shorter_[shorter];
    shorter_.push_back(shorter);
  }
}

// The size of the longest secret, or beginning of one, at the front of `words`; 0 when there is
// none. Adds to `compared` what it cost.
std::size_t SecretTexts::longest_at(std::string_view words, std::size_t& compared) const {
  const auto less = [&](std::string_view a, std::string_view b) {
    ++compared;
    return a < b;
  };
  const auto after = std::upper_bound(secrets_.begin(), secrets_.end(), words, less);
  std::size_t longest = 0;
  const auto try_part = [&](std::size_t shared) {
    if (shared >= kMinBytesOfPart) longest = std::max(longest, shared);
  };
  if (after != secrets_.end()) try_part(common_prefix(*after, words));
  if (after == secrets_.begin()) return longest;
  auto last = static_cast<std::uint32_t>(after - secrets_.begin()) - 1;
  const std::size_t shared = common_prefix(secrets_[last], words);
  try_part(shared);
  for (; last != kNone && secrets_[last].size() > shared; ++compared) last = shorter_[last];
  return last == kNone ? longest : std::max(longest, secrets_[last].size());
}

std::size_t SecretTexts::mask(std::string& words) const {
  std::size_t compared = 0;
  if (empty() || words.size() < kMinBytesInWords) return compared;
  std::string masked;
  std::size_t done = 0;
  std::size_t begin = 0;  // of the secret that is being hidden: [begin, end)
  std::size_t end = 0;
  const auto finish = [&] {
    if (begin == end) return;
    masked.append(words, done, begin - done);
    append_masked(std::string_view(words).substr(begin, end - begin), masked);
    done = end;
  };
  for (std::size_t at = 0; at + kMinBytesInWords <= words.size(); ++at) {
    const std::string_view rest = std::string_view(words).substr(at);
    if (!beginnings_.test(beginning_of(rest))) continue;
    const std::size_t size = longest_at(rest, compared);
    if (size == 0) continue;
    if (at >= end) {
      finish();
      begin = at;
    }
    end = std::max(end, at + size);
  }
  if (begin == end) return compared;
  finish();
  masked.append(words, done);
  words = std::move(masked);
  return compared;
}

std::vector<std::string_view> Masking::texts_of(std::string_view text,
                                                const std::vector<Span>& sensitive,
                                                const std::vector<std::string>& decoded) {
  std::vector<std::string_view> texts;
  const auto add = [&texts](std::string_view secret) {
    texts.push_back(secret);
    if (secret.find('\n') == secret.npos) return;
    while (!secret.empty()) {
      std::string_view line = secret.substr(0, secret.find('\n'));
      secret.remove_prefix(std::min(line.size() + 1, secret.size()));
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line.size() >= kMinBytesOfPart) texts.push_back(line);
    }
  };
  for (const Span span : sensitive)
    if (span.begin < span.end && span.begin < text.size())
      add(text.substr(span.begin, span.size()));
  for (const std::string& secret : decoded) add(secret);
  return texts;
}

Masking::Masking(std::string_view text, std::vector<Span> sensitive,
                 const std::vector<std::string>& decoded)
    : text_(text), texts_(texts_of(text, sensitive, decoded)) {
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

}  // namespace scan::engine
