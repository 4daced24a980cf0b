// Half of all services issue keys that are 32 random characters and no more. What tells such a key
// is where it stands: a variable, a header, a host called like the service, and the key right after
// it. With a thousand such rules, and names that are common words, what counts is how soon a name
// without a value is done with: the bytes in its reach are first looked through for a run that is
// long enough for a value, and the regex is only run where there is one. A regex that had the name
// and the distance in it as well would need a state for each distance.
#include "secrets/named_value.h"

#include <algorithm>

#include "base/ascii.h"
#include "text/regex_shape.h"

namespace scan::secrets {
namespace {

constexpr int kShortName = 6;
// Of a value whose regex has no bound.
constexpr std::uint32_t kMaxValue = 4096;

std::size_t byte(char c) { return static_cast<unsigned char>(c); }

// The bytes that matches of the regex can have; all of them where that takes more than a look at
// its characters: each stands for itself, but for classes of letters and digits.
std::bitset<256> bytes_of(std::string_view pattern) {
  std::bitset<256> all;
  all.set();
  std::bitset<256> bytes;
  for (int c = 0; c < 256; ++c)
    if (base::is_alphanumeric(static_cast<char>(c))) bytes.set(static_cast<std::size_t>(c));
  bool in_class = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    const char next = i + 1 < pattern.size() ? pattern[i + 1] : '\0';
    if (c == '\\') {
      if (next == 'w')
        bytes.set(byte('_'));
      else if (base::is_alphanumeric(next) && next != 'd' && next != 'b')
        return all;
      else
        bytes.set(byte(next));
      ++i;
      continue;
    }
    if (c == '[' && next == '^') return all;
    if (c == '[') in_class = true;
    if (c == ']') in_class = false;
    if (c == '.' && !in_class) return all;
    // A range that begins or ends with no letter or digit: "[!-~]".
    if (in_class && c == '-' && i > 0 && next != ']' && pattern[i - 1] != '[' &&
        (!base::is_alphanumeric(next) || !base::is_alphanumeric(pattern[i - 1])))
      return all;
    if (!base::is_alphanumeric(c)) bytes.set(byte(c));
  }
  return bytes;
}

bool is_word(char c) { return base::is_alphanumeric(c) || c == '_'; }

std::string with_surroundings(std::string_view value) {
  return "[^\\w.%+-](" + std::string(value) + ")(?:[^\\w-]|$)";
}

}  // namespace

NamedValueReader::NamedValueReader(std::vector<std::string> names, std::string_view value)
    : names_(std::move(names)), pattern_(value) {
  for (std::string& name : names_) {
    name = base::lowered(name);
    if (name.empty()) continue;
    first_bytes_.set(byte(name.front()));
    first_bytes_.set(byte(base::to_upper(name.front())));
  }
}

const NamedValueReader::Value& NamedValueReader::value() const {
  std::call_once(value_once_, [this] {
    const text::RegexShape shape = text::shape_of(pattern_);
    value_.emplace(Value{.regex = text::Regex(with_surroundings(pattern_)),
                         .min_length = shape.min_length,
                         .max_length = std::min(shape.max_length, kMaxValue),
                         .bytes = bytes_of(pattern_)});
  });
  return *value_;
}

// The length of the name that stands there; 0: none does.
std::uint32_t NamedValueReader::name_at(std::string_view text, std::size_t at) const {
  if (!first_bytes_.test(byte(text[at]))) return 0;
  for (const std::string& name : names_) {
    if (name.size() > text.size() - at) continue;
    const std::string_view there = text.substr(at, name.size());
    if (!std::ranges::equal(there, name, {}, base::to_lower)) continue;
    const bool brief = std::ranges::count_if(name, base::is_letter) < kShortName;
    if (brief && at > 0 && base::is_letter(text[at - 1])) continue;
    return static_cast<std::uint32_t>(name.size());
  }
  return 0;
}

// Whether a run of bytes that a value can have is long enough, and begins in reach.
bool NamedValueReader::may_follow(std::string_view text, std::uint32_t from) const {
  const std::bitset<256>& bytes = value().bytes;
  const std::uint32_t min_length = value().min_length;
  std::uint32_t run = 0;
  for (std::size_t at = from; at < text.size(); ++at) {
    if (!bytes.test(byte(text[at]))) {
      if (at >= from + kNameReach) return false;
      run = 0;
    } else if (++run >= min_length) {
      return true;
    }
  }
  return run >= min_length;
}

void NamedValueReader::read_after(std::string_view text, Span name,
                                  std::vector<NamedValue>& out) const {
  if (!may_follow(text, name.end)) return;
  const auto size = static_cast<std::uint32_t>(text.size());
  const std::uint32_t last_begin = name.end + kNameReach - 1;  // of what stands before the value
  std::vector<Span> groups;
  for (std::uint32_t from = name.end; from <= last_begin && from < size;) {
    const Span range{from, std::min(size, last_begin + value().max_length + 8)};
    if (value().regex.search(text, range, groups) != text::MatchStatus::kMatch) return;
    if (groups[0].begin > last_begin) return;
    out.push_back({name, groups[1]});
    // What was taken for a value may be a word before it.
    from = groups[0].begin + 1;
    while (from < size && is_word(text[from])) ++from;
  }
}

void NamedValueReader::read(std::string_view text, Span range, std::vector<NamedValue>& out) const {
  for (std::size_t at = range.begin; at < range.end && at < text.size(); ++at) {
    const std::uint32_t length = name_at(text, at);
    if (length == 0) continue;
    const auto begin = static_cast<std::uint32_t>(at);
    read_after(text, Span{begin, begin + length}, out);
  }
}

}  // namespace scan::secrets
