#include "sast/formula.h"

#include <string>

#include "base/ascii.h"

namespace scan::sast {

namespace {

// The capturing groups of a regular expression, told without compiling it.
std::vector<RegexGroup> groups_in(std::string_view text, MetavariableTable& metavariables) {
  std::vector<RegexGroup> groups;
  std::uint32_t number = 0;
  bool in_class = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (in_class) {
      in_class = text[i] != ']';
    } else if (text[i] == '[') {
      in_class = true;
      // "]" and "^]" at the begin of a class stand for themselves.
      if (text.substr(i + 1).starts_with('^')) ++i;
      if (text.substr(i + 1).starts_with(']')) ++i;
    } else if (text[i] == '(') {
      std::string_view rest = text.substr(i + 1);
      std::string_view name;
      if (rest.starts_with('*')) continue;
      if (rest.starts_with('?')) {
        rest.remove_prefix(rest.starts_with("?P") ? 2 : 1);
        if (rest.starts_with("<=") || rest.starts_with("<!")) continue;
        if (!rest.starts_with('<') && !rest.starts_with('\'')) continue;
        name = rest.substr(1, rest.find_first_of(">'", 1) - 1);
      }
      ++number;
      groups.push_back({number, metavariables.id("$" + std::to_string(number)), true});
      if (!name.empty())
        groups.push_back({number, metavariables.id("$" + std::string(name)), false});
    }
  }
  return groups;
}

bool is_selector(const PatternTable& patterns, const Formula& part) {
  if (part.op != Formula::Op::kPattern || !part.conditions.empty() || !part.focus.empty() ||
      part.as != kAnonymous) {
    return false;
  }
  std::string_view text = patterns.pattern(part.text);
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  return syntax::is_metavariable(text);
}

}  // namespace

std::uint32_t PatternTable::add_pattern(std::string_view text, const MatchOptions& options) {
  const auto number = static_cast<std::uint32_t>(patterns_.size());
  const auto [at, added] = pattern_numbers_.try_emplace(std::string(text), number);
  if (!added) {
    // Few rules set options, so those that differ in them are a short chain.
    std::uint32_t last = at->second;
    for (;; last = patterns_[last].next) {
      if (patterns_[last].options == options) return last;
      if (patterns_[last].next == last) break;
    }
    patterns_[last].next = number;
  }
  patterns_.push_back({std::string(text), options, number, {}});
  return number;
}

Result<const Pattern*> PatternTable::compiled(std::uint32_t number,
                                              const syntax::ParserPool& parsers,
                                              const syntax::Language& language,
                                              MetavariableTable& metavariables) {
  Entry& entry = patterns_[number];
  for (const auto& each : entry.compiled) {
    if (&each->language() == &language) return each.get();
  }
  Result<Pattern> pattern = compile_pattern(parsers, language, entry.text, metavariables);
  if (!pattern.ok()) return pattern.error();
  pattern->options = entry.options;
  return entry.compiled.emplace_back(std::make_unique<const Pattern>(std::move(*pattern))).get();
}

Result<std::uint32_t> PatternTable::add_generic(std::string_view text,
                                                const GenericOptions& options,
                                                MetavariableTable& metavariables) {
  const auto [begin, end] = generic_numbers_.equal_range(std::string(text));
  for (auto at = begin; at != end; ++at) {
    if (generics_[at->second].options == options) return at->second;
  }
  Result<GenericPattern> compiled = compile_generic(text, options, metavariables);
  if (!compiled.ok()) return compiled.error();
  const auto number = static_cast<std::uint32_t>(generics_.size());
  generics_.push_back({std::string(text), std::move(*compiled), options});
  generic_numbers_.emplace(text, number);
  return number;
}

std::uint32_t PatternTable::add_regex(std::string_view text, RegexUse use,
                                      MetavariableTable& metavariables) {
  const auto [at, added] = regex_numbers_[static_cast<std::size_t>(use)].try_emplace(
      std::string(text), static_cast<std::uint32_t>(regexes_.size()));
  if (added) {
    regexes_.push_back(
        {text::Regex(std::string(text), {.multi_line = use == RegexUse::kSearch}), {}});
    regexes_.back().groups = groups_in(text, metavariables);
  }
  return at->second;
}

const Formula* selector_of(const PatternTable& patterns, const Formula& all) {
  const Formula* found = nullptr;
  std::size_t positive = 0;
  for (const Formula& part : all.parts) {
    if (part.is_negative()) continue;
    ++positive;
    if (found == nullptr && is_selector(patterns, part)) found = &part;
  }
  return positive > 1 ? found : nullptr;
}

bool is_bindable(std::string_view name) {
  if (syntax::is_metavariable(name) || syntax::is_ellipsis_metavariable(name)) return true;
  if (name.size() < 2 || name[0] != '$') return false;
  name.remove_prefix(1);
  return name.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace scan::sast
