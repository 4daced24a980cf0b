// RE2 compiles what it can, so that nearly every pattern runs in time linear in the text. A pattern
// that it refuses, for its syntax or its size, is given to PCRE2.
//
// PCRE2 backtracks, and its match limit counts from each starting position anew: under a limit
// alone, a text of n bytes may cost n times the limit. So a search hands PCRE2 a bounded slice of
// starting positions at a time (its "offset limit") and looks at the clock between slices. Both the
// match limit and the clock end in kLimit, never in a hang.
#include "text/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <fmt/format.h>
#include <pcre2.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <mutex>
#include <optional>
#include <utility>

#include "base/utf8.h"
#include "text/regex_tail.h"

namespace scan::text {
namespace {

// RE2 allots this to a pattern's programs and DFA caches together, as they grow. Most patterns stay
// within the small budget; large counted repetitions of Unicode classes need the large one, and
// beyond it RE2 would be slower than PCRE2.
constexpr std::int64_t kSmallBudget = 8 << 20;
constexpr std::int64_t kLargeBudget = 64 << 20;

// RE2 copies all groups for each of its threads, at every byte: with 20,000 groups it takes
// gigabytes to find one letter. PCRE2 has a limit of its own on nesting.
constexpr std::uint32_t kMaxGroups = 1'000;

// Backtracking steps from one starting position.
constexpr std::uint32_t kMatchLimit = 200'000;
constexpr std::chrono::milliseconds kSearchLimit{1'000};
// A starting position costs at most about kMatchLimit steps or a pass over the text, so that a
// slice stays below a second: 512 positions, fewer in a very large text.
constexpr std::size_t kSliceStarts = 512;
constexpr std::size_t kSliceBytes = std::size_t{1} << 30;
constexpr std::size_t kJitStackBytes = std::size_t{1} << 20;

constexpr std::size_t kInlineGroups = 24;

struct FreePcre2 {
  void operator()(pcre2_code* code) const { pcre2_code_free(code); }
  void operator()(pcre2_compile_context* context) const { pcre2_compile_context_free(context); }
  void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
  void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
  void operator()(pcre2_jit_stack* stack) const { pcre2_jit_stack_free(stack); }
};
template <typename T>
using Pcre2Ptr = std::unique_ptr<T, FreePcre2>;

// RE2 of this age knows named groups as "(?P<name>" only.
std::string with_python_group_names(std::string_view pattern) {
  std::string out;
  out.reserve(pattern.size() + 8);
  bool in_class = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    out.push_back(c);
    if (c == '\\' && i + 1 < pattern.size()) {
      if (pattern[i + 1] == 'Q' && !in_class) {
        const std::size_t end = std::min(pattern.find("\\E", i), pattern.size());
        out.append(pattern.substr(i + 1, end - i - 1));
        i = end - 1;
      } else {
        out.push_back(pattern[++i]);
      }
    } else if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
      // A "]" that stands first in a class is a member of it.
      if (pattern.substr(i + 1).starts_with('^')) out.push_back(pattern[++i]);
      if (pattern.substr(i + 1).starts_with(']')) out.push_back(pattern[++i]);
    } else if (pattern.substr(i).starts_with("(?<") && i + 3 < pattern.size() &&
               pattern[i + 3] != '=' && pattern[i + 3] != '!') {
      out.append("?P");
      ++i;
    }
  }
  return out;
}

std::unique_ptr<RE2> compile_re2(const std::string& pattern, const RegexOptions& options) {
  RE2::Options re2_options;
  re2_options.set_log_errors(false);
  re2_options.set_case_sensitive(!options.case_insensitive);
  re2_options.set_dot_nl(options.dot_all);
  std::string source = options.multi_line ? "(?m)" : "";
  source += pattern.find("(?<") == std::string::npos ? pattern : with_python_group_names(pattern);
  for (const std::int64_t budget : {kSmallBudget, kLargeBudget}) {
    re2_options.set_max_mem(budget);
    auto re2 = std::make_unique<RE2>(source, re2_options);
    if (re2->ok()) return re2;
    if (re2->error_code() != RE2::ErrorPatternTooLarge) break;
  }
  return nullptr;
}

Pcre2Ptr<pcre2_code> compile_pcre2(const std::string& pattern, const RegexOptions& options,
                                   std::string& error) {
  std::uint32_t flags = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_USE_OFFSET_LIMIT |
                        PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY;
  if (options.case_insensitive) flags |= PCRE2_CASELESS;
  if (options.dot_all) flags |= PCRE2_DOTALL;
  if (options.multi_line) flags |= PCRE2_MULTILINE;
  Pcre2Ptr<pcre2_compile_context> context(pcre2_compile_context_create(nullptr));
  pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
  int code = 0;
  PCRE2_SIZE offset = 0;
  Pcre2Ptr<pcre2_code> compiled(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()),
                                              pattern.size(), flags, &code, &offset,
                                              context.get()));
  if (compiled == nullptr) {
    std::array<PCRE2_UCHAR, 256> message{};
    pcre2_get_error_message(code, message.data(), message.size());
    error = fmt::format("invalid regular expression: {} at offset {}",
                        reinterpret_cast<const char*>(message.data()), offset);
    return nullptr;
  }
  // Without a JIT (an exotic processor, a hardened kernel) the interpreter does the same, more
  // slowly.
  pcre2_jit_compile(compiled.get(), PCRE2_JIT_COMPLETE);
  return compiled;
}

}  // namespace

