#include "sast/generic_search.h"

#include <algorithm>
#include <variant>

#include "sast/generic_matcher.h"

namespace scan::sast {

namespace {

constexpr std::size_t kMaxMatches = 20'000;

void blank(std::string& text, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) {
    if (text[i] != '\n' && text[i] != '\r') text[i] = ' ';
  }
}

void blank_to_line_ends(std::string& text, std::string_view start) {
  for (std::size_t at = text.find(start); at != std::string::npos; at = text.find(start, at)) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    blank(text, at, end);
    at = end;
  }
}

void blank_between(std::string& text, std::string_view start, std::string_view stop) {
  for (std::size_t at = text.find(start); at != std::string::npos; at = text.find(start, at)) {
    const std::size_t end = text.find(stop, at + start.size());
    if (end == std::string::npos) return;
    blank(text, at, end + stop.size());
    at = end;
  }
}

}  // namespace

// As Semgrep does, without a look at strings: "//" in a URL begins a comment, too.
std::string without_comments(std::string_view text, GenericOptions::Comments style) {
  std::string out(text);
  if (style == GenericOptions::Comments::kShell) blank_to_line_ends(out, "#");
  if (style == GenericOptions::Comments::kCpp) blank_to_line_ends(out, "//");
  if (style == GenericOptions::Comments::kC || style == GenericOptions::Comments::kCpp)
    blank_between(out, "/*", "*/");
  return out;
}

GenericSearch::GenericSearch(std::string_view text, Extent extent)
    : text_(text), gibberish_(extent == Extent::kFile && is_gibberish(text)) {}

const GenericText& GenericSearch::read(GenericOptions::Comments style) {
  Read& read = read_[static_cast<std::size_t>(style)];
  if (read.text == nullptr) {
    std::string_view text = text_;
    if (style != GenericOptions::Comments::kNone) {
      read.without_comments = without_comments(text_, style);
      text = read.without_comments;
    }
    read.text = std::make_unique<const GenericText>(text);
  }
  return *read.text;
}

PatternMatches GenericSearch::matches(const GenericPattern& pattern) {
  if (const auto* alien = std::get_if<AlienPattern>(&pattern.matched)) return matches(*alien);
  if (gibberish_) return {};
  const auto& space = std::get<SpacePattern>(pattern.matched);
  PatternMatches out = GenericMatcher(read(space.comment_style), space).run();
  for (Match& match : out.matches) {
    for (Binding& each : match.bindings)
      each.text = text_.substr(each.span.begin, each.span.size());
  }
  return out;
}

PatternMatches GenericSearch::matches(const AlienPattern& pattern) const {
  PatternMatches out;
  std::vector<Span> groups;
  for (std::uint32_t from = 0; from <= text_.size();) {
    const text::MatchStatus status = pattern.regex.search(text_, from, groups);
    if (status == text::MatchStatus::kNoMatch) break;
    if (status == text::MatchStatus::kLimit || out.matches.size() == kMaxMatches) {
      out.limited = true;
      break;
    }
    from = std::max(groups.front().end, groups.front().begin + 1);
    Match& match = out.matches.emplace_back();
    match.span = groups.front();
    for (const auto& [group, metavariable] : pattern.groups) {
      const Span span = groups[group];
      if (span.begin == text::Regex::kNoGroup) continue;
      Binding& binding = match.bindings.emplace_back();
      binding.metavariable = metavariable;
      binding.span = span;
      binding.is_literal = true;
      binding.text = text_.substr(span.begin, span.size());
    }
    std::ranges::sort(match.bindings, {}, &Binding::metavariable);
  }
  return out;
}

}  // namespace scan::sast
