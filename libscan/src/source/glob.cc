// git matches by backtracking, which a hostile .gitignore (`**/a/**/a/**/a/…`) turns into hours.
// Here a pattern is a row of tokens, and matching keeps the set of tokens that could be next, one
// bit each: a nondeterministic automaton whose states only move forward. What matches is what
// git 2.39 matches (wildmatch.c with WM_PATHNAME), which a test checks against git itself.
#include "source/glob.h"

#include <array>
#include <bit>
#include <cctype>
#include <optional>

namespace scan::source {
namespace {

// The classes of [[:name:]] as git defines them: ASCII only, and without \v and \f in "space".
std::optional<bool> in_named_class(std::string_view name, unsigned char c) {
  const bool lower = c >= 'a' && c <= 'z';
  const bool upper = c >= 'A' && c <= 'Z';
  const bool digit = c >= '0' && c <= '9';
  const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
  const bool print = c >= 0x20 && c <= 0x7E;
  if (name == "alnum") return lower || upper || digit;
  if (name == "alpha") return lower || upper;
  if (name == "blank") return c == ' ' || c == '\t';
  if (name == "cntrl") return c < 0x20 || c == 0x7F;
  if (name == "digit") return digit;
  if (name == "graph") return print && c != ' ';
  if (name == "lower") return lower;
  if (name == "print") return print;
  if (name == "punct") return print && c != ' ' && !lower && !upper && !digit;
  if (name == "space") return space;
  if (name == "upper") return upper;
  if (name == "xdigit") return digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  return std::nullopt;
}

// Reads the class whose '[' is at `at`, and leaves `at` on its ']'. nullopt when it is malformed.
// Follows wildmatch.c step by step, because its corner cases are what people's files rely on: a ']'
// in first place is a member, '-' is a range only between two members, a '\' takes the next byte.
std::optional<std::bitset<256>> parse_class(std::string_view pattern, std::size_t& at) {
  std::bitset<256> set;
  const auto peek = [&](std::size_t i) -> unsigned char {
    return i < pattern.size() ? static_cast<unsigned char>(pattern[i]) : 0;  // 0 ends a C string
  };
  bool negated = false;
  if (peek(++at) == '!' || peek(at) == '^') negated = true, ++at;
  unsigned char previous = 0;  // 0: what came before cannot begin a range
  do {
    unsigned char c = peek(at);
    if (c == 0) return std::nullopt;
    if (c == '\\') {
      if ((c = peek(++at)) == 0) return std::nullopt;
      set.set(c);
    } else if (c == '-' && previous != 0 && peek(at + 1) != 0 && peek(at + 1) != ']') {
      if ((c = peek(++at)) == '\\' && (c = peek(++at)) == 0) return std::nullopt;
      for (unsigned member = previous; member <= c; ++member) set.set(member);
      c = 0;
    } else if (c == '[' && peek(at + 1) == ':') {
      const std::size_t name = at + 2;
      const std::size_t close = pattern.find(']', name);
      if (close == std::string_view::npos) return std::nullopt;
      if (close == name || pattern[close - 1] != ':') {
        set.set('[');  // not ":]" after all: an ordinary member
      } else {
        const std::string_view word = pattern.substr(name, close - 1 - name);
        for (unsigned member = 1; member < 256; ++member) {
          const auto in = in_named_class(word, static_cast<unsigned char>(member));
          if (!in) return std::nullopt;
          if (*in) set.set(member);
        }
        at = close;
        c = 0;
      }
    } else {
      set.set(c);
    }
    previous = c;
  } while (peek(++at) != ']');
  if (negated) set.flip();
  set.reset('/');
  return set;
}

template <typename Words>
bool test(const Words& states, std::size_t state) {
  return (states[state / 64] >> (state % 64) & 1) != 0;
}
template <typename Words>
void set(Words& states, std::size_t state) {
  states[state / 64] |= std::uint64_t{1} << (state % 64);
}

}  // namespace

Glob::Glob(std::string_view pattern) { valid_ = compile(pattern); }

bool Glob::compile(std::string_view pattern) {
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    char c = pattern[at];
    if (c == '*') {
      std::size_t end = pattern.find_first_not_of('*', at);
      if (end == std::string_view::npos) end = pattern.size();
      add_stars(pattern, at, end);
      // A skip stands for the slash too.
      at = tokens_.back().op == Op::kDirectories ? end : end - 1;
      continue;
    }
    ++min_length_;
    if (c == '?') {
      tokens_.push_back({Op::kAny});
    } else if (c == '[') {
      const std::optional<ByteSet> members = parse_class(pattern, at);
      if (!members) return false;
      tokens_.push_back({Op::kSet, 0, static_cast<std::uint32_t>(sets_.size())});
      sets_.push_back(*members);
    } else {
      if (c == '\\') {
        if (++at == pattern.size()) return false;
        c = pattern[at];
      }
      tokens_.push_back({Op::kByte, static_cast<unsigned char>(c)});
    }
  }
  return true;
}