struct Regex::State {
  std::string pattern;
  RegexOptions options;

  // What follows is set by compiled(), once.
  std::once_flag once;
  std::optional<LazyHead> head;
  std::unique_ptr<RE2> re2;  // where there is a head, of what follows it
  Pcre2Ptr<pcre2_code> pcre2;
  std::string error;
  std::uint32_t group_count = 0;

  const State& compiled() {
    std::call_once(once, [this] {
      if (options == RegexOptions()) head = lazy_head_of(pattern);
      if (head) re2 = compile_re2(head->rest, options);
      if (re2 == nullptr) {
        head.reset();
        re2 = compile_re2(pattern, options);
      }
      if (re2 != nullptr) {
        group_count = static_cast<std::uint32_t>(re2->NumberOfCapturingGroups());
        if (group_count <= kMaxGroups) return;
        re2.reset();
        group_count = 0;
        error = fmt::format("invalid regular expression: more than {} groups", kMaxGroups);
        return;
      }
      pcre2 = compile_pcre2(pattern, options, error);
      if (pcre2 != nullptr) pcre2_pattern_info(pcre2.get(), PCRE2_INFO_CAPTURECOUNT, &group_count);
    });
    return *this;
  }

  // Of the pattern as a whole, where there is a head. Needed for few things.
  std::once_flag whole_once;
  std::unique_ptr<RE2> whole;

  const RE2& compiled_whole() {
    std::call_once(whole_once, [this] { whole = compile_re2(pattern, options); });
    return whole != nullptr ? *whole : *re2;
  }

  MatchStatus match_re2(const RE2& regex, std::string_view text, Span range, RE2::Anchor anchor,
                        std::vector<Span>* groups) const;
  MatchStatus match_behind_head(std::string_view text, Span range, std::vector<Span>* groups);
  MatchStatus match_pcre2(std::string_view text, Span range, RE2::Anchor anchor,
                          std::vector<Span>* groups) const;

  MatchStatus match(std::string_view text, Span range, RE2::Anchor anchor,
                    std::vector<Span>* groups) {
    compiled();
    if (range.begin > text.size() || range.end > text.size() || range.begin > range.end)
      return MatchStatus::kNoMatch;
    if (head && anchor == RE2::UNANCHORED) return match_behind_head(text, range, groups);
    if (re2 != nullptr)
      return match_re2(head ? compiled_whole() : *re2, text, range, anchor, groups);
    if (pcre2 != nullptr) return match_pcre2(text, range, anchor, groups);
    return MatchStatus::kNoMatch;
  }
};

MatchStatus Regex::State::match_re2(const RE2& regex, std::string_view text, Span range,
                                    RE2::Anchor anchor, std::vector<Span>* groups) const {
  const re2::StringPiece piece(text.data(), text.size());
  if (groups == nullptr)
    return regex.Match(piece, range.begin, range.end, anchor, nullptr, 0) ? MatchStatus::kMatch
                                                                          : MatchStatus::kNoMatch;
  const std::size_t count = group_count + 1;
  std::array<re2::StringPiece, kInlineGroups> few;
  std::vector<re2::StringPiece> many;
  if (count > few.size()) many.resize(count);
  re2::StringPiece* found = count > few.size() ? many.data() : few.data();
  if (!regex.Match(piece, range.begin, range.end, anchor, found, static_cast<int>(count)))
    return MatchStatus::kNoMatch;
  groups->resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (found[i].data() == nullptr) {
      (*groups)[i] = {kNoGroup, kNoGroup};
      continue;
    }
    const auto begin = static_cast<std::uint32_t>(found[i].data() - text.data());
    (*groups)[i] = {begin, begin + static_cast<std::uint32_t>(found[i].size())};
  }
  return MatchStatus::kMatch;
}

// With a head of up to n characters RE2 follows a match from each of the last n places, at each
// byte. But what matters is where the rest matches first: a match that begins earlier is one of
// this place, and takes as much of the head as stands before it; and there the head, which takes as
// little as will do, comes to this place first.
MatchStatus Regex::State::match_behind_head(std::string_view text, Span range,
                                            std::vector<Span>* groups) {
  const MatchStatus status = match_re2(*re2, text, range, RE2::UNANCHORED, groups);
  if (status != MatchStatus::kMatch || groups == nullptr) return status;
  std::uint32_t& begin = groups->front().begin;
  const std::uint32_t least = std::max(range.begin, begin - std::min(begin, head->max));
  std::uint32_t first = begin;
  while (first > least && head->bytes.test(static_cast<unsigned char>(text[first - 1]))) --first;
  // Beyond ASCII stand letters that the class has where case means nothing.
  if (first > least && static_cast<unsigned char>(text[first - 1]) >= 0x80)
    return match_re2(compiled_whole(), text, range, RE2::UNANCHORED, groups);
  begin = first;
  return status;
}

MatchStatus Regex::State::match_pcre2(std::string_view text, Span range, RE2::Anchor anchor,
                                      std::vector<Span>* groups) const {
  Pcre2Ptr<pcre2_match_data> data(pcre2_match_data_create_from_pattern(pcre2.get(), nullptr));
  Pcre2Ptr<pcre2_match_context> context(pcre2_match_context_create(nullptr));
  Pcre2Ptr<pcre2_jit_stack> stack;
  pcre2_set_match_limit(context.get(), kMatchLimit);

  const std::size_t slice =
      std::clamp<std::size_t>(kSliceBytes / (text.size() + 1), 16, kSliceStarts);
  const auto deadline = std::chrono::steady_clock::now() + kSearchLimit;
  std::size_t start = range.begin;
  while (true) {
    // Starting positions are characters, not bytes.
    while (start < range.end && start > range.begin && base::is_continuation(text[start])) ++start;
    const std::size_t last =
        anchor == RE2::ANCHOR_START ? start : std::min<std::size_t>(start + slice, range.end);
    pcre2_set_offset_limit(context.get(), last);
    int status = pcre2_match(pcre2.get(), reinterpret_cast<PCRE2_SPTR>(text.data()), range.end,
                             start, 0, data.get(), context.get());
    if (status == PCRE2_ERROR_JIT_STACKLIMIT && stack == nullptr) {
      stack.reset(pcre2_jit_stack_create(32 << 10, kJitStackBytes, nullptr));
      pcre2_jit_stack_assign(context.get(), nullptr, stack.get());
      continue;
    }
    if (status > 0) break;
    if (status != PCRE2_ERROR_NOMATCH) return MatchStatus::kLimit;
    if (anchor == RE2::ANCHOR_START || last >= range.end) return MatchStatus::kNoMatch;
    if (std::chrono::steady_clock::now() >= deadline) return MatchStatus::kLimit;
    start = last + 1;
  }
  if (groups == nullptr) return MatchStatus::kMatch;
  const PCRE2_SIZE* offsets = pcre2_get_ovector_pointer(data.get());
  groups->resize(group_count + 1);
  for (std::size_t i = 0; i < groups->size(); ++i) {
    // PCRE2_UNSET is ~0, which becomes kNoGroup.
    (*groups)[i] = {static_cast<std::uint32_t>(offsets[2 * i]),
                    static_cast<std::uint32_t>(offsets[2 * i + 1])};
  }
  // "\K" in a look-behind can put the beginning after the end.
  Span& whole = groups->front();
  whole.begin = std::min(whole.begin, whole.end);
  return MatchStatus::kMatch;
}