// Two or more stars are special only as a part of their own: between slashes or at an end.
void Glob::add_stars(std::string_view pattern, std::size_t begin, std::size_t end) {
  const std::string_view behind = pattern.substr(end);
  const bool part = end - begin > 1 && (begin == 0 || pattern[begin - 1] == '/') &&
                    (behind.empty() || behind.starts_with('/') || behind.starts_with("\\/"));
  if (!part) {
    tokens_.push_back({Op::kStar});
  } else if (!behind.starts_with('/')) {
    tokens_.push_back({Op::kStarStar});
  } else if (tokens_.empty() || tokens_.back().op != Op::kDirectories) {
    // "**/**/" is "**/": so the number of tokens is bounded by the bytes that they need.
    tokens_.push_back({Op::kSkip});
    tokens_.push_back({Op::kDirectories});
  }
}

// Adds a state and those that follow without a byte. One that is there already has had its
// followers added, so that a step costs no more than the number of states.
template <typename Words>
void Glob::add(Words& states, std::size_t state) const {
  while (!test(states, state)) {
    set(states, state);
    if (state == tokens_.size()) return;
    switch (tokens_[state].op) {
      case Op::kStar:
      case Op::kStarStar:
        ++state;
        break;
      case Op::kSkip:
        set(states, state + 1);
        state += 2;
        break;
      default:
        return;
    }
  }
}

template <typename Words>
void Glob::step(std::size_t state, unsigned char c, Words& next) const {
  const Token& token = tokens_[state];
  switch (token.op) {
    case Op::kByte:
      if (c == token.byte) add(next, state + 1);
      break;
    case Op::kAny:
      if (c != '/') add(next, state + 1);
      break;
    case Op::kSet:
      if (sets_[token.set].test(c)) add(next, state + 1);
      break;
    case Op::kStar:
      if (c != '/') add(next, state);
      break;
    case Op::kStarStar:
      add(next, state);
      break;
    case Op::kSkip:
      break;
    case Op::kDirectories:
      set(next, state);
      if (c == '/') add(next, state + 1);
      break;
  }
}

template <typename Words>
bool Glob::simulate(std::string_view text, Words now, Words next) const {
  const std::size_t words = tokens_.size() / 64 + 1;
  add(now, 0);
  for (const char c : text) {
    bool alive = false;
    for (std::size_t word = 0; word < words; ++word) {
      for (std::uint64_t bits = now[word]; bits != 0; bits &= bits - 1) {
        const std::size_t state = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
        if (state < tokens_.size()) step(state, static_cast<unsigned char>(c), next);
      }
      now[word] = 0;
    }
    for (std::size_t word = 0; word < words && !alive; ++word) alive = next[word] != 0;
    if (!alive) return false;
    std::swap(now, next);
  }
  return test(now, tokens_.size());
}

bool Glob::matches(std::string_view text) const {
  if (!valid_ || text.size() < min_length_) return false;
  // What most patterns fail by, as *.py[co] and build-*.log do: the last byte.
  if (!tokens_.empty() && tokens_.back().op == Op::kByte &&
      tokens_.back().byte != static_cast<unsigned char>(text.back()))
    return false;
  if (tokens_.size() < 64) return simulate(text, std::array<std::uint64_t, 1>{}, {});
  const std::size_t words = tokens_.size() / 64 + 1;
  return simulate(text, std::vector<std::uint64_t>(words), std::vector<std::uint64_t>(words));
}

}  // namespace scan::source