Regex::Regex(std::string pattern, RegexOptions options) : state_(std::make_unique<State>()) {
  state_->pattern = std::move(pattern);
  state_->options = options;
}
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;
Regex::~Regex() = default;

Status Regex::check() const {
  const State& state = state_->compiled();
  if (state.error.empty()) return {};
  return Error{.code = ErrorCode::kInvalidRule, .message = state.error};
}

const std::string& Regex::pattern() const { return state_->pattern; }

bool Regex::linear() const { return state_->compiled().re2 != nullptr; }

MatchStatus Regex::search(std::string_view text, std::uint32_t from,
                          std::vector<Span>& groups) const {
  return search(text, Span{from, static_cast<std::uint32_t>(text.size())}, groups);
}

MatchStatus Regex::search(std::string_view text, Span range, std::vector<Span>& groups) const {
  return state_->match(text, range, RE2::UNANCHORED, &groups);
}

MatchStatus Regex::contains(std::string_view text) const {
  return state_->match(text, {0, static_cast<std::uint32_t>(text.size())}, RE2::UNANCHORED,
                       nullptr);
}

MatchStatus Regex::matches_prefix(std::string_view text) const {
  return matches_at(text, {0, static_cast<std::uint32_t>(text.size())});
}

MatchStatus Regex::matches_at(std::string_view text, Span range) const {
  return state_->match(text, range, RE2::ANCHOR_START, nullptr);
}

std::vector<std::string> Regex::group_names() const {
  const State& state = state_->compiled();
  std::vector<std::string> names(state.group_count);
  if (state.re2 != nullptr) {
    for (const auto& [name, index] : state.re2->NamedCapturingGroups())
      names[static_cast<std::size_t>(index) - 1] = name;
  } else if (state.pcre2 != nullptr) {
    std::uint32_t count = 0;
    std::uint32_t entry_size = 0;
    PCRE2_SPTR table = nullptr;
    pcre2_pattern_info(state.pcre2.get(), PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(state.pcre2.get(), PCRE2_INFO_NAMEENTRYSIZE, &entry_size);
    pcre2_pattern_info(state.pcre2.get(), PCRE2_INFO_NAMETABLE, &table);
    // An entry is the group's number in two bytes, big-endian, and its name with a final NUL.
    for (std::uint32_t i = 0; i < count; ++i, table += entry_size)
      names[static_cast<std::size_t>(table[0] << 8 | table[1]) - 1] =
          reinterpret_cast<const char*>(table + 2);
  }
  return names;
}

std::uint32_t Regex::group_count() const { return state_->compiled().group_count; }

}  // namespace scan::text
